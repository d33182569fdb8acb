import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '@/lib/base/errors';

const POLL_MS = 150;
const REQUEST_TIMEOUT_MS = 5_000;

/** webUrl is where this machine reaches it; an IPv6 host needs brackets, and every address (0.0.0.0, ::) is reached at the loopback one. */
export function webUrl(host: string, port: number): string {
  const reached = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

/** waitUntilReady resolves when the web server says that it can serve requests. Throws `internal` after the time-out. */
export async function waitUntilReady(url: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`${url}/api/health/ready`, {
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_TIMEOUT_MS)]),
      });
      await response.body?.cancel();
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      signal.throwIfAborted();
      last = (error as Error).message;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
  throw new WinnowError('internal', `${url} was not ready within ${timeoutMs / 1000} s (${last}). See logs/dashboard.log.`);
}
