import { WinnowError } from '@/lib/base/errors';

/** The shape of `fetch` that clients of HTTP APIs take as an option. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/**
 * operatorFetch is fetch bound to the one origin that the operator configured (an LLM's API…). That origin may be private; any other, and any
 * redirect, is refused with `forbidden_address`: an endpoint that redirects would take the API key along.
 */
export function operatorFetch(origin: string): Fetch {
  const allowed = new URL(origin).origin;
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== allowed) throw new WinnowError('forbidden_address', `${url.origin} is not the configured endpoint ${allowed}.`);
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.status < 300 || response.status >= 400 || response.headers.get('location') === null) return response;
    await response.body?.cancel();
    throw new WinnowError('forbidden_address', `${allowed} redirects; configure the address it leads to.`);
  };
}
