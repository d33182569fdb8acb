import { performanceQuerySchema, queryOf } from '@/lib/core/metrics/performance-request';
import { readPerformance } from '@/lib/metrics/read';
import { endpoint } from '../../_server/endpoint';
import { readQuery } from '../../_server/read-request';
import { validated } from '../../_server/validator';

/** All that the dashboard shows, of a window and a filter. */
export const GET = endpoint(async (request) => {
  const { generatedAt, ...view } = await readPerformance(queryOf(readQuery(request, performanceQuerySchema)));
  return validated(request, view, { generatedAt });
});
