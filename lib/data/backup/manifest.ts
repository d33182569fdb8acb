/**
 * A backup is a folder: `manifest.json`, `tables/NAME.copy.gz` (PostgreSQL's COPY text format, in the order of the primary key) and `media/…`. The
 * manifest is written last, so a folder without one is no backup.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { WinnowError } from '../../base/errors';

export const MANIFEST_FILE = 'manifest.json';
const FORMAT = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
/** Names come back into SQL and paths: nothing but what our own schema has. */
const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);

const tableSchema = z.strictObject({
  name,
  columns: z.array(name).min(1),
  rows: count,
  /** Of the text before it is compressed. */
  bytes: count,
  sha256,
});
export type BackupTable = z.output<typeof tableSchema>;

const mediaSchema = z.strictObject({
  /** Under the folder of media: LINEAGE/FILE. */
  path: z.string().regex(/^[0-9a-f-]{36}\/[^/\\\0]+$/),
  bytes: count,
  sha256,
});
export type BackupMedia = z.output<typeof mediaSchema>;

export const manifestSchema = z.strictObject({
  format: z.literal(FORMAT),
  winnow: z.string(),
  created_at: z.iso.datetime(),
  postgresql: z.string(),
  /** The schema that the rows were read under, in the order in which it came to be. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: sha256 })).min(1),
  tables: z.array(tableSchema),
  sequences: z.array(z.strictObject({ name, last_value: z.string().regex(/^-?\d+$/) })),
  media: z.array(mediaSchema),
});
export type Manifest = z.output<typeof manifestSchema>;

export const newManifest = (rest: Omit<Manifest, 'format'>): Manifest => ({ format: FORMAT, ...rest });

export const tableFile = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`);
export const mediaFile = (folder: string, path: string): string => join(folder, 'media', path);

/** readManifest throws `not_found` where the folder holds no backup, `invalid_request` where it is not one that this Winnow reads. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST_FILE), 'utf8').catch((cause) => {
    throw new WinnowError('not_found', `${folder} holds no backup: it has no ${MANIFEST_FILE}`, { cause });
  });
  const parsed = manifestSchema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new WinnowError(
    'invalid_request',
    `${join(folder, MANIFEST_FILE)} is not the manifest of a backup that this Winnow reads: ${issue?.path.join('.')} ${issue?.message}`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
