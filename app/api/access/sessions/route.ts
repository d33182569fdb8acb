import { currentAsker } from '@/lib/access/asking';
import { listSessions } from '@/lib/access/sessions';
import { endpoint, json } from '../../../_server/endpoint';

/** One's own sessions; of an admin all. */
export const GET = endpoint(async () => {
  const { id, scopes, sessionId } = currentAsker()!;
  return json({ sessions: await listSessions(scopes.includes('admin') ? null : id, sessionId) });
});
