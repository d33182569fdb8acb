import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeBackup } from '@/lib/data/backup/backup';
import { readLastBackup } from '@/lib/data/backup/last';
import { type Manifest, readManifest } from '@/lib/data/backup/manifest';
import { restoreBackup } from '@/lib/data/backup/restore';
import { contentsOf, fillEveryTable } from '@/lib/data/backup/testing';
import { closeDatabase, database } from '@/lib/data/client';
import { MIGRATIONS_FOLDER, migrateDatabase } from '@/lib/data/migrate';
import { appendEvents } from '@/lib/data/run-events';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { sweepOrphans } from '@/lib/data/workers';
import { lineageFolder, mediaRoot } from '@/lib/pipeline/media-store';
import { backup, restore } from './backup';
import { EXIT } from './exit-codes';

let test: TestDatabase;
let folder: string;
let number = 0;
let ended: string;
let live: string;

/** The address of a database that does not exist yet. */
const fresh = () => {
  const url = new URL(test.url);
  url.pathname = `${url.pathname}_restored_${number++}`;
  return url.toString();
};

async function onDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  test = await createTestDeployment();
  await onDatabase(test.url, (client) => fillEveryTable(client));
  const runs = await database().run.findMany({ orderBy: { id: 'asc' } });
  [ended, live] = [runs[0]!.id, runs[1]!.id];
  await database().run.update({ where: { id: ended }, data: { state: 'finished', stage: null } });
  await database().run.update({ where: { id: live }, data: { state: 'assessing', stage: 'assess' } });
  mkdirSync(lineageFolder(ended), { recursive: true });
  writeFileSync(join(lineageFolder(ended), 'source.ogg'), 'sound');
  writeFileSync(join(lineageFolder(ended), 'being-fetched.part'), 'half');
  await database().artifact.create({
    data: { scopeRunId: ended, kind: 'acquired', engine: 'acquire', data: { kind: 'item', mediaFile: 'source.ogg' } },
  });
});
afterAll(async () => {
  await test.close();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-backup-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const save = (name = 'backup') => writeBackup({ url: test.url, folder: join(folder, name), mediaRoot: mediaRoot() });
const load = (url: string, rest: object = {}) => restoreBackup({ url, folder: join(folder, 'backup'), mediaRoot: null, ...rest });

describe('a backup restored into a fresh database', () => {
  it('has every table with as many rows and the same hashes', async () => {
    const before = await onDatabase(test.url, contentsOf);
    const manifest = await save();
    expect(Object.values(before).every(({ rows }) => rows > 0)).toBe(true);
    expect(manifest.tables.map(({ name }) => name).sort()).toEqual(Object.keys(before).sort());

    const url = fresh();
    const restored = await load(url);
    expect(await onDatabase(url, contentsOf)).toEqual(before);
    expect(restored.rows).toBe(Object.values(before).reduce((sum, { rows }) => sum + rows, 0));
    expect(restored.migrated).toEqual([]);
  });

  it('is the same again when it is backed up itself', async () => {
    const first = await save();
    const url = fresh();
    await load(url);
    const second = await writeBackup({ url, folder: join(folder, 'second'), mediaRoot: null });
    expect(second.tables).toEqual(first.tables);
    expect(second.migrations).toEqual(first.migrations);
  });

  it('goes on counting where it stopped', async () => {
    await save();
    const url = fresh();
    await load(url);
    const [before, after] = await Promise.all([test.url, url].map((one) => onDatabase(one, nextNumbers)));
    expect(after).toEqual(before);
  });

  it('shows one moment, whatever is written meanwhile', async () => {
    let writing = true;
    const writer = (async () => {
      while (writing) await database().$transaction((tx) => appendEvents(tx, live, [{ type: 'state', message: 'on' }]));
    })();
    await save();
    writing = false;
    await writer;
    const url = fresh();
    await load(url);
    const seen = await onDatabase(url, async (client) => {
      const { rows } = await client.query<{ event_seq: number; last: number }>(
        'SELECT event_seq, (SELECT max(seq) FROM run_event WHERE run_id = id) AS last FROM run WHERE id = $1',
        [live],
      );
      return rows[0]!;
    });
    expect(seen.event_seq).toBe(seen.last);
  });

  it('gives live runs their job and ended ones none', async () => {
    await save();
    const url = fresh();
    await load(url);
    await onElsewhere(url, async () => {
      await database().$executeRaw`UPDATE run SET updated_at = now() - interval '1 hour'`;
      expect(await sweepOrphans()).toBeGreaterThan(0);
      const jobs = await database().$queryRaw<{ run: string }[]>`SELECT payload ->> 'runId' AS run FROM graphile_worker._private_jobs`;
      expect(jobs.map(({ run }) => run)).toContain(live);
      expect(jobs.map(({ run }) => run)).not.toContain(ended);
    });
  });

  it('has the media that runs name, and nothing half fetched', async () => {
    const { media } = await save();
    expect(media.map(({ path }) => path)).toEqual([`${ended}/source.ogg`]);
    const elsewhere = join(folder, 'media-elsewhere');
    expect((await load(fresh(), { mediaRoot: elsewhere })).media).toBe(1);
    expect(readFileSync(join(elsewhere, ended, 'source.ogg'), 'utf8')).toBe('sound');
  });

  it('gets the migrations that have come since', async () => {
    await save();
    const newer = join(folder, 'migrations');
    await cp(MIGRATIONS_FOLDER, newer, { recursive: true });
    mkdirSync(join(newer, '29990101000000_later'));
    writeFileSync(
      join(newer, '29990101000000_later/migration.sql'),
      'ALTER TABLE "run" ADD COLUMN "later" text; UPDATE "run" SET "later" = "url"',
    );
    const url = fresh();
    expect((await load(url, { migrationsFolder: newer })).migrated).toEqual(['29990101000000_later']);
    const [row] = await onDatabase(url, (client) =>
      client.query('SELECT count(*)::int AS n FROM run WHERE later = url').then(({ rows }) => rows),
    );
    expect(row).toEqual({ n: 3 });
  });
});

describe('restore refuses', () => {
  it('a database that holds something, and leaves it as it was', async () => {
    await save();
    const url = fresh();
    await load(url);
    const before = await onDatabase(url, contentsOf);
    await expect(load(url)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('not empty') });
    expect(await onDatabase(url, contentsOf)).toEqual(before);
  });

  it('a damaged backup, keeps nothing of it, and takes a whole one afterwards', async () => {
    const { tables } = await save();
    const file = join(folder, 'backup/tables/setting.copy.gz');
    const whole = readFileSync(file);
    expect(tables.find(({ name }) => name === 'setting')!.rows).toBeGreaterThan(0);
    writeFileSync(file, gzipSync(gunzipSync(whole).toString().replace('key 1', 'key 7')));
    const url = fresh();
    await expect(load(url)).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('damaged at table setting'),
    });
    writeFileSync(file, whole.subarray(0, whole.length / 2));
    await expect(load(url)).rejects.toThrow();
    const left = await onDatabase(url, contentsOf);
    expect(Object.entries(left).filter(([name, { rows }]) => rows > 0 && name !== 'metric_epoch')).toEqual([]);
    writeFileSync(file, whole);
    await load(url);
    expect(await onDatabase(url, contentsOf)).toEqual(await onDatabase(test.url, contentsOf));
  });

  it('what was made by a newer Winnow, what is no backup, and a database that is newer', async () => {
    await save();
    const file = join(folder, 'backup/manifest.json');
    const manifest = await readManifest(join(folder, 'backup'));
    const withMigrations = (migrations: Manifest['migrations']) => writeFileSync(file, JSON.stringify({ ...manifest, migrations }));
    withMigrations([...manifest.migrations, { name: '29990101000000_later', checksum: '0'.repeat(64) }]);
    await expect(load(fresh())).rejects.toMatchObject({
      code: 'invalid_request',
      message: expect.stringContaining('29990101000000_later'),
    });
    withMigrations(manifest.migrations.slice(0, -1));
    const url = fresh();
    await migrateDatabase(url);
    await expect(load(url)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('newer Winnow') });
    writeFileSync(file, '{"format": 2}');
    await expect(load(fresh())).rejects.toMatchObject({ code: 'invalid_request' });
    rmSync(file);
    await expect(load(fresh())).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leads nobody out of its folders', async () => {
    await save();
    const file = join(folder, 'backup/manifest.json');
    const manifest = await readManifest(join(folder, 'backup'));
    const media = (path: string) => ({ ...manifest, media: [{ path, bytes: 1, sha256: '0'.repeat(64) }] });
    for (const path of ['../../etc/passwd', `${ended}/../x`, `${ended}/a/b`, '/etc/passwd']) {
      writeFileSync(file, JSON.stringify(media(path)));
      await expect(load(fresh())).rejects.toMatchObject({ code: 'invalid_request' });
    }
  });
});

