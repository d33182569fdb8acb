/** Signing in through an OpenID provider: authorization code with PKCE, state and nonce. The provider says who somebody is; what they may do is ours. */
import * as oidc from 'openid-client';
import { WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import type { EnvValues } from '@/lib/config/env';
import { isLoopback } from '@/lib/config/env-fields';
import type { ProviderIdentity } from './accounts';

const TIMEOUT_SECONDS = 10;
export const CALLBACK_PATH = '/api/access/oidc/callback';

/** What the browser keeps while it is at the provider. */
export interface Journey {
  state: string;
  nonce: string;
  verifier: string;
  /** Where to go afterwards. */
  next: string;
  /** The token of a one-time link that is being used. */
  link: string | null;
}

/** A client of one origin and no other (lib/net/operator), handed in. */
type FetchOf = (origin: string) => (input: string, init?: RequestInit) => Promise<Response>;

type Named = ProviderIdentity & { name: string };
type Settings = Pick<EnvValues, 'OIDC_ISSUER' | 'OIDC_CLIENT_ID' | 'OIDC_CLIENT_SECRET'>;

const log = createLogger('web');
const holder = globalThis as { winnowProvider?: { of: string; found: Promise<oidc.Configuration> } };

export const hasProvider = ({ OIDC_ISSUER }: Settings): boolean => OIDC_ISSUER !== null;

/** The provider's own description, asked for once. Throws `not_found` where none is configured. */
async function provider({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Settings, fetchOf: FetchOf): Promise<oidc.Configuration> {
  if (OIDC_ISSUER === null || OIDC_CLIENT_ID === null) throw new WinnowError('not_found', 'No OpenID provider is configured.');
  const issuer = new URL(OIDC_ISSUER);
  const of = `${OIDC_ISSUER} ${OIDC_CLIENT_ID}`;
  if (holder.winnowProvider?.of !== of) {
    // Plain http to this machine only.
    const insecure = issuer.protocol === 'http:' && isLoopback(issuer.hostname.replace(/^\[(.*)\]$/, '$1'));
    const found = oidc.discovery(issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET ?? undefined, OIDC_CLIENT_SECRET ? undefined : oidc.None(), {
      timeout: TIMEOUT_SECONDS,
      // The operator named the provider, and the provider its endpoints: each is reached by a client of its own that follows nothing elsewhere.
      [oidc.customFetch]: (url, options) => fetchOf(url)(url, options as RequestInit),
      ...(insecure ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
    holder.winnowProvider = { of, found };
    // One that is down now is asked again next time.
    found.catch(() => delete holder.winnowProvider);
  }
  return holder.winnowProvider.found;
}

/** beginJourney gives the address at the provider to go to. Throws `sign_in_failed` where it cannot be reached. */
export async function beginJourney(
  settings: Settings,
  fetchOf: FetchOf,
  base: string,
  { next, link }: Pick<Journey, 'next' | 'link'>,
): Promise<{ url: string; journey: Journey }> {
  const config = await asked(() => provider(settings, fetchOf));
  const journey = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), next, link };
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: base + CALLBACK_PATH,
    scope: 'openid profile',
    response_type: 'code',
    code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
    state: journey.state,
    nonce: journey.nonce,
  });
  return { url: url.href, journey };
}

/** endJourney is who the provider says came back. `search` is the callback's query string. Throws `sign_in_failed`. */
export async function endJourney(settings: Settings, fetchOf: FetchOf, base: string, search: string, journey: Journey): Promise<Named> {
  return asked(async () => {
    const config = await provider(settings, fetchOf);
    const tokens = await oidc.authorizationCodeGrant(config, new URL(base + CALLBACK_PATH + search), {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('no ID token');
    const name = [claims.preferred_username, claims.name].find((value) => typeof value === 'string' && value.trim() !== '');
    return { issuer: claims.iss, subject: claims.sub, name: typeof name === 'string' ? name : claims.sub };
  });
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    log.warn({ err: cause }, 'the OpenID provider did not sign somebody in');
    throw new WinnowError('sign_in_failed', 'The OpenID provider did not sign you in.', { cause });
  }
}
