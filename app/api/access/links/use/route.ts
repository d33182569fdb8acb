import { redeemLink } from '@/lib/access/accounts';
import { noteForAudit } from '@/lib/access/asking';
import { startSession } from '@/lib/access/sessions';
import { useLinkSchema } from '@/lib/core/access/requests';
import { endpoint } from '../../../../_server/endpoint';
import { readJson } from '../../../../_server/read-request';
import { clientOfRequest, signedIn } from '../../../../_server/signed-in';

/** Makes the link's account, or sets its password anew, and starts a session. */
export const POST = endpoint(async (request) => {
  const client = clientOfRequest(request);
  const { token, name, password } = await readJson(request, useLinkSchema);
  const account = await redeemLink(token, { name, password });
  noteForAudit({ target: account.id, details: { role: account.role } });
  const session = await startSession(account.id, { address: client.address, agent: request.headers.get('user-agent') });
  return signedIn(account, session, client, 201);
});
