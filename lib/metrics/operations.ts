import type { OperationsFigures } from '@/lib/core/metrics/operations';
import { isFinal, RUN_STATES } from '@/lib/core/runs/states';
import { readLastBackup } from '@/lib/data/backup/last';
import { database } from '@/lib/data/client';
import packageJson from '../../package.json';

const LIVE_STATES = RUN_STATES.filter((state) => !isFinal(state));

interface Row {
  waiting: number;
  scheduled: number;
  running: number;
  queue_age: number;
  workers: number;
  outbox: number;
  outbox_age: number;
  given_up: number;
  warning: number;
  critical: number;
  bytes: number;
}

/** readOperations asks the database how the deployment is now, and this process how it is. */
export async function readOperations(): Promise<OperationsFigures> {
  const [[row], runs, backup] = await Promise.all([
    database().$queryRaw<Row[]>`
      WITH job AS (
        SELECT count(*) FILTER (WHERE locked_at IS NULL AND run_at <= now())::float8 AS waiting,
          count(*) FILTER (WHERE locked_at IS NULL AND run_at > now())::float8 AS scheduled,
          count(*) FILTER (WHERE locked_at IS NOT NULL)::float8 AS running,
          coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE locked_at IS NULL AND run_at <= now())), 0)::float8 AS queue_age
        FROM graphile_worker._private_jobs),
      message AS (
        SELECT count(*)::float8 AS outbox, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS outbox_age
        FROM outbox WHERE delivered_at IS NULL AND failed_at IS NULL),
      rule AS (
        SELECT count(*) FILTER (WHERE severity = 'warning')::int AS warning, count(*) FILTER (WHERE severity = 'critical')::int AS critical
        FROM alert WHERE state = 'firing')
      SELECT job.*, message.*, rule.*,
        (SELECT count(*)::int FROM worker_process WHERE heartbeat_at > now() - interval '30 seconds') AS workers,
        (SELECT count(*)::float8 FROM outbox WHERE failed_at > now() - interval '24 hours') AS given_up,
        pg_database_size(current_database())::float8 AS bytes
      FROM job, message, rule`,
    database().run.groupBy({ by: ['state'], where: { state: { in: LIVE_STATES } }, _count: true }),
    readLastBackup(),
  ]);
  const counted = new Map(runs.map(({ state, _count }) => [state, _count]));
  return {
    version: packageJson.version,
    queue: { waiting: row!.waiting, scheduled: row!.scheduled, running: row!.running, oldestWaitingSeconds: row!.queue_age },
    liveRuns: Object.fromEntries(LIVE_STATES.map((state) => [state, counted.get(state) ?? 0])),
    workers: row!.workers,
    outbox: { waiting: row!.outbox, failedLastDay: row!.given_up, oldestWaitingSeconds: row!.outbox_age },
    alertsFiring: { warning: row!.warning, critical: row!.critical },
    lastBackupAt: backup && Date.parse(backup.at) / 1000,
    databaseBytes: row!.bytes,
    process: { residentBytes: process.memoryUsage.rss(), startedAt: Math.round(Date.now() / 1000 - process.uptime()) },
  };
}