describe('winnow backup and winnow restore', () => {
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    return () => vi.restoreAllMocks();
  });

  it('make folders that only their owner can read, keep so many, and remember the last one', async () => {
    const into = join(folder, 'backups');
    for (const name of ['winnow_20200101_000000', 'winnow_20210101_000000', 'something-else'])
      mkdirSync(join(into, name), { recursive: true });
    expect(await backup(into, { media: true, keep: 2, json: true })).toBe(EXIT.ok);
    const names = readdirSync(into).sort();
    expect(names).toHaveLength(3);
    expect(names.slice(0, 2)).toEqual(['something-else', 'winnow_20210101_000000']);
    const made = join(into, names[2]!);
    expect(statSync(made).mode & 0o077).toBe(0);
    expect(statSync(join(made, 'tables/setting.copy.gz')).mode & 0o077).toBe(0);
    expect(await readLastBackup()).toMatchObject({ folder: made });

    const url = fresh();
    await onElsewhere(url, async () => expect(await restore(made, { media: false, json: true })).toBe(EXIT.ok));
  });

  it('leave nothing half made', async () => {
    await expect(backup(join(folder, 'x'), { media: true })).resolves.toBe(EXIT.ok);
    process.env.DATABASE_URL = fresh();
    await expect(backup(join(folder, 'y'), { media: true })).rejects.toThrow();
    process.env.DATABASE_URL = test.url;
    expect(readdirSync(join(folder, 'y'))).toEqual([]);
  });
});

/** Runs with this process's client on another database. */
async function onElsewhere(url: string, work: () => Promise<void>): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
  try {
    await work();
  } finally {
    await closeDatabase();
    process.env.DATABASE_URL = test.url;
  }
}

async function nextNumbers(client: pg.Client): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' AND sequencename NOT LIKE 'worker_process%' AND sequencename NOT LIKE 'memory_change%'`,
  );
  const next: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: numbers } = await client.query<{ next: string }>(`SELECT nextval('"${name}"')::text AS next`);
    next[name] = numbers[0]!.next;
  }
  return next;
}
