/**
 * npm run bench -- scale [--workers 2,4,8] [--runs 100]: so many worker processes against one PostgreSQL: short-article runs a second, what a run and an idle worker cost
 * PostgreSQL, where the curve bends, and from these what ten to ten thousand workers would ask of it (docs/scaling.md).
 */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import { submitRun } from '@/lib/intake';
import type { Measure } from '../run';
import { type ArticleSite, startArticleSite } from '../support/article-site';
import { countsOf } from '../support/counts';
import { startDeployment } from '../support/deployment';
import { untilWorkersReady } from '../support/effects';
import { usageOf } from '../support/processes';
import { waitForRuns } from '../support/runs';
import { bendsAt, type Costs, planFor } from './scale/plan';

const IDLE_MS = 10_000;
const WARM_UP_RUNS_PER_WORKER = 2;
const PLANNED = [10, 100, 1_000, 10_000];

interface Measured {
  workers: number;
  runs_per_s: number;
  cores_busy: number;
  costs: Costs;
}

const measure: Measure = async ({ options, progress }) => {
  const counts = countsOf('workers', options.workers, [2, 4, 8]);
  const runs = Number(options.runs ?? 100);
  const measured: Measured[] = [];
  for (const workers of counts) {
    measured.push(await measureWorkers(workers, runs, progress));
    progress(`${workers} workers: ${measured.at(-1)!.runs_per_s.toFixed(2)} runs/s`);
  }
  // The fewest workers hold each other up least.
  const costs = measured[0]!.costs;
  return {
    n: runs * counts.length,
    metrics: { measured, bends_at: bendsAt(measured), plan: PLANNED.map((workers) => planFor(workers, costs)) },
    settings: {
      workers: counts,
      runs,
      item: 'an article of about 400 words, analysed in full',
      plan_from_workers: counts[0],
      cores: cpus().length,
    },
  };
};

async function measureWorkers(workers: number, runs: number, progress: (message: string) => void): Promise<Measured> {
  const site = await startArticleSite();
  const deployment = await startDeployment(
    { WINNOW_ALLOW_HOSTS: `127.0.0.1:${site.port}`, ENABLE_DASHBOARD_METRICS: '1', LOG_LEVEL: 'warning' },
    { postgres: { max_connections: 100 + 40 * workers } },
  );
  try {
    // Of this process: it asks one thing at a time.
    const { connections: own } = await read([], deployment.databasePid()!);
    const children = Array.from({ length: workers }, () => deployment.startWorker());
    const pids = children.map(({ pid }) => pid!);
    await untilWorkersReady(() => pids);
    await runAll(site, 0, WARM_UP_RUNS_PER_WORKER * workers, progress);
    const readings = () => read(pids, deployment.databasePid()!);

    const idleFrom = await readings();
    await sleep(IDLE_MS);
    const idleTo = await readings();
    const beganAt = performance.now();
    await runAll(site, WARM_UP_RUNS_PER_WORKER * workers, runs, progress);
    const seconds = (performance.now() - beganAt) / 1000;
    const busyTo = await readings();

    const idleSeconds = IDLE_MS / 1000;
    const idlePostgres = (idleTo.postgresCpu - idleFrom.postgresCpu) / idleSeconds;
    const idleTransactions = (idleTo.transactions - idleFrom.transactions) / idleSeconds;
    const perRun = (key: 'workerCpu' | 'walBytes' | 'storedBytes') => (busyTo[key] - idleTo[key]) / runs;
    return {
      workers,
      runs_per_s: runs / seconds,
      cores_busy: (busyTo.workerCpu - idleTo.workerCpu + busyTo.postgresCpu - idleTo.postgresCpu) / seconds,
      costs: {
        worker_cpu_s_per_run: perRun('workerCpu'),
        postgres_cpu_s_per_run: Math.max(0, busyTo.postgresCpu - idleTo.postgresCpu - idlePostgres * seconds) / runs,
        transactions_per_run: Math.max(0, busyTo.transactions - idleTo.transactions - idleTransactions * seconds) / runs,
        wal_kb_per_run: perRun('walBytes') / 1024,
        stored_kb_per_run: perRun('storedBytes') / 1024,
        connections_per_worker: (busyTo.connections - own) / workers,
        idle_transactions_per_worker_s: idleTransactions / workers,
        idle_postgres_cpu_per_worker: idlePostgres / workers,
      },
    };
  } finally {
    await deployment.close();
    await site.close();
  }
}

async function runAll(site: ArticleSite, from: number, count: number, progress: (message: string) => void): Promise<void> {
  const ids: string[] = [];
  for (let n = from; n < from + count; n++) ids.push((await submitRun({ url: site.url(n) }, 'api')).run.id);
  const ended = await waitForRuns(ids, (left) => progress(`${left} left`));
  const failed = ended.find(({ state }) => state !== 'finished');
  if (failed) throw new Error(`a run did not finish: ${failed.errorCode}: ${failed.errorMessage}`);
}

/** PostgreSQL's counters are a second or so behind; over the time that is measured that evens out. */
async function read(workerPids: readonly number[], postgresPid: number) {
  const [row] = await database().$queryRaw<{ transactions: number; wal: number; stored: number; connections: number }[]>`
    SELECT (SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database())::float8 AS transactions,
           (pg_current_wal_lsn() - '0/0'::pg_lsn)::float8 AS wal, pg_database_size(current_database())::float8 AS stored,
           (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend')::float8 AS connections`;
  return {
    workerCpu: usageOf(workerPids).cpuSeconds,
    postgresCpu: usageOf([postgresPid]).cpuSeconds,
    transactions: row!.transactions,
    walBytes: row!.wal,
    storedBytes: row!.stored,
    connections: row!.connections,
  };
}

export default measure;
