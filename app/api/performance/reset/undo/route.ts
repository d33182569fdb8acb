import { undoReset } from '@/lib/data/metric-epochs';
import { endpoint, json } from '../../../../_server/endpoint';

/** Takes the last reset back; what was recorded since stays counted. */
export const POST = endpoint(async () => {
  await undoReset();
  return json({ status: 'undone', message: 'What was counted before the reset is counted again' });
});
