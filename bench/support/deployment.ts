/** A Winnow of its own for measurements: a throw-away PostgreSQL that commits durably, and worker processes as they run in production. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { closeDatabase } from '@/lib/data/client';
import { startThrowawayPostgres } from '@/lib/data/embedded/throwaway';
import { migrateDatabase } from '@/lib/data/migrate';

const DURABLE = { fsync: 'on', synchronous_commit: 'on', max_connections: 200 };
const ROOT = resolve(import.meta.dirname, '../..');
/** Ends a worker whose measurement was killed. */
const TETHER = pathToFileURL(resolve(ROOT, 'supervisor/tether.mjs')).href;

export interface Deployment {
  startWorker(): ChildProcess;
  /** What workers logged, kept until the deployment is closed. */
  logFile: string;
  close(): Promise<void>;
}

/** startDeployment also points this process's own environment at the deployment, so that intake can be called from it. */
export async function startDeployment(environment: Record<string, string>): Promise<Deployment> {
  const server = await startThrowawayPostgres(DURABLE);
  const url = server.url();
  await migrateDatabase(url);
  const dataDir = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
  const logFile = join(dataDir, 'workers.log');
  Object.assign(process.env, environment, { DATABASE_URL: url, WINNOW_DATA_DIR: dataDir });
  const workers = new Set<ChildProcess>();
  const log = createWriteStream(logFile);
  return {
    logFile,
    startWorker() {
      const worker = spawn(process.execPath, ['--import', TETHER, '--import', 'tsx', 'worker/main.ts'], {
        cwd: ROOT,
        env: process.env,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      worker.stdout!.pipe(log, { end: false });
      worker.stderr!.pipe(log, { end: false });
      workers.add(worker);
      worker.once('exit', () => workers.delete(worker));
      return worker;
    },
    async close() {
      await Promise.all([...workers].map((worker) => new Promise((done) => worker.once('exit', done).kill('SIGKILL'))));
      await closeDatabase();
      await server.discard();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
