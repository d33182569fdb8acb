import { PROMETHEUS_TYPE, toPrometheus } from '@/lib/core/metrics/prometheus';
import { readCheckpoints, readOverall } from '@/lib/metrics/read';
import { endpoint } from '../_server/endpoint';

const SINCE_RESET = { hours: null, filter: {} };

/** The figures since the last reset, for Prometheus. */
export const GET = endpoint(async () => {
  const [overall, checkpoints] = await Promise.all([readOverall(SINCE_RESET), readCheckpoints(SINCE_RESET)]);
  return new Response(toPrometheus(overall, checkpoints), { headers: { 'content-type': PROMETHEUS_TYPE, 'cache-control': 'no-store' } });
});
