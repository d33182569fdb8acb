import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { WinnowError } from '../../base/errors';
import type { Account } from './account';
import { embeddedVersion } from './binaries';
import { freePort } from './port';
import { type ServerRecord, USER, writeRecord } from './record';

const isInside = (path: string, folder: string) => !relative(folder, path).startsWith('..');

/** Fails with words where the data was written by another major version, which PostgreSQL cannot read. */
export function checkVersion(dataDirectory: string, native: string): void {
  const written = readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8').trim();
  const running = embeddedVersion(native).split('.')[0];
  if (running !== written)
    throw new WinnowError(
      'database_unavailable',
      `${dataDirectory} was written by PostgreSQL ${written}; this is ${running}. Go back to the version of Winnow that wrote it, or move the folder away to start empty.`,
    );
}

/**
 * initialiseCluster makes a new, empty cluster: built beside its place and moved there when it is whole, so that a kill leaves either nothing
 * or a usable one. A data directory whose record is lost is moved aside, never deleted.
 */
export async function initialiseCluster(
  directory: string,
  dataDirectory: string,
  native: string,
  account: Account | null,
): Promise<ServerRecord> {
  removeDrafts(dataDirectory);
  if (existsSync(dataDirectory)) renameSync(dataDirectory, `${dataDirectory}.without-record-${Date.now()}`);
  const draft = mkdtempSync(`${dataDirectory}.new-`);
  try {
    const record: ServerRecord = { dataDirectory, port: await freePort(), password: randomBytes(18).toString('base64url') };
    const passwordFile = join(draft, 'password');
    const cluster = join(draft, 'data');
    mkdirSync(cluster, { mode: 0o700 });
    writeFileSync(passwordFile, record.password, { mode: 0o600 });
    if (account) for (const path of [draft, cluster, passwordFile]) chownSync(path, account.uid, account.gid);
    runInitdb(native, cluster, passwordFile, account);
    // A record of a cluster that did not get its place is harmless: the next start makes both anew.
    writeRecord(directory, isInside(dataDirectory, directory) ? { ...record, dataDirectory: relative(directory, dataDirectory) } : record);
    renameSync(cluster, dataDirectory);
    return record;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function runInitdb(native: string, dataDirectory: string, passwordFile: string, account: Account | null): void {
  // The builtin locale sorts and folds case the same way on every system, whatever locales are installed.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${USER}`, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const initdb = spawnSync(join(native, 'bin/initdb'), [`--pgdata=${dataDirectory}`, ...access, ...locale], {
    ...account,
    cwd: '/',
    encoding: 'utf8',
  });
  if (initdb.status === 0) return;
  const details = (initdb.error?.message ?? initdb.stderr).trim();
  if (/No space left on device/.test(details)) throw new WinnowError('disk_full', `The disk of ${dataDirectory} is full.`);
  throw new WinnowError('database_unavailable', `The embedded PostgreSQL could not be set up in ${dataDirectory}: ${details}`);
}

/** A kill during set-up leaves its drafts; nobody else sets up in this folder. */
function removeDrafts(dataDirectory: string): void {
  const parent = dirname(dataDirectory);
  const prefix = `${basename(dataDirectory)}.new-`;
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix)))
    rmSync(join(parent, name), { recursive: true, force: true });
}
