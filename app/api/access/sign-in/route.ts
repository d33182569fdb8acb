import { noteForAudit } from '@/lib/access/asking';
import { signIn } from '@/lib/access/sign-in';
import { signInSchema } from '@/lib/core/access/requests';
import { endpoint } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';
import { clientOfRequest, signedIn } from '../../../_server/signed-in';

/** Starts a session. Says the same whether the name or the password is wrong. */
export const POST = endpoint(async (request) => {
  const { name, password } = await readJson(request, signInSchema);
  const client = clientOfRequest(request);
  noteForAudit({ details: { name } });
  const { account, token } = await signIn(name, password, { address: client.address, agent: request.headers.get('user-agent') });
  return signedIn(account, token, client, 200);
});
