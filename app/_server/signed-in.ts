import type { Named } from '@/lib/access/accounts';
import { noteForAudit } from '@/lib/access/asking';
import { type Client, clientOf } from '@/lib/access/client';
import { WinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import { json } from './endpoint';
import { sessionCookie } from './session-cookie';

/** clientOfRequest is who is at the other end, where people sign in. Throws `conflict` where nobody does: a session would mean nothing there. */
export function clientOfRequest({ headers }: Request): Client {
  const { signIn, values } = readEnv();
  if (!signIn)
    throw new WinnowError('conflict', 'Nobody signs in here: this Winnow listens on loopback only. ENABLE_SIGN_IN=1 changes that.');
  return clientOf(headers, { trustedProxies: values.WINNOW_TRUSTED_PROXIES, publicUrl: values.WINNOW_PUBLIC_URL });
}

/** addressOf is where the pages of this Winnow are, as the one who asks reached them. */
export function addressOf(client: Client): string {
  return readEnv().values.WINNOW_PUBLIC_URL ?? client.origins[0]!;
}

/** signedIn answers that somebody is, with their cookie. */
export function signedIn({ id, name, role }: Named, token: string, { https }: Client, status: number): Response {
  noteForAudit({ actor: { kind: 'account', id, name } });
  const response = json({ id, name, role }, status);
  response.headers.append('set-cookie', sessionCookie(token, https));
  return response;
}
