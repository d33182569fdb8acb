import type { WinnowError } from '@/lib/base/errors';

export interface RetryPolicy {
  /** ENABLE_HTTP_RETRY */
  enabled: boolean;
  /** RETRY_MAX_ATTEMPTS: how often a stage is tried in all. */
  maxAttempts: number;
}

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
/** A source that asks for a longer pause than this fails the run: nobody waits for it. */
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/**
 * planRetry says when a failed stage is tried again, or null for never: only where the error's code says that it may pass, at most
 * `maxAttempts` times. The pause doubles with each attempt, with full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"),
 * and is never shorter than what the source asked for. Waiting for a pause that another run was asked for is no attempt; it goes on for as long as
 * the longest pause may last since the run was `createdAt`.
 */
export function planRetry(
  error: WinnowError,
  attemptsMade: number,
  policy: RetryPolicy,
  createdAt: Date,
  random: () => number = Math.random,
  now = Date.now(),
): Date | null {
  if (!policy.enabled || error.kind.retry === 'never') return null;
  if (error.untried ? now - createdAt.getTime() > LONGEST_RETRY_AFTER_MS : attemptsMade >= policy.maxAttempts) return null;
  const askedMs = (error.retryAfterSeconds ?? 0) * 1000;
  if (askedMs > LONGEST_RETRY_AFTER_MS) return null;
  const backoffMs = Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, attemptsMade - 1), LONGEST_PAUSE_MS) * (0.5 + random() / 2);
  return new Date(now + Math.max(askedMs, backoffMs));
}
