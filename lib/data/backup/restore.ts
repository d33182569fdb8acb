import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { WinnowError } from '../../base/errors';
import { MIGRATIONS_FOLDER, migrateDatabase, readMigrations } from '../migrate';
import { listTables, plainText, type Table } from './catalogue';
import { type BackupTable, type Manifest, mediaFile, readManifest, tableFile } from './manifest';
import { copyMeasured, loadRows, type Measured, measureRows } from './rows';

/** Tables in which the migrations themselves leave rows. */
const SEEDED = ['metric_epoch'];

export interface RestoreOptions {
  url: string;
  folder: string;
  /** Where acquired media goes; null leaves it out. */
  mediaRoot: string | null;
  /** Of the migrations, for tests. */
  migrationsFolder?: string;
  onProgress?: (done: number, of: number, what: string) => void;
}

export interface Restored {
  manifest: Manifest;
  rows: number;
  /** Files of media that are there now. */
  media: number;
  /** Migrations that are newer than the backup and were applied to what it held. */
  migrated: string[];
}

/**
 * restoreBackup puts a backup into an empty database: the schema it was made under, its rows, and then the migrations that have come since. Rows are read back
 * before they are committed: where counts or hashes differ, nothing is kept. Throws `conflict` where the database is not empty, `invalid_request` where the
 * backup is damaged or from a newer Winnow.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { url, folder, mediaRoot, migrationsFolder = MIGRATIONS_FOLDER, onProgress } = options;
  const manifest = await readManifest(folder);
  refuseUnknown(manifest, migrationsFolder);
  const backedUp = new Set(manifest.migrations.map(({ name }) => name));
  const { unknown: newer } = await migrateDatabase(url, migrationsFolder, (name) => backedUp.has(name));
  if (newer.length > 0)
    throw new WinnowError(
      'conflict',
      `The database has tables of a newer Winnow than the backup (${newer.join(', ')}). Restore into a new one.`,
    );

  const client = new pg.Client({ connectionString: url, application_name: 'winnow-restore', keepAlive: true });
  client.on('error', () => {});
  await client.connect();
  try {
    await plainText(client);
    await client.query('BEGIN');
    await fill(client, manifest, folder, onProgress);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    // Without a commit the server undoes it all.
    await client.end().catch(() => {});
  }
  const { pending: migrated } = await migrateDatabase(url, migrationsFolder);
  return {
    manifest,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    media: mediaRoot === null ? 0 : await restoreMedia(manifest, folder, mediaRoot),
    migrated,
  };
}

function refuseUnknown({ winnow, migrations }: Manifest, migrationsFolder: string): void {
  const known = new Map(readMigrations(migrationsFolder).map(({ name, checksum }) => [name, checksum]));
  const unknown = migrations.filter(({ name, checksum }) => known.get(name) !== checksum).map(({ name }) => name);
  if (unknown.length === 0) return;
  throw new WinnowError(
    'invalid_request',
    `The backup was made by Winnow ${winnow}, whose tables this one does not know (${unknown.join(', ')}). Use that version or a newer one.`,
  );
}

async function fill(client: pg.Client, manifest: Manifest, folder: string, onProgress?: RestoreOptions['onProgress']): Promise<void> {
  const tables = await listTables(client);
  const names = tables.map(({ name }) => `"${name}"`).join(', ');
  // Nobody else gets in between looking whether it is empty and filling it.
  await client.query(`LOCK TABLE ${names} IN ACCESS EXCLUSIVE MODE`);
  await refuseFilled(client, tables);
  // What triggers would make of the rows is among the rows; others refuse changes of what was written once.
  for (const { name } of tables) await client.query(`ALTER TABLE "${name}" DISABLE TRIGGER USER`);
  await client.query(`TRUNCATE ${names}`);
  const saved = new Map(manifest.tables.map((table) => [table.name, table]));
  if (saved.size !== tables.length || tables.some(({ name }) => !saved.has(name)))
    throw new WinnowError('invalid_request', 'The manifest does not name the tables that its migrations make.');
  let done = 0;
  const total = 2 * tables.length;
  for (const table of tables) {
    onProgress?.(done++, total, table.name);
    const { columns, ...expected } = saved.get(table.name)!;
    compare(await loadRows(client, { name: table.name, columns }, tableFile(folder, table.name)), expected, 'The backup is damaged');
  }
  for (const { name } of tables) await client.query(`ALTER TABLE "${name}" ENABLE TRIGGER USER`);
  for (const { name, last_value } of manifest.sequences) await client.query('SELECT setval($1::regclass, $2)', [`"${name}"`, last_value]);
  for (const table of tables) {
    onProgress?.(done++, total, table.name);
    const expected = saved.get(table.name)!;
    compare(await measureRows(client, { ...table, columns: expected.columns }), expected, 'What was restored differs');
  }
}

async function refuseFilled(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const looked = tables.filter(({ name }) => !SEEDED.includes(name));
  const { rows } = await client.query<{ name: string; filled: boolean }>(
    looked.map(({ name }) => `SELECT '${name}' AS name, EXISTS (SELECT FROM "${name}") AS filled`).join(' UNION ALL '),
  );
  const filled = rows.flatMap((row) => (row.filled ? [row.name] : []));
  if (filled.length === 0) return;
  throw new WinnowError(
    'conflict',
    `The database ${client.database} is not empty (${filled.slice(0, 5).join(', ')}${filled.length > 5 ? ', …' : ''}). A backup is restored into an empty one only.`,
  );
}

function compare(found: Measured, { name, rows, bytes, sha256 }: Omit<BackupTable, 'columns'>, what: string): void {
  if (found.rows === rows && found.bytes === bytes && found.sha256 === sha256) return;
  throw new WinnowError(
    'invalid_request',
    `${what} at table ${name}: ${rows} rows with hash ${sha256.slice(0, 12)} expected, ${found.rows} with ${found.sha256.slice(0, 12)} found. Nothing was kept.`,
  );
}

/** A file that is there already stays. One that is damaged is left out: what needs it acquires it anew. */
async function restoreMedia({ media }: Manifest, folder: string, mediaRoot: string): Promise<number> {
  let there = 0;
  for (const { path, sha256 } of media) {
    const target = join(mediaRoot, path);
    if (existsSync(target)) {
      there++;
      continue;
    }
    await mkdir(dirname(target), { recursive: true });
    const draft = `${target}.${process.pid}.partial`;
    const copied = await copyMeasured(mediaFile(folder, path), draft).catch(() => null);
    if (copied?.sha256 === sha256) {
      await rename(draft, target);
      there++;
    } else await rm(draft, { force: true });
  }
  return there;
}
