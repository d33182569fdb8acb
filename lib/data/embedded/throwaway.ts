import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { processIdentity } from '../../base/processes';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '.';
import { systemFolder } from './location';
import { readRecord } from './record';
import { type Settings, stopServer } from './server';

const PREFIX = 'winnow-throwaway-';

/** Nothing of it must outlive a crash, so nothing waits for the disk. */
const FAST: Settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };

export interface ThrowawayPostgres extends EmbeddedPostgres {
  readonly directory: string;
  /** Stops the server and deletes its data. */
  discard(): Promise<void>;
}

/** startThrowawayPostgres starts an empty server of its own in the temporary folder, for tests and measurements. Takes about a second. */
export async function startThrowawayPostgres(settings: Settings = FAST): Promise<ThrowawayPostgres> {
  await discardAbandoned();
  const directory = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // As root the server runs under another account, which has to get in.
  chmodSync(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory, settings });
  return { ...server, directory, discard: () => discard(directory) };
}

async function discard(directory: string): Promise<void> {
  const record = readRecord(directory);
  if (record) {
    await stopServer(record.dataDirectory);
    rmSync(record.dataDirectory, { recursive: true, force: true });
    if (dirname(record.dataDirectory) === systemFolder(directory)) rmSync(systemFolder(directory), { recursive: true, force: true });
  }
  rmSync(directory, { recursive: true, force: true });
}

/** Servers whose starter was killed: its pid is in the folder's name. */
async function discardAbandoned(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (!pid || processIdentity(Number(pid)) !== null) continue;
    // Another account's is for that account to remove.
    await discard(join(tmpdir(), name)).catch(() => {});
  }
}
