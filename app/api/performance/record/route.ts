import { idempotencyKeySchema, recordOfQuery, recordSchema } from '@/lib/core/metrics/record-request';
import { recordPosted } from '@/lib/metrics/record';
import { endpoint, json } from '../../../_server/endpoint';
import { parse, readJson } from '../../../_server/read-request';
import { unproxied } from '../../../_server/unproxied';

/** Records one run from outside, from the query string or a JSON body; answers when it is durable. */
export const POST = unproxied(
  endpoint(async (request) => {
    const { search, searchParams } = new URL(request.url);
    const record = search ? parse(recordOfQuery(searchParams), recordSchema) : await readJson(request, recordSchema);
    const key = request.headers.get('idempotency-key');
    await recordPosted(record, key === null ? null : parse(key, idempotencyKeySchema, 'Idempotency-Key'));
    return json({ status: 'recorded', processingType: record.processing_type });
  }),
);
