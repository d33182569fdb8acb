import { performanceQuerySchema, queryOf } from '@/lib/core/metrics/performance-request';
import { readOverall } from '@/lib/metrics/read';
import { endpoint } from '../../../../_server/endpoint';
import { readQuery } from '../../../../_server/read-request';
import { validated } from '../../../../_server/validator';

/** The figures of a window in one object. */
export const GET = endpoint(async (request) => validated(request, await readOverall(queryOf(readQuery(request, performanceQuerySchema)))));
