/** A stack of a test's own, for what changes the whole deployment: its rules, its configuration. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { freePort } from '@/lib/data/embedded/port';
import { embeddedUrl } from '@/lib/data/embedded/record';
import { expect } from './test';

const ROOT = resolve(import.meta.dirname, '..');
const PATIENCE = { timeout: 60_000 };

export interface OwnStack {
  url: string;
  /** For what it may write. */
  folder: string;
  /** What it has printed so far. */
  output(): string;
  query(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** The command line of this stack. */
  winnow(...args: string[]): SpawnSyncReturns<string>;
  stop(): Promise<void>;
}

/** startOwnStack starts everything as an operator does, with data of its own, and waits until it is ready. */
export async function startOwnStack(environment: Record<string, string> = {}): Promise<OwnStack> {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-own-'));
  // As root the database runs under another account, which has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    ...process.env,
    PORT: String(port),
    WINNOW_DATA_DIR: join(folder, 'data'),
    WINNOW_LOG_DIR: join(folder, 'logs'),
    ...environment,
  };
  // Tethered: when the tests are killed, the stack ends too.
  const stack = spawn(process.execPath, ['--import', './supervisor/tether.mjs', 'bin/winnow.mjs', 'run', 'all'], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let output = '';
  stack.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise((done) => stack.once('close', done));
  const isReady = () =>
    fetch(`${url}/api/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(isReady, PATIENCE).toBe(true);
  return {
    url,
    folder,
    output: () => output,
    async query(sql, values = []) {
      const client = new pg.Client({ connectionString: embeddedUrl(join(folder, 'data')) ?? '' });
      await client.connect();
      try {
        return await client.query(sql, values);
      } finally {
        await client.end();
      }
    },
    winnow: (...args) => spawnSync(process.execPath, ['bin/winnow.mjs', ...args], { cwd: ROOT, env, encoding: 'utf8' }),
    async stop() {
      stack.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
