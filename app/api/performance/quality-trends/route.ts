import { performanceQuerySchema, queryOf } from '@/lib/core/metrics/performance-request';
import { readTrends } from '@/lib/metrics/read';
import { endpoint } from '../../../_server/endpoint';
import { readQuery } from '../../../_server/read-request';
import { validated } from '../../../_server/validator';

/** A row per UTC hour, or per day past 14 days. */
export const GET = endpoint(async (request) => validated(request, await readTrends(queryOf(readQuery(request, performanceQuerySchema)))));
