import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '../../base/errors';
import type { Account } from './account';
import { type Postmaster, runningPostmaster } from './record';

export type Settings = Record<string, string | number>;

/** Loopback TCP only. The server's own log is kept for a week, a file a weekday. */
const SETTINGS: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_rotation_age: '1d',
  log_truncate_on_rotation: 'on',
};

const POLL_MS = 25;
/** Replaying the log after a crash can take a while on a slow disk. */
const START_TIMEOUT_MS = 120_000;
/** A killed server's children hold its shared memory until they have noticed, and a killed server may stay a zombie for some seconds. */
const RETRY_MS = 500;
const RETRIES = 20;
const TRANSIENT = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;

interface ServerOptions {
  native: string;
  dataDirectory: string;
  account: Account | null;
  port: number;
  settings: Settings;
  /** Gets what the server says before its own log is open. */
  startLog: string;
}

/**
 * startServer starts PostgreSQL on a data directory that no server runs on, as a process of its own that outlives this one, and waits until it
 * accepts connections. It throws `database_unavailable` with the server's own words.
 */
export async function startServer(options: ServerOptions): Promise<Postmaster> {
  for (let attempt = 0; ; attempt++) {
    // Left by a killed server: runningPostmaster has found that nobody runs here. PostgreSQL itself would believe a recycled pid.
    rmSync(join(options.dataDirectory, 'postmaster.pid'), { force: true });
    const postmaster = await launch(options);
    if (postmaster) return postmaster;
    const words = existsSync(options.startLog) ? readFileSync(options.startLog, 'utf8').trim().slice(-1500) : '';
    if (attempt < RETRIES && TRANSIENT.test(words)) await sleep(RETRY_MS);
    else if (/No space left on device/.test(words)) throw new WinnowError('disk_full', `The disk of ${options.dataDirectory} is full.`);
    else throw new WinnowError('database_unavailable', `The embedded PostgreSQL does not start: ${words || 'it gives no reason'}`);
  }
}

/** Resolves to null when the server gave up. */
async function launch({ native, dataDirectory, account, port, settings, startLog }: ServerOptions): Promise<Postmaster | null> {
  const parameters = Object.entries({ ...SETTINGS, ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(startLog, 'w', 0o600);
  let server: ChildProcess;
  try {
    // Detached: a Ctrl-C on the terminal must not stop it before its clients.
    server = spawn(join(native, 'bin/postgres'), ['-D', dataDirectory, ...parameters], {
      ...account,
      cwd: '/',
      detached: true,
      // Nothing of our environment: it holds secrets. (Next.js makes NODE_ENV a required key of the type.)
      env: { PATH: process.env.PATH, LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
  let ended: string | null = null;
  server.once('error', (error) => {
    ended = error.message;
  });
  server.once('exit', () => {
    ended ??= 'exited';
  });
  server.unref();

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (ended === null && Date.now() < deadline) {
    const postmaster = runningPostmaster(dataDirectory);
    if (postmaster?.ready) return postmaster;
    await sleep(POLL_MS);
  }
  if (ended === null) server.kill('SIGQUIT');
  return null;
}

const FAST_STOP_MS = 20_000;
const IMMEDIATE_STOP_MS = 5_000;

/** stopServer asks for a fast stop (clients are sent away, data is written), and for an immediate one when that takes too long. */
export async function stopServer(dataDirectory: string): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', FAST_STOP_MS],
    ['SIGQUIT', IMMEDIATE_STOP_MS],
  ] as const) {
    const postmaster = runningPostmaster(dataDirectory);
    if (!postmaster) return;
    try {
      process.kill(postmaster.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
    const deadline = Date.now() + patienceMs;
    while (runningPostmaster(dataDirectory) && Date.now() < deadline) await sleep(POLL_MS);
  }
}
