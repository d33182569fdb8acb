import type { Env } from '@/lib/config/env';
import { DEFAULT_RETENTION } from '@/lib/core/retention';
import { readLastBackup } from '@/lib/data/backup/last';
import { database } from '@/lib/data/client';
import { embeddedUrl } from '@/lib/data/embedded';
import { largestTables } from '@/lib/data/retention';
import { readRetention } from '@/lib/data/retention-settings';
import { attempt, type Check, ok, warning } from './check';

const DAY_MS = 86_400_000;
/** Older backups are warned about, and missing ones once there is so much to lose. */
const BACKUP_DAYS = 7;

/** checkStored: when the last backup was made, and how long what is kept. */
export function checkStored(env: Env): Promise<Check>[] {
  const url = env.values.DATABASE_URL ?? embeddedUrl(env.dataDir);
  const off = (name: string): Check => ({ name, state: 'off', detail: 'the embedded PostgreSQL does not run' });
  const asked = (name: string, check: () => Promise<Check>) =>
    attempt(name, () => {
      if (url === null) return off(name);
      process.env.DATABASE_URL ||= url;
      return check();
    });
  return [asked('Backup', checkBackup), asked('Retention', checkRetention)];
}

async function checkBackup(): Promise<Check> {
  const fix = 'npx winnow backup FOLDER, from a timer (docs/backup.md)';
  const last = await readLastBackup();
  const days = (since: Date) => Math.floor((Date.now() - since.getTime()) / DAY_MS);
  if (last) {
    const detail = `the last one is of ${last.at.slice(0, 16).replace('T', ' ')}Z, in ${last.folder}`;
    return days(new Date(last.at)) < BACKUP_DAYS
      ? ok('Backup', detail)
      : warning('Backup', `${detail}: ${days(new Date(last.at))} days old`, fix);
  }
  const first = await database().run.findFirst({ orderBy: { createdAt: 'asc' }, select: { createdAt: true } });
  if (first && days(first.createdAt) >= BACKUP_DAYS)
    return warning('Backup', `none was ever made; there are runs from ${days(first.createdAt)} days ago`, fix);
  return { name: 'Backup', state: 'off', detail: `none was made yet: ${fix}` };
}

async function checkRetention(): Promise<Check> {
  const [settings, { bytes, tables }] = await Promise.all([readRetention(), largestTables(3)]);
  const changed = Object.entries(settings).filter(([name, value]) => DEFAULT_RETENTION[name as keyof typeof settings] !== value);
  const kept = changed.length === 0 ? 'as built in' : changed.map(([name, value]) => `${name} ${value ?? 'for ever'}`).join(', ');
  const mib = (size: number) => `${(size / 2 ** 20).toFixed(0)} MiB`;
  return ok(
    'Retention',
    `${kept}; the database has ${mib(bytes)}, most of it ${tables.map((one) => `${one.table} ${mib(one.bytes)}`).join(', ')} (winnow retention)`,
  );
}
