import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER, migrateDatabase, readMigrationState } from './migrate';
import { createTestDatabase, type TestDatabase } from './testing';

let home: TestDatabase;
let folder: string;
let url: string;
let number = 0;

function writeMigration(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
}

async function query<T extends pg.QueryResultRow>(sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  home = await createTestDatabase();
});

afterAll(() => home.close());

beforeEach(() => {
  const next = new URL(home.url);
  next.pathname = `${next.pathname}_migrate_${number++}`;
  url = next.toString();
  folder = mkdtempSync(join(tmpdir(), 'winnow-migrations-'));
  return () => rmSync(folder, { recursive: true });
});

describe('migrateDatabase', () => {
  it('creates a missing database and applies every migration in order, once', async () => {
    writeMigration('1_first', 'create table note (id int)');
    writeMigration('2_second', 'alter table note add body text; insert into note values (1, $$a;b$$)');
    expect((await migrateDatabase(url, folder)).pending).toEqual(['1_first', '2_second']);
    expect((await migrateDatabase(url, folder)).pending).toEqual([]);
    expect(await query('select * from note')).toEqual([{ id: 1, body: 'a;b' }]);
  });

  it('lets several processes start on a missing database at once', async () => {
    writeMigration('1_first', 'create table note (id int)');
    const applied = await Promise.all([1, 2, 3].map(() => migrateDatabase(url, folder)));
    expect(applied.flatMap(({ pending }) => pending)).toEqual(['1_first']);
  });

  it('keeps nothing of a migration that fails, and goes on after it is corrected', async () => {
    writeMigration('1_first', 'create table note (id int)');
    writeMigration('2_second', 'create table other (id int); select 1 / 0');
    await expect(migrateDatabase(url, folder)).rejects.toThrow(/2_second failed, nothing of it was kept: division by zero/);
    expect(await query(`select to_regclass('other') as name`)).toEqual([{ name: null }]);

    writeMigration('2_second', 'create table other (id int)');
    expect((await migrateDatabase(url, folder)).pending).toEqual(['2_second']);
  });

  it('tells of migrations that were changed after they were applied, and of those of a newer version', async () => {
    writeMigration('1_first', 'create table note (id int)');
    writeMigration('2_second', 'select 2');
    await migrateDatabase(url, folder);
    writeMigration('1_first', 'create table note (id bigint)');
    rmSync(join(folder, '2_second'), { recursive: true });
    expect(await migrateDatabase(url, folder)).toEqual({ pending: [], changed: ['1_first'], unknown: ['2_second'] });
  });

  it('installs the queue’s tables too', async () => {
    await migrateDatabase(url, folder);
    expect(await query(`select to_regproc('graphile_worker.add_job') is not null as there`)).toEqual([{ there: true }]);
  });

  it('says where it could not connect, without the password', async () => {
    const failure = migrateDatabase('postgresql://winnow:hunter2@127.0.0.1:1/winnow', folder);
    await expect(failure).rejects.toMatchObject({ code: 'database_unavailable', message: expect.stringContaining('127.0.0.1:1/winnow') });
    await expect(failure).rejects.not.toThrow(/hunter2/);
  });
});

describe('readMigrationState', () => {
  it('finds a cloned database up to date', async () => {
    expect(await readMigrationState(home.url, MIGRATIONS_FOLDER)).toEqual({ pending: [], changed: [], unknown: [] });
  });

  it('lists what is pending on a database that nobody has migrated, and changes nothing', async () => {
    await migrateDatabase(url, folder);
    await query('drop table _prisma_migrations');
    writeMigration('1_first', 'create table note (id int)');
    expect((await readMigrationState(url, folder)).pending).toEqual(['1_first']);
    expect(await query(`select to_regclass('note') as name`)).toEqual([{ name: null }]);
  });
});
