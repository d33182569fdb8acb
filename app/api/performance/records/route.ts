import { recordLines } from '@/lib/metrics/record-lines';
import { endpoint, json } from '../../../_server/endpoint';
import { unproxied } from '../../../_server/unproxied';

/** Records many runs from outside, one JSON object a line; a bad line refuses that line only. */
export const POST = unproxied(
  endpoint(async (request) => json(await recordLines(request.body ?? new ReadableStream({ start: (c) => c.close() })))),
);
