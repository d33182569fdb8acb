/**
 * Who may come in: one decision, made at the front of everything (proxy.ts, recording.ts) and once more where the API answers (endpoint.ts), so that a
 * path which one of them reads differently gains nothing.
 */
import type { Asker } from '@/lib/access/asking';
import { type Client, clientOf, limitGroup } from '@/lib/access/client';
import { findKey } from '@/lib/access/keys';
import { limitRequests } from '@/lib/access/limits';
import { CALLBACK_PATH } from '@/lib/access/oidc';
import { KEY_PREFIX } from '@/lib/access/secrets';
import { findSession } from '@/lib/access/sessions';
import { accessSettings } from '@/lib/access/settings';
import { WinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import { type Access, isAllowed, SCOPES, SCOPES_OF_ROLE } from '@/lib/core/access/scopes';
import { accessOf } from './access-table';
import { type ArrivedRequest, distrust, fromAnotherSite } from './local-trust';
import { readSessionCookie } from './session-cookie';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

export interface Admitted {
  asker: Asker;
  client: Client;
}

/**
 * admit says who asks, or throws why they may not: `forbidden_origin`, `unauthenticated`, `forbidden`, `rate_limited`. The first look at a request counts
 * it and, on loopback without sign-in, judges where it comes from.
 */
export async function admit(request: ArrivedRequest, look: 'first' | 'again'): Promise<Admitted> {
  const admitted = await identify(request, look);
  const access = accessOf(request.method, request.pathname);
  if (!isAllowed(admitted.asker, access)) throw refusal(admitted.asker, access, request);
  return admitted;
}

/** refusedAsker is who was refused, for the audit log; null where that is nobody known. */
export async function refusedAsker(request: ArrivedRequest): Promise<Asker | null> {
  const { asker } = await identify(request, 'again');
  return asker.kind === 'anonymous' ? null : asker;
}

function refusal({ kind }: Asker, access: Access, { method, pathname }: ArrivedRequest): WinnowError {
  if (kind === 'anonymous') return new WinnowError('unauthenticated', `${method} ${pathname} is not for everybody.`);
  const wanted = access === 'account' ? 'is for people who have signed in' : `needs the scope ${access}`;
  return new WinnowError('forbidden', `${method} ${pathname} ${wanted}.`);
}

async function identify(request: ArrivedRequest, look: 'first' | 'again'): Promise<Admitted> {
  const settings = settingsNow();
  const client = clientOf(request.headers, settings);
  const from = { address: client.address, agent: request.headers.get('user-agent') };
  if (!settings.signIn && look === 'first') {
    // web/main.mjs and `next dev` set PORT to the port they listen on.
    const reason = distrust(request, Number(process.env.PORT ?? 8000));
    if (reason) throw new WinnowError('forbidden_origin', reason);
  }
  const key = bearerOf(request.headers);
  if (key !== null) return { asker: await byKey(key, from, look, settings.signIn), client };
  if (!settings.signIn) return { asker: { ...NOBODY, ...from, kind: 'local', scopes: SCOPES }, client };
  if (look === 'first') await limitAddress(client);
  return { asker: await byBrowser(request, client, from), client };
}

const NOBODY = { kind: 'anonymous', scopes: [], id: null, name: null, role: null, sessionId: null } as const;

async function byKey(
  key: string,
  from: { address: string; agent: string | null },
  look: 'first' | 'again',
  limited: boolean,
): Promise<Asker> {
  try {
    const { id, name, scopes, requestsPerMinute } = await findKey(key, from.address);
    if (look === 'first') await limitRequests(`key ${id}`, requestsPerMinute);
    return { ...NOBODY, ...from, kind: 'key', id, name, scopes };
  } catch (error) {
    // Guessing keys is counted as anonymous requests are.
    const isGuess = error instanceof WinnowError && error.code === 'unauthenticated';
    if (isGuess && limited && look === 'first') await limitAddress(from);
    throw error;
  }
}

async function byBrowser(
  { method, pathname, headers }: ArrivedRequest,
  client: Client,
  from: { address: string; agent: string | null },
): Promise<Asker> {
  const reason = foreign({ method, pathname, headers }, client);
  if (reason) throw new WinnowError('forbidden_origin', reason);
  const token = readSessionCookie(headers, client.https);
  const session = token === null ? null : await findSession(token);
  if (!session) return { ...NOBODY, ...from };
  // Every browser says where a request that may change something comes from.
  if (!SAFE_METHODS.includes(method) && headers.get('origin') === null && headers.get('sec-fetch-site') === null) {
    throw new WinnowError('forbidden_origin', 'A request under a session must say where it comes from; programs send an API key.');
  }
  const { sessionId, accountId, name, role } = session;
  return { ...from, kind: 'account', scopes: SCOPES_OF_ROLE[role], id: accountId, name, role, sessionId };
}

function foreign(request: ArrivedRequest, client: Client): string | null {
  const origin = request.headers.get('origin');
  if (origin !== null && !client.origins.includes(origin.toLowerCase())) {
    return `The request comes from another page: ${origin}. Where that is this Winnow behind a proxy, set WINNOW_PUBLIC_URL or WINNOW_TRUSTED_PROXIES.`;
  }
  // Coming back from the OpenID provider is following a link; state, nonce and the verifier in a cookie guard it.
  return request.pathname === CALLBACK_PATH ? null : fromAnotherSite(request);
}

async function limitAddress({ address }: { address: string }): Promise<void> {
  const { requests_per_minute: perMinute } = await accessSettings();
  await limitRequests(`address ${limitGroup(address)}`, perMinute);
}

/** null where none is sent. What is sent and is no key of ours is one that does not exist. */
function bearerOf(headers: Pick<Headers, 'get'>): string | null {
  const header = headers.get('authorization');
  if (header === null) return null;
  const [, token = ''] = /^Bearer +(\S+)$/i.exec(header.trim()) ?? [];
  if (!token.startsWith(KEY_PREFIX)) throw new WinnowError('unauthenticated', 'Authorization holds no API key of Winnow.');
  return token;
}

interface Settings {
  signIn: boolean;
  trustedProxies: readonly string[];
  publicUrl: string | null;
}

const READ = ['HOST', 'ENABLE_SIGN_IN', 'WINNOW_TRUSTED_PROXIES', 'WINNOW_PUBLIC_URL'] as const;
let known: { of: string; settings: Settings } | undefined;

/** Reading the whole environment takes longer than all else about a posted record. */
function settingsNow(): Settings {
  const of = READ.map((name) => process.env[name]).join('\n');
  if (known?.of === of) return known.settings;
  const { signIn, values } = readEnv();
  known = { of, settings: { signIn, trustedProxies: values.WINNOW_TRUSTED_PROXIES, publicUrl: values.WINNOW_PUBLIC_URL } };
  return known.settings;
}

/** isSignInOn: whether people sign in at this deployment at all. */
export const isSignInOn = (): boolean => settingsNow().signIn;
