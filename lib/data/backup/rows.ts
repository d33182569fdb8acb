/** Rows of a table as a stream of COPY text, counted and hashed on the way. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Table } from './catalogue';

export interface Measured {
  rows: number;
  bytes: number;
  sha256: string;
}

const quoted = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

/** A stream that hands on what it gets and knows, once it has ended, how much it was. */
function measuring(): { stream: Transform; measured(): Omit<Measured, 'rows'> } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, measured: () => ({ bytes, sha256: hash.digest('hex') }) };
}

async function readRows(client: pg.Client, { name, columns, order }: Table, sinks: readonly NodeJS.WritableStream[]): Promise<Measured> {
  const rows = client.query(copyTo(`COPY (SELECT ${quoted(columns)} FROM "${name}" ORDER BY ${order}) TO STDOUT`));
  const { stream, measured } = measuring();
  await pipeline([rows, stream, ...sinks]);
  return { rows: rows.rowCount, ...measured() };
}

/** saveRows writes a table's rows to a file that only its owner can read. */
export function saveRows(client: pg.Client, table: Table, file: string): Promise<Measured> {
  return readRows(client, table, [createGzip(), createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true })]);
}

/** measureRows reads a table's rows and keeps nothing of them. */
export function measureRows(client: pg.Client, table: Table): Promise<Measured> {
  return readRows(client, table, [new Writable({ write: (_chunk, _encoding, done) => done() })]);
}

/** loadRows fills a table from a file. What the file said is measured too. */
export async function loadRows(client: pg.Client, table: { name: string; columns: readonly string[] }, file: string): Promise<Measured> {
  const into = client.query(copyFrom(`COPY "${table.name}" (${quoted(table.columns)}) FROM STDIN`));
  const { stream, measured } = measuring();
  await pipeline(createReadStream(file), createGunzip(), stream, into);
  return { rows: into.rowCount, ...measured() };
}

/** copyMeasured copies a file and measures it. Throws where the target exists. */
export async function copyMeasured(from: string, to: string): Promise<Omit<Measured, 'rows'>> {
  const { stream, measured } = measuring();
  await pipeline(createReadStream(from), stream, createWriteStream(to, { mode: 0o600, flags: 'wx', flush: true }));
  return measured();
}
