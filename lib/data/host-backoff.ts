import { WinnowError } from '@/lib/base/errors';
import { database } from './client';

/** Without a Retry-After: 30 s, doubled with each refusal in a row, at most an hour. */
const FIRST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 3600;

/** hostBackoff is shared by all workers, so that a host that asked one of them for a pause gets it from all. */
export const hostBackoff = {
  async check(host: string): Promise<void> {
    const row = await database().hostBackoff.findUnique({ where: { host } });
    const secondsLeft = row ? Math.ceil((row.until.getTime() - Date.now()) / 1000) : 0;
    if (secondsLeft > 0) {
      throw new WinnowError('source_rate_limited', `${host} asked for a pause of ${secondsLeft} s more`, {
        retryAfterSeconds: secondsLeft,
        untried: true,
      });
    }
  },

  async report(host: string, retryAfterSeconds: number | null): Promise<void> {
    const capped = retryAfterSeconds === null ? null : Math.min(Math.max(retryAfterSeconds, 1), LONGEST_PAUSE_SECONDS);
    await database().$executeRaw`
      INSERT INTO host_backoff (host, until, failures)
      VALUES (${host}, now() + make_interval(secs => COALESCE(${capped}::float8, ${FIRST_PAUSE_SECONDS}::float8)), 1)
      ON CONFLICT (host) DO UPDATE SET
        failures = CASE WHEN host_backoff.until < now() - interval '1 hour' THEN 1 ELSE host_backoff.failures + 1 END,
        until = now() + make_interval(secs => COALESCE(${capped}::float8,
          LEAST(${FIRST_PAUSE_SECONDS} * power(2, LEAST(CASE WHEN host_backoff.until < now() - interval '1 hour' THEN 0 ELSE host_backoff.failures END, 10)), ${LONGEST_PAUSE_SECONDS})::float8))`;
  },
};
