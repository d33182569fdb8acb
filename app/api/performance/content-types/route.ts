import { performanceQuerySchema, queryOf } from '@/lib/core/metrics/performance-request';
import { readContentTypes } from '@/lib/metrics/read';
import { endpoint } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';
import { validated } from '../../../_server/validator';

/** Per content type, most frequent first. */
export const GET = endpoint(async (request) =>
  validated(request, await readContentTypes(queryOf(readQuery(request, performanceQuerySchema)))),
);
