import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import pg from 'pg';
import packageJson from '../../../package.json';
import { listSequences, listTables, plainText } from './catalogue';
import { type BackupMedia, type BackupTable, MANIFEST_FILE, type Manifest, mediaFile, newManifest, tableFile } from './manifest';
import { copyMeasured, saveRows } from './rows';

export interface BackupOptions {
  /** Of the database itself: a pooler would not keep the transaction on one connection. */
  url: string;
  /** The folder to make; it must not exist. */
  folder: string;
  /** Where acquired media lies on this machine; null leaves it out (it is acquired anew where it is needed). */
  mediaRoot: string | null;
  onProgress?: (done: number, of: number, what: string) => void;
}

/**
 * writeBackup saves every table as it stood at one moment, while everything else goes on: one transaction that reads a single snapshot and locks nothing but
 * changes of the tables' shape. The folder appears under its name only when it is whole.
 */
export async function writeBackup({ url, folder, mediaRoot, onProgress }: BackupOptions): Promise<Manifest> {
  const draft = join(dirname(folder), `.${basename(folder)}.${process.pid}.partial`);
  await mkdir(join(draft, 'tables'), { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: url, application_name: 'winnow-backup', keepAlive: true });
  client.on('error', () => {});
  try {
    await client.connect();
    const manifest = await save(client, draft, mediaRoot, onProgress);
    await writeFile(join(draft, MANIFEST_FILE), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    await rename(draft, folder);
    return manifest;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

async function save(client: pg.Client, folder: string, mediaRoot: string | null, onProgress?: BackupOptions['onProgress']) {
  await plainText(client);
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const tables = await listTables(client);
  await client.query(`LOCK TABLE ${tables.map(({ name }) => `"${name}"`).join(', ')} IN ACCESS SHARE MODE`);
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  );
  const { rows: server } = await client.query<{ server_version: string }>('SHOW server_version');
  const saved: BackupTable[] = [];
  for (const [i, table] of tables.entries()) {
    onProgress?.(i, tables.length, table.name);
    saved.push({ name: table.name, columns: table.columns, ...(await saveRows(client, table, tableFile(folder, table.name))) });
  }
  const media = mediaRoot === null ? [] : await saveMedia(client, mediaRoot, folder);
  const sequences = await listSequences(client);
  await client.query('COMMIT');
  onProgress?.(tables.length, tables.length, '');
  return newManifest({
    winnow: packageJson.version,
    created_at: new Date().toISOString(),
    postgresql: server[0]!.server_version,
    migrations,
    tables: saved,
    sequences,
    media,
  });
}

/** Only what an artefact names: other files are still being written. One that was swept since is acquired anew where it is needed. */
async function saveMedia(client: pg.Client, mediaRoot: string, folder: string): Promise<BackupMedia[]> {
  const { rows } = await client.query<{ lineage: string; file: string }>(
    `SELECT DISTINCT scope_run_id::text AS lineage, data ->> 'mediaFile' AS file FROM artifact
     WHERE kind = 'acquired' AND data ->> 'mediaFile' IS NOT NULL ORDER BY 1, 2`,
  );
  const saved: BackupMedia[] = [];
  for (const { lineage, file } of rows) {
    const path = `${lineage}/${file}`;
    const there = await readdir(join(mediaRoot, lineage)).catch((): string[] => []);
    if (!there.includes(file)) continue;
    await mkdir(mediaFile(folder, lineage), { recursive: true, mode: 0o700 });
    try {
      saved.push({ path, ...(await copyMeasured(join(mediaRoot, lineage, file), mediaFile(folder, path))) });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      await rm(mediaFile(folder, path), { force: true });
    }
  }
  return saved;
}
