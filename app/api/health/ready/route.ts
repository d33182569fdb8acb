import { WinnowError } from '@/lib/base/errors';
import { databaseReady } from '@/lib/data/health';
import { endpoint, json } from '../../../_server/endpoint';
import { shutdownSignal } from '../../../_server/shutdown';

/** Whether requests should be sent here: the database answers, and this process is not about to end. */
export const GET = endpoint(async () => {
  if (shutdownSignal().aborted) throw new WinnowError('shutting_down', 'This process has been asked to end.');
  if (!(await databaseReady())) throw new WinnowError('database_unavailable', 'The database does not answer.');
  return json({ status: 'ready' });
});
