import { WinnowError } from '@/lib/base/errors';
import { databaseReady } from '@/lib/data/health';
import { endpoint, json } from '../../../_server/endpoint';

/** Whether requests can be served: the database answers. */
export const GET = endpoint(async () => {
  if (!(await databaseReady())) throw new WinnowError('database_unavailable', 'The database does not answer.');
  return json({ status: 'ready' });
});
