import { currentAsker } from '@/lib/access/asking';
import { endSession } from '@/lib/access/sessions';
import { endpoint } from '../../../_server/endpoint';
import { sessionCookie } from '../../../_server/session-cookie';
import { clientOfRequest } from '../../../_server/signed-in';

/** Ends this session, and has the browser forget what it kept. */
export const POST = endpoint(async (request) => {
  const { https } = clientOfRequest(request);
  const { sessionId } = currentAsker()!;
  if (sessionId) await endSession(sessionId, null);
  return new Response(null, {
    status: 204,
    headers: { 'set-cookie': sessionCookie(null, https), 'clear-site-data': '"cache"', 'cache-control': 'no-store' },
  });
});
