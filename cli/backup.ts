import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import { type Env, readEnv } from '@/lib/config/env';
import { count } from '@/lib/core/format';
import { writeBackup } from '@/lib/data/backup/backup';
import { noteBackup } from '@/lib/data/backup/last';
import { restoreBackup } from '@/lib/data/backup/restore';
import { closeDatabase } from '@/lib/data/client';
import { embeddedUrl } from '@/lib/data/embedded';
import { mediaRoot } from '@/lib/pipeline/media-store';
import { SupervisedDatabase } from '@/supervisor/database';
import { InstanceLock } from '@/supervisor/instance-lock';
import { EXIT } from './exit-codes';
import { bold, dim, say, sayJson } from './output';

export interface BackupCommandOptions {
  /** Commander's --no-media */
  media: boolean;
  /** Backups to keep in the folder; older ones are deleted. */
  keep?: number;
  json?: boolean;
}

/** backup makes a folder winnow_YYYYMMDD_HHMMSS (UTC) in `into`. Winnow may be running. Returns the exit code. */
export async function backup(into: string, { media, keep, json = false }: BackupCommandOptions): Promise<number> {
  const env = readEnv();
  const began = performance.now();
  const folder = join(resolve(into), `winnow_${stamp(new Date())}`);
  return withDatabase(env, async (url) => {
    const manifest = await writeBackup({ url, folder, mediaRoot: media ? mediaRoot() : null, onProgress: progress(json) });
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = [...manifest.tables, ...manifest.media].reduce((sum, part) => sum + part.bytes, 0);
    await noteBackup({ at: manifest.created_at, folder, rows, bytes });
    const deleted = keep === undefined ? [] : await deleteOlder(resolve(into), keep);
    if (json) sayJson({ folder, ...manifest, deleted });
    else {
      say(
        `${bold(folder)}: ${count(rows, 'row')} of ${count(manifest.tables.length, 'table')}, ${count(manifest.media.length, 'media file')}`,
      );
      say(dim(`in ${((performance.now() - began) / 1000).toFixed(1)} s. It holds secrets of this deployment; .env is not in it.`));
      for (const old of deleted) say(`${old} deleted`);
    }
    return EXIT.ok;
  });
}

/** restore puts a backup into an empty database. Winnow must not run on it. Returns the exit code. */
export async function restore(folder: string, { media, json = false }: Omit<BackupCommandOptions, 'keep'>): Promise<number> {
  const env = readEnv();
  return withDatabase(env, async (url) => {
    const options = { url, folder: resolve(folder), mediaRoot: media ? mediaRoot() : null, onProgress: progress(json) };
    const { manifest, rows, media: files, migrated } = await restoreBackup(options);
    if (json) sayJson({ rows, tables: manifest.tables.length, media: files, migrated });
    else {
      say(
        `${count(rows, 'row')} of ${count(manifest.tables.length, 'table')} are back, counts and hashes as in the backup of ${manifest.created_at}.`,
      );
      if (manifest.media.length > 0)
        say(`${files} of ${count(manifest.media.length, 'media file')} are here; what is missing is acquired anew.`);
      if (migrated.length > 0) say(`Brought up to date: ${migrated.join(', ')}`);
      say(dim('Start Winnow: what was under way goes on within a minute.'));
    }
    return EXIT.ok;
  });
}

/** Works on the operator's database or the embedded one. Where that one does not run it is started for this and stopped again. */
async function withDatabase(env: Env, work: (url: string) => Promise<number>): Promise<number> {
  const { DATABASE_URL: external, DATABASE_DIRECT_URL: direct } = env.values;
  const running = direct ?? external ?? embeddedUrl(env.dataDir);
  if (running !== null) return working(running, work);
  const lock = await InstanceLock.take(env.dataDir, 'a backup or restore');
  try {
    const database = await SupervisedDatabase.start(env);
    try {
      return await working(database.url, work);
    } finally {
      await database.stop();
    }
  } finally {
    lock.release();
  }
}

async function working(url: string, work: (url: string) => Promise<number>): Promise<number> {
  process.env.DATABASE_URL ||= url;
  try {
    return await work(url);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new WinnowError('disk_full', `The disk is full. Nothing was kept of the backup.`, { cause: error });
  } finally {
    await closeDatabase();
  }
}

const stamp = (at: Date) => at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '_');

const BACKUP = /^winnow_\d{8}_\d{6}$/;

/** Their names sort by age. */
async function deleteOlder(into: string, keep: number): Promise<string[]> {
  const backups = (await readdir(into)).filter((name) => BACKUP.test(name)).sort();
  const old = backups.slice(0, Math.max(0, backups.length - keep)).map((name) => join(into, name));
  for (const folder of old) await rm(folder, { recursive: true });
  return old;
}

/** On a terminal alone. */
function progress(json: boolean) {
  if (json || !process.stdout.isTTY) return undefined;
  return (done: number, of: number, what: string) => process.stdout.write(`\r\u001b[2K${done < of ? dim(`${done}/${of} ${what}`) : ''}`);
}
