import type { Env } from '@/lib/config/env';
import { embeddedUrl } from '@/lib/data/embedded';
import { checkRollups } from '@/lib/metrics/check';
import { attempt, type Check, missing, ok } from './check';

const NAME = 'Rollups';

/** checkPerformanceRollups sums all records anew: minutes for millions. */
export function checkPerformanceRollups(env: Env): Promise<Check>[] {
  const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
  if (url === null) return [attempt(NAME, () => ({ name: NAME, state: 'off', detail: 'the embedded PostgreSQL does not run' }))];
  return [
    attempt(NAME, async () => {
      process.env.DATABASE_URL = url;
      const { records, compared, different, examples } = await checkRollups();
      const detail = `${records} records summed anew, ${compared} sums compared`;
      return different === 0
        ? ok(NAME, `${detail}: equal`)
        : missing(NAME, `${detail}: ${different} differ, such as ${examples.join('; ')}`);
    }),
  ];
}
