/**
 * Applies prisma/migrations, with the bookkeeping of `prisma migrate deploy`, so that Prisma's command line agrees with it. Unlike that
 * command it needs no schema engine, several processes may run it at once, and a kill in the middle leaves nothing behind: each migration and its
 * row are one transaction.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { WinnowError } from '../base/errors';

/** The key of the advisory lock that Prisma Migrate itself takes. */
const LOCK_KEY = 72707369;
const UNDEFINED_DATABASE = '3D000';
const UNDEFINED_TABLE = '42P01';
/** Somebody else has created the database in between. */
const ALREADY_CREATED = new Set(['42P04', '23505']);

const BOOKKEEPING = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

interface Migration {
  name: string;
  sql: string;
  /** sha256 of the file, hex. */
  checksum: string;
}

export interface MigrationState {
  /** In the folder and not yet in the database, in order. */
  pending: string[];
  /** Applied, but the file says something else now. */
  changed: string[];
  /** In the database and not in the folder: it was last used by a newer version. */
  unknown: string[];
}

export const MIGRATIONS_FOLDER = resolve(import.meta.dirname, '../../prisma/migrations');

/** readMigrations reads the folder, in order. */
export function readMigrations(folder: string): Migration[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'migration.sql'))) : [];
  return names.sort().map((name) => {
    const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  await client.connect();
  return client;
}

const sqlState = (error: unknown) => (error as { code?: string }).code;

function unavailable(url: string, cause: unknown): WinnowError {
  const { host, pathname } = new URL(url);
  const reason = (cause as Error).message || sqlState(cause);
  return new WinnowError('database_unavailable', `PostgreSQL at ${host}${pathname} cannot be reached: ${reason}`, { cause });
}

async function createDatabase(url: string): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = await connect(server.toString());
  try {
    await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (!ALREADY_CREATED.has(sqlState(error) ?? '')) throw error;
  } finally {
    await client.end();
  }
}

async function connectOrCreate(url: string): Promise<pg.Client> {
  try {
    return await connect(url).catch(async (error) => {
      if (sqlState(error) !== UNDEFINED_DATABASE) throw error;
      await createDatabase(url);
      return connect(url);
    });
  } catch (error) {
    throw unavailable(url, error);
  }
}

async function compare(client: pg.Client, migrations: Migration[]): Promise<MigrationState> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished_at: Date | null }>(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished)
    throw new WinnowError(
      'internal',
      `Migration ${unfinished.migration_name} was begun with prisma migrate and did not finish: settle it with npx prisma migrate resolve.`,
    );
  const applied = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const known = new Set(migrations.map(({ name }) => name));
  return {
    pending: migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name),
    changed: migrations.filter(({ name, checksum }) => applied.has(name) && applied.get(name) !== checksum).map(({ name }) => name),
    unknown: [...applied.keys()].filter((name) => !known.has(name)).sort(),
  };
}

async function applyOne(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query(
      'insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new WinnowError('internal', `Migration ${name} failed, nothing of it was kept: ${(cause as Error).message}`, { cause });
  }
}

/**
 * migrateDatabase creates the database if it is missing and brings it up to date: our migrations and the queue's own tables. It returns the state
 * that it found, so `pending` is what it has applied. `wanted` leaves later ones out, for a backup that was made before them.
 */
export async function migrateDatabase(
  url: string,
  folder: string = MIGRATIONS_FOLDER,
  wanted: (name: string) => boolean = () => true,
): Promise<MigrationState> {
  const migrations = readMigrations(folder).filter(({ name }) => wanted(name));
  const client = await connectOrCreate(url);
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query(BOOKKEEPING);
    const found = await compare(client, migrations);
    for (const migration of migrations.filter(({ name }) => found.pending.includes(name))) await applyOne(client, migration);
    await runMigrations({ connectionString: url });
    return found;
  } finally {
    await client.end();
  }
}

/** readMigrationState looks and changes nothing. */
export async function readMigrationState(url: string, folder: string = MIGRATIONS_FOLDER): Promise<MigrationState> {
  const migrations = readMigrations(folder);
  const client = await connect(url).catch((error) => {
    throw unavailable(url, error);
  });
  try {
    return await compare(client, migrations).catch((error) => {
      if (sqlState(error) !== UNDEFINED_TABLE) throw error;
      return { pending: migrations.map(({ name }) => name), changed: [], unknown: [] };
    });
  } finally {
    await client.end();
  }
}
