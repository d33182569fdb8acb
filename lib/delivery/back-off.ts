const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 15 * 60_000;
/** With the pauses above, the last try is after more than an hour. */
export const MAX_ATTEMPTS = 10;

export interface FailedTry {
  /** Whether the same message may be taken later. */
  mayPass: boolean;
  /** What the target asked for. */
  retryAfterSeconds?: number;
}

/**
 * nextTry says when a message is tried again, or null to give up: after 10 tries, or at once where the target says that it will never take it. The
 * pause doubles with each try, half of it by chance (AWS Architecture Blog, "Exponential Backoff And Jitter"), and is never shorter than what was asked
 * for. `random` in [0, 1).
 */
export function nextTry(failed: FailedTry, attemptsMade: number, now: number, random: number): Date | null {
  if (!failed.mayPass || attemptsMade >= MAX_ATTEMPTS) return null;
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** (attemptsMade - 1), LONGEST_PAUSE_MS) * (0.5 + random / 2);
  return new Date(now + Math.max((failed.retryAfterSeconds ?? 0) * 1000, pause));
}
