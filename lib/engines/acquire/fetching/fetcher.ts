/** All that is fetched for one item goes through one fetcher: guarded, under the item's caps, and never to a host that asked for a pause. */
import { asWinnowError } from '@/lib/base/errors';
import { createByteBudget } from '@/lib/net/budget';
import { guardedFetch } from '@/lib/net/fetch';
import type { ByteBudget, EgressPolicy, GuardedResponse } from '@/lib/net/types';
import type { AcquireContext } from '../types';

export interface FetchRequest {
  accept?: string;
  headers?: Record<string, string>;
}

export interface Fetcher {
  readonly policy: EgressPolicy;
  readonly budget: ByteBudget;
  /** Milliseconds left for the item; at least 1, so that running out is an ordinary timeout. */
  remainingMs(): number;
  /** Rejects with the codes of guardedFetch, and `source_rate_limited` for a host that is backed off. */
  open(url: string, request?: FetchRequest): Promise<GuardedResponse>;
  /** Tells the back-off about a host's refusal, when that was a plea for a pause. */
  noteRefusal(url: string, error: unknown): Promise<void>;
}

/** createFetcher starts the item's clock. */
export function createFetcher(policy: EgressPolicy, { caps, backoff, signal }: AcquireContext): Fetcher {
  const budget = createByteBudget(caps.maxBytes);
  const endsAt = performance.now() + caps.timeoutSeconds * 1000;
  const remainingMs = (): number => Math.max(1, Math.ceil(endsAt - performance.now()));

  async function noteRefusal(url: string, error: unknown): Promise<void> {
    const { code, retryAfterSeconds } = asWinnowError(error);
    const asksForPause = code === 'source_rate_limited' || (code === 'source_unavailable' && retryAfterSeconds !== undefined);
    if (asksForPause) await backoff.report(new URL(url).hostname, retryAfterSeconds ?? null);
  }

  return {
    policy,
    budget,
    remainingMs,
    noteRefusal,
    async open(url, { accept, headers } = {}) {
      if (URL.canParse(url)) await backoff.check(new URL(url).hostname);
      try {
        return await guardedFetch(url, {
          policy,
          budget,
          signal,
          accept,
          headers,
          maxBytes: caps.maxBytes,
          timeoutMs: remainingMs(),
        });
      } catch (error) {
        if (URL.canParse(url)) await noteRefusal(url, error);
        throw error;
      }
    },
  };
}
