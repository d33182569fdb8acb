import type { Env } from '@/lib/config/env';
import { embeddedUrl, embeddedVersion } from '@/lib/data/embedded';
import { readMigrationState } from '@/lib/data/migrate';
import { attempt, type Check, missing, ok, warning } from './check';

export function checkDatabase(env: Env): Promise<Check>[] {
  const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
  // The embedded one is not started for a check: npm start sets it up and brings it up to date.
  if (url === null)
    return [attempt('Database', () => ok('Database', `embedded PostgreSQL ${embeddedVersion()}, not running: npm start starts it`))];
  return [attempt('Database', () => checkMigrations(url, env.values.DATABASE_URL ? 'DATABASE_URL' : 'embedded'))];
}

async function checkMigrations(url: string, which: string): Promise<Check> {
  const { pending, changed, unknown } = await readMigrationState(url);
  const place = `${which}, ${new URL(url).host}: connects`;
  if (pending.length > 0) return missing('Database', `${place}; to be applied: ${pending.join(', ')}`, 'npm start applies them.');
  if (unknown.length > 0) return warning('Database', `${place}; it was last used by a newer version of Winnow`, 'Update Winnow.');
  if (changed.length > 0) return warning('Database', `${place}; changed after they were applied: ${changed.join(', ')}`);
  return ok('Database', `${place}, tables are up to date`);
}
