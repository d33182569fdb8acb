/** A Winnow of its own for measurements: a throw-away PostgreSQL that commits durably, and web and worker processes as they run in production. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeDatabase } from '@/lib/data/client';
import { freePort } from '@/lib/data/embedded/port';
import { startThrowawayPostgres } from '@/lib/data/embedded/throwaway';
import { migrateDatabase } from '@/lib/data/migrate';
import { buildPages } from '@/supervisor/generated';
import { waitUntilReady, webUrl } from '@/supervisor/readiness';

const DURABLE = { fsync: 'on', synchronous_commit: 'on', max_connections: 200 };
const READY_WITHIN_MS = 60_000;
const ROOT = resolve(import.meta.dirname, '../..');
/** Ends a worker whose measurement was killed. */
const TETHER = pathToFileURL(resolve(ROOT, 'supervisor/tether.mjs')).href;

export interface Web {
  port: number;
  process: ChildProcess;
}

export interface Deployment {
  startWorker(): ChildProcess;
  /** With the token and address that are in the environment. */
  startBot(): ChildProcess;
  /** Builds the pages where they are not built, and resolves when the web process answers, on a free port or the given one. */
  startWeb(port?: number): Promise<Web>;
  /** What the processes logged, kept until the deployment is closed. */
  logFile: string;
  close(): Promise<void>;
}

/** startDeployment also points this process's own environment at the deployment, so that intake can be called from it. */
export async function startDeployment(environment: Record<string, string>): Promise<Deployment> {
  const server = await startThrowawayPostgres(DURABLE);
  const url = server.url();
  await migrateDatabase(url);
  const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  const logFile = join(dataDir, 'processes.log');
  Object.assign(process.env, environment, { DATABASE_URL: url, WINNOW_DATA_DIR: dataDir });
  const processes = new Set<ChildProcess>();
  const log = createWriteStream(logFile);
  const start = (args: string[], environment: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['--import', TETHER, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdout!.pipe(log, { end: false });
    child.stderr!.pipe(log, { end: false });
    processes.add(child);
    child.once('exit', () => processes.delete(child));
    return child;
  };
  return {
    logFile,
    startWorker: () => start(['--import', 'tsx', 'worker/main.ts']),
    startBot: () => start(['--import', 'tsx', 'bot/main.ts']),
    async startWeb(wanted) {
      await buildPages(ROOT, new AbortController().signal);
      const port = wanted ?? (await freePort());
      const args = ['web/main.mjs', '--hostname', '127.0.0.1', '--port', String(port)];
      const web = start(args, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: String(port) });
      await waitUntilReady(webUrl('127.0.0.1', port), READY_WITHIN_MS, new AbortController().signal);
      return { port, process: web };
    },
    async close() {
      await Promise.all([...processes].map((child) => new Promise((done) => child.once('exit', done).kill('SIGKILL'))));
      await closeDatabase();
      await server.discard();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
