/** Discord's limits on requests: a bucket per route and channel or webhook, told in headers before they are hit, and 429 once they are. */

export interface RateLimit {
  limit: number;
  windowMs: number;
}

export interface Verdict {
  headers: Record<string, string>;
  /** Seconds; absent where the request may pass. */
  retryAfter?: number;
  global?: boolean;
}

export class RateLimits {
  private readonly buckets = new Map<string, { used: number; endsAt: number }>();
  private storm = 0;
  hits = 0;

  constructor(private readonly limit: RateLimit) {}

  /** The next requests are refused whatever their bucket says, as when another client of the same token has used it up. */
  startStorm(requests: number): void {
    this.storm = requests;
  }

  judge(bucket: string, now: number): Verdict {
    if (this.storm > 0) {
      this.storm -= 1;
      this.hits += 1;
      const isGlobal = this.storm % 3 === 0;
      const headers: Record<string, string> = isGlobal
        ? { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global', 'retry-after': '0.05' }
        : { 'x-ratelimit-scope': 'shared', 'retry-after': '0.05' };
      return { headers, retryAfter: 0.05, global: isGlobal };
    }
    const { limit, windowMs } = this.limit;
    let state = this.buckets.get(bucket);
    if (!state || state.endsAt <= now) {
      state = { used: 0, endsAt: now + windowMs };
      this.buckets.set(bucket, state);
    }
    const resetAfter = (state.endsAt - now) / 1000;
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - state.used - 1)),
      'x-ratelimit-reset': String(state.endsAt / 1000),
      'x-ratelimit-reset-after': resetAfter.toFixed(3),
      'x-ratelimit-bucket': bucket.replaceAll(/[^a-z0-9]/gi, '').slice(-32),
    };
    if (state.used >= limit) {
      this.hits += 1;
      return { headers: { ...headers, 'x-ratelimit-scope': 'user', 'retry-after': resetAfter.toFixed(3) }, retryAfter: resetAfter };
    }
    state.used += 1;
    return { headers };
  }
}
