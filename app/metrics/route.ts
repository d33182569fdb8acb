import { PROMETHEUS_TYPE } from '@/lib/core/metrics/exposition';
import { toPrometheus } from '@/lib/core/metrics/prometheus';
import { readOperations } from '@/lib/metrics/operations';
import { readCheckpoints, readOverall } from '@/lib/metrics/read';
import { endpoint } from '../_server/endpoint';

const SINCE_RESET = { hours: null, filter: {} };

/** The figures since the last reset and how the deployment is now, for Prometheus. */
export const GET = endpoint(async () => {
  const [overall, checkpoints, operations] = await Promise.all([readOverall(SINCE_RESET), readCheckpoints(SINCE_RESET), readOperations()]);
  return new Response(toPrometheus(overall, checkpoints, operations), {
    headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' },
  });
});
