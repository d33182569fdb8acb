import { performanceQuerySchema, queryOf } from '@/lib/core/metrics/performance-request';
import { readCheckpoints } from '@/lib/metrics/read';
import { endpoint } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';
import { validated } from '../../../_server/validator';

/** Per checkpoint: who reached it, who ended there and why. */
export const GET = endpoint(async (request) =>
  validated(request, await readCheckpoints(queryOf(readQuery(request, performanceQuerySchema)))),
);
