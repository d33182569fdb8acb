import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '@/lib/base/errors';

const POLL_MS = 150;
const REQUEST_TIMEOUT_MS = 5_000;

/** webUrl is the address to show; an IPv6 host needs brackets. */
export function webUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
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
