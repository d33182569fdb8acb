import { RateLimiterMemory, RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { WinnowError } from '@/lib/base/errors';
import { database } from '@/lib/data/client';
import { nameKeyOf } from './accounts';
import { limitGroup } from './client';
import { hashToken } from './secrets';

const MINUTE_SECONDS = 60;
const QUARTER_SECONDS = 15 * 60;

/** Each route's bundle may load this module anew. */
const holder = globalThis as { winnowRequests?: RateLimiterMemory };

/** limitRequests counts a request of `who` (a key, an address) in this process's minute. Throws `rate_limited` beyond `perMinute`. */
export async function limitRequests(who: string, perMinute: number): Promise<void> {
  holder.winnowRequests ??= new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: MINUTE_SECONDS });
  const { consumedPoints, msBeforeNext } = await holder.winnowRequests.consume(who);
  if (consumedPoints > perMinute) throw tooMany(`${perMinute} requests a minute are the limit.`, msBeforeNext);
}

/**
 * How often a password may be tried: counted in the database, so that more web processes give no more tries, and before the password is looked at, so that
 * tries at once do not either. Of one name from everywhere the limit is wide: else anybody could keep its owner out.
 */
const ATTEMPTS = {
  /** Of one address, whatever the name. */
  address: { points: 20, duration: QUARTER_SECONDS },
  /** Of one address under one name. */
  pair: { points: 6, duration: QUARTER_SECONDS },
  /** Of one name. */
  name: { points: 200, duration: QUARTER_SECONDS },
} as const;

type Counter = keyof typeof ATTEMPTS;

function counter(kind: Counter): RateLimiterPrisma {
  return new RateLimiterPrisma({
    storeClient: database(),
    tableName: 'rateLimit',
    keyPrefix: `sign_in_${kind}`,
    // The worker sweeps.
    clearExpiredByTimeout: false,
    ...ATTEMPTS[kind],
  });
}

/** Names are hashed: what people type there by mistake may be a password. */
function keysOf(name: string, address: string): Record<Counter, string> {
  const [who, where] = [hashToken(nameKeyOf(name)).slice(0, 32), limitGroup(address)];
  return { address: where, pair: `${where} ${who}`, name: who };
}

/** countAttempt counts a try to sign in. Throws `rate_limited`, whether the name exists or not. */
export async function countAttempt(name: string, address: string): Promise<void> {
  const keys = keysOf(name, address);
  for (const kind of Object.keys(ATTEMPTS) as Counter[]) {
    try {
      await counter(kind).consume(keys[kind]);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooMany('Too many attempts to sign in.', error.msBeforeNext);
      throw error;
    }
  }
}

/** forgetAttempts: whoever has signed in has not been guessing. */
export async function forgetAttempts(name: string, address: string): Promise<void> {
  const keys = keysOf(name, address);
  await counter('pair').delete(keys.pair);
  await counter('address').reward(keys.address, 1);
}

/** sweepAttempts removes counters that have run out. */
export async function sweepAttempts(): Promise<void> {
  await database().rateLimit.deleteMany({ where: { expire: { lt: new Date() } } });
}

function tooMany(message: string, msBeforeNext: number): WinnowError {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return new WinnowError('rate_limited', message, { retryAfterSeconds });
}
