/** A Winnow of its own for measurements: a throw-away PostgreSQL that commits durably, and web and worker processes as they run in production. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { closeDatabase } from '@/lib/data/client';
import { startEmbeddedPostgres } from '@/lib/data/embedded';
import { freePort } from '@/lib/data/embedded/port';
import { runningPostmaster } from '@/lib/data/embedded/record';
import { startThrowawayPostgres } from '@/lib/data/embedded/throwaway';
import { migrateDatabase } from '@/lib/data/migrate';
import { buildPages } from '@/supervisor/generated';
import { waitUntilReady, webUrl } from '@/supervisor/readiness';

const DURABLE = { fsync: 'on', synchronous_commit: 'on', max_connections: 200 };
/** Where a kill of PostgreSQL is no part of what is measured, nothing waits for the disk. */
const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };
const READY_WITHIN_MS = 60_000;
const POLL_MS = 20;
const ROOT = resolve(import.meta.dirname, '../..');
/** Ends a worker whose measurement was killed. */
const TETHER = pathToFileURL(resolve(ROOT, 'supervisor/tether.mjs')).href;

export interface Web {
  port: number;
  process: ChildProcess;
}

export interface DeploymentOptions {
  /** Whether commits wait for the disk; they do where nothing is said. */
  durable?: boolean;
  /** Settings of PostgreSQL over those. */
  postgres?: Record<string, string | number>;
  /** Modules that web, worker and bot load before their own. */
  preload?: readonly string[];
  /** File that every connect() of the processes, and of all that they start, is written to. */
  trace?: string;
}

export interface Deployment {
  startWorker(): ChildProcess;
  /** With the token and address that are in the environment. */
  startBot(): ChildProcess;
  /** The web process without waiting for it; pages must have been built. */
  spawnWeb(port: number): ChildProcess;
  /** Kills PostgreSQL as `kill -9` does; resolves when it is gone. */
  killDatabase(): Promise<void>;
  /** Starts PostgreSQL again where it does not run, at the same address. Throws where it cannot. */
  reviveDatabase(): Promise<void>;
  /** PostgreSQL's main process; null while it does not run. */
  databasePid(): number | null;
  /** Builds the pages where they are not built, and resolves when the web process answers, on a free port or the given one. */
  startWeb(port?: number): Promise<Web>;
  /** What the processes logged, kept until the deployment is closed. */
  logFile: string;
  close(): Promise<void>;
}

/** startDeployment also points this process's own environment at the deployment, so that intake can be called from it. */
export async function startDeployment(environment: Record<string, string>, options: DeploymentOptions = {}): Promise<Deployment> {
  const settings = { ...(options.durable === false ? FAST : DURABLE), ...options.postgres };
  const server = await startThrowawayPostgres(settings);
  const url = server.url();
  await migrateDatabase(url);
  const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  const logFile = join(dataDir, 'processes.log');
  Object.assign(process.env, environment, { DATABASE_URL: url, WINNOW_DATA_DIR: dataDir });
  const processes = new Set<ChildProcess>();
  const log = createWriteStream(logFile);
  // Each process that was ever started writes to it.
  log.setMaxListeners(0);
  // Appended to by all of them.
  const tracing = options.trace ? ['strace', '-f', '--seccomp-bpf', '-qq', '-A', '-e', 'trace=connect', '-o', options.trace] : [];
  const start = (args: string[], environment: Record<string, string> = {}) => {
    const preload = (options.preload ?? []).flatMap((module) => ['--import', module]);
    const command = [...tracing, process.execPath, '--import', TETHER, ...preload, ...args];
    const child = spawn(command[0]!, command.slice(1), {
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
  const spawnWeb = (port: number) => {
    const args = ['web/main.mjs', '--hostname', '127.0.0.1', '--port', String(port)];
    return start(args, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: String(port) });
  };
  const databasePid = () => runningPostmaster(server.dataDirectory)?.pid ?? null;
  return {
    logFile,
    spawnWeb,
    databasePid,
    async killDatabase() {
      const pid = databasePid();
      if (pid) process.kill(pid, 'SIGKILL');
      while (databasePid() !== null) await sleep(POLL_MS);
    },
    async reviveDatabase() {
      if (databasePid() !== null) return;
      const { port } = await startEmbeddedPostgres({ directory: server.directory, settings });
      if (port !== server.port) throw new Error(`PostgreSQL came back at port ${port}, not ${server.port}`);
    },
    startWorker: () => start(['--import', 'tsx', 'worker/main.ts']),
    startBot: () => start(['--import', 'tsx', 'bot/main.ts']),
    async startWeb(wanted) {
      await buildPages(ROOT, new AbortController().signal);
      const port = wanted ?? (await freePort());
      const web = spawnWeb(port);
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
