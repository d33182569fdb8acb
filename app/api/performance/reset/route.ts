import { resetMetrics } from '@/lib/data/metric-epochs';
import { endpoint, json } from '../../../_server/endpoint';

/** Counts from now on; nothing is deleted, and it can be undone. */
export const DELETE = endpoint(async () => {
  await resetMetrics();
  return json({ status: 'reset', message: 'All metrics cleared' });
});
