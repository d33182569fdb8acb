/** What is kept about the embedded server beside its data: `.winnow/postgres.json`, readable by its owner only. */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandLine } from '../../base/processes';

export const DATABASE = 'winnow';
export const USER = 'winnow';

export interface ServerRecord {
  /** Relative to the directory of the record, so that a project can be moved; absolute where the project is out of PostgreSQL's reach. */
  dataDirectory: string;
  /** The port asked for; another one is taken while it is busy. */
  port: number;
  password: string;
}

const recordFile = (directory: string) => join(directory, 'postgres.json');

/** readRecord returns null when there is none or it is not whole. */
export function readRecord(directory: string): ServerRecord | null {
  try {
    const record = JSON.parse(readFileSync(recordFile(directory), 'utf8')) as Partial<ServerRecord>;
    const { dataDirectory, port, password } = record;
    if (typeof dataDirectory !== 'string' || typeof port !== 'number' || typeof password !== 'string') return null;
    return { dataDirectory: resolve(directory, dataDirectory), port, password };
  } catch {
    return null;
  }
}

/** writeRecord replaces the record in one step, so that a kill leaves the old one or the new one. */
export function writeRecord(directory: string, record: ServerRecord): void {
  mkdirSync(directory, { recursive: true });
  const draft = `${recordFile(directory)}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, recordFile(directory));
}

export interface Postmaster {
  pid: number;
  port: number;
  /** It accepts connections. */
  ready: boolean;
}

/**
 * runningPostmaster reads postmaster.pid (pid, data directory, start, port, …, status, one a line) and returns the server that runs on this data
 * directory; null when there is none: a zombie, or another process that has got the pid of a killed server, is none.
 */
export function runningPostmaster(dataDirectory: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!commandLine(pid)?.includes(dataDirectory)) return null;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

/** connectionUrl says how to reach a database of the server on this port. */
export function connectionUrl(record: ServerRecord, port: number, database: string = DATABASE): string {
  return `postgresql://${USER}:${encodeURIComponent(record.password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** embeddedUrl returns how to reach the embedded server kept in this directory, or null while it does not run. */
export function embeddedUrl(directory: string, database: string = DATABASE): string | null {
  const record = readRecord(directory);
  if (record === null) return null;
  const postmaster = runningPostmaster(record.dataDirectory);
  return postmaster?.ready ? connectionUrl(record, postmaster.port, database) : null;
}
