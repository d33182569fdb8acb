import { z } from 'zod';
import { accountOf, type Named, redeemLinkWith } from '@/lib/access/accounts';
import { isAuditing, writeAudit } from '@/lib/access/audit-log';
import type { Client } from '@/lib/access/client';
import { endJourney, type Journey } from '@/lib/access/oidc';
import { startSession } from '@/lib/access/sessions';
import { asWinnowError, WinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import { operatorFetch } from '@/lib/net/operator';
import { endpoint } from '../../../../_server/endpoint';
import { journeyCookie, readJourneyCookie, sessionCookie } from '../../../../_server/session-cookie';
import { addressOf, clientOfRequest } from '../../../../_server/signed-in';
import { ownPath } from '../../../../sign-in/own-path';

const journeySchema = z.object({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  link: z.string().nullable(),
});

/** Where the browser comes back from the OpenID provider: signed in, or on the sign-in page with what went wrong. */
export const GET = endpoint(async (request) => {
  const client = clientOfRequest(request);
  const from = { address: client.address, agent: request.headers.get('user-agent') };
  const journey = journeyOf(readJourneyCookie(request.headers, client.https));
  try {
    const account = await arrive(request, client, journey);
    const token = await startSession(account.id, from);
    await note(account, from, journey?.link ? 'link.use' : 'access.sign_in');
    return leave(ownPath(journey?.next), client, sessionCookie(token, client.https));
  } catch (error) {
    const { code, kind } = asWinnowError(error);
    if (kind.fault === 'winnow') throw error;
    await note(null, from, 'access.sign_in');
    return leave(`/sign-in?problem=${code}`, client);
  }
});

async function arrive(request: Request, client: Client, journey: Journey | null): Promise<Named> {
  if (!journey) throw new WinnowError('sign_in_failed', 'This browser did not set out for the provider, or too long ago.');
  const person = await endJourney(readEnv().values, operatorFetch, addressOf(client), new URL(request.url).search, journey);
  if (journey.link !== null) return redeemLinkWith(journey.link, person, person.name);
  const account = await accountOf(person);
  if (!account) throw new WinnowError('forbidden', 'Nobody here has that account at the provider; a one-time link is needed first.');
  return account;
}

function journeyOf(cookie: string | null): Journey | null {
  try {
    return journeySchema.parse(JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}

function leave(location: string, { https }: Client, session?: string): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store' });
  headers.append('set-cookie', journeyCookie(null, https));
  if (session) headers.append('set-cookie', session);
  return new Response(null, { status: 303, headers });
}

async function note(account: Named | null, from: { address: string; agent: string | null }, action: 'access.sign_in' | 'link.use') {
  if (!isAuditing()) return;
  await writeAudit({
    ...from,
    actorKind: account ? 'account' : 'anonymous',
    actorId: account?.id ?? null,
    actor: account?.name ?? 'anonymous',
    action,
    outcome: account ? 'done' : 'refused',
    door: 'web',
    details: { provider: readEnv().values.OIDC_ISSUER },
  });
}
