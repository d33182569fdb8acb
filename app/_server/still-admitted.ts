import { admit, isSignInOn } from './admission';

const LOOK_EVERY_MS = 10_000;

/**
 * stillAdmitted is aborted when whoever opened a stream may no longer have it: the session was ended, the key revoked or has run out. Looked at each ten seconds,
 * as long as the stream is open.
 */
export function stillAdmitted({ method, url, headers, signal }: Request): AbortSignal {
  const controller = new AbortController();
  if (!isSignInOn()) return controller.signal;
  const asked = { method, pathname: new URL(url).pathname, headers };
  const timer = setInterval(() => {
    admit(asked, 'again').catch(() => {
      clearInterval(timer);
      controller.abort();
    });
  }, LOOK_EVERY_MS);
  timer.unref();
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  return controller.signal;
}
