import { beginJourney } from '@/lib/access/oidc';
import { readEnv } from '@/lib/config/env';
import { oidcStartSchema } from '@/lib/core/access/requests';
import { operatorFetch } from '@/lib/net/operator';
import { endpoint } from '../../../../_server/endpoint';
import { readQuery } from '../../../../_server/read-request';
import { journeyCookie } from '../../../../_server/session-cookie';
import { addressOf, clientOfRequest } from '../../../../_server/signed-in';
import { ownPath } from '../../../../sign-in/own-path';

/** Sends the browser to the OpenID provider. */
export const GET = endpoint(async (request) => {
  const client = clientOfRequest(request);
  const { next, link = null } = readQuery(request, oidcStartSchema);
  const { url, journey } = await beginJourney(readEnv().values, operatorFetch, addressOf(client), { next: ownPath(next), link });
  const headers = { location: url, 'set-cookie': journeyCookie(journey, client.https), 'cache-control': 'no-store' };
  return new Response(null, { status: 303, headers });
});
