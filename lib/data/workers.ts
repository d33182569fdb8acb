/**
 * Which worker processes live. A process holds a session advisory lock on one dedicated connection and writes a heartbeat. It is dead when
 * the lock is free and the heartbeat is older than 5 s, or when the heartbeat is older than 30 s (a frozen process keeps its lock; its
 * connection is then terminated). graphile-worker alone would keep a dead worker's jobs for four hours.
 */
import { hostname } from 'node:os';
import pg from 'pg';
import { newId } from '@/lib/base/ids';
import type { RunKind, Stage } from '@/lib/core/runs/states';
import { database, directDatabaseUrl, type Tx } from './client';
import { enqueueStage } from './queue';
import { endRun } from './run-endings';
import { appendEvents } from './run-events';
import { isolateSuspects } from './suspects';

const LOCK_SPACE = 727_370;
export const HEARTBEAT_EVERY_MS = 1_000;
const DEAD_WHEN_UNLOCKED_SECONDS = 5;
const DEAD_WHEN_FROZEN_SECONDS = 30;
/** At this many dead workers on one stage of a run, the run is poison. Half of them died on it alone (./suspects): twice may be chance. */
const MAX_CRASHES = 6;

export interface WorkerIdentity {
  id: string;
  /** Names the queue runners of this process: their jobs are handed back when it dies. */
  registerPools(poolIds: string[]): Promise<void>;
  /** Writes the heartbeat. Throws when this worker was declared dead. */
  beat(): Promise<void>;
  /** Ends the registration: what it was working on must have been given back before. */
  leave(): Promise<void>;
}

/** joinWorkers registers this process. `onLost` is called once when its lock connection breaks: it must then stop its stages. */
export async function joinWorkers(onLost: () => void): Promise<WorkerIdentity> {
  const id = newId();
  const client = new pg.Client({
    connectionString: directDatabaseUrl(),
    application_name: 'winnow-worker-lock',
    keepAlive: true,
  });
  let leaving = false;
  const lost = () => {
    if (!leaving) onLost();
    leaving = true;
  };
  client.on('error', lost);
  client.on('end', lost);
  await client.connect();
  const { rows } = await client.query<{ lock_key: number }>(
    'INSERT INTO worker_process (id, pool_ids, hostname, pid, backend_pid) VALUES ($1, $2, $3, $4, pg_backend_pid()) RETURNING lock_key',
    [id, [], hostname(), process.pid],
  );
  await client.query('SELECT pg_advisory_lock($1, $2)', [LOCK_SPACE, rows[0]?.lock_key]);
  return {
    id,
    async registerPools(poolIds) {
      await client.query('UPDATE worker_process SET pool_ids = $2 WHERE id = $1', [id, poolIds]);
    },
    async beat() {
      const { rowCount } = await client.query('UPDATE worker_process SET heartbeat_at = now() WHERE id = $1', [id]);
      if (rowCount === 0) lost();
    },
    async leave() {
      leaving = true;
      await client.query('DELETE FROM worker_process WHERE id = $1', [id]).catch(() => {});
      await client.end().catch(() => {});
    },
  };
}

/** reapDeadWorkers hands the work of dead workers back to the queue. Returns the ids reaped. Any process may call it at any time. */
export async function reapDeadWorkers(): Promise<string[]> {
  const suspects = await database().$queryRaw<{ id: string; frozen: boolean; backend_pid: number }[]>`
    SELECT id::text, backend_pid, heartbeat_at < now() - make_interval(secs => ${DEAD_WHEN_FROZEN_SECONDS}) AS frozen
    FROM worker_process WHERE heartbeat_at < now() - make_interval(secs => ${DEAD_WHEN_UNLOCKED_SECONDS})`;
  const reaped: string[] = [];
  for (const suspect of suspects) {
    if (suspect.frozen) await terminateBackend(suspect.backend_pid);
    if (await reap(suspect.id, suspect.frozen)) reaped.push(suspect.id);
  }
  return reaped;
}

async function terminateBackend(pid: number): Promise<void> {
  await database()
    .$queryRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = ${pid} AND application_name = 'winnow-worker-lock'`;
}

async function reap(workerId: string, frozen: boolean): Promise<boolean> {
  return database().$transaction(async (tx) => {
    // The row lock lets one reaper through; the advisory lock is free only when the process (or its connection) is gone.
    const [worker] = await tx.$queryRaw<{ lock_key: number; pool_ids: string[]; heartbeat_at: Date; stale: boolean }[]>`
      SELECT lock_key, pool_ids, heartbeat_at, heartbeat_at < now() - make_interval(secs => ${DEAD_WHEN_UNLOCKED_SECONDS}) AS stale
      FROM worker_process WHERE id = ${workerId}::uuid FOR UPDATE SKIP LOCKED`;
    if (!worker?.stale) return false;
    const [lock] = await tx.$queryRaw<
      { free: boolean }[]
    >`SELECT pg_try_advisory_xact_lock(${LOCK_SPACE}::int, ${worker.lock_key}::int) AS free`;
    if (!lock?.free && !frozen) return false;
    // First the leases, so that nothing of the dead worker can write any more; then its jobs.
    await bumpLeasesOf(tx, workerId, worker.heartbeat_at);
    await tx.$queryRaw`SELECT graphile_worker.force_unlock_workers(${worker.pool_ids}::text[])::text`;
    await tx.workerProcess.delete({ where: { id: workerId } });
    await isolateSuspects(tx);
    return true;
  });
}

/** What was spent up to the last heartbeat counts as spent; the processor time of it died with the worker. */
async function bumpLeasesOf(tx: Tx, workerId: string, lastHeartbeat: Date): Promise<void> {
  const runs = await tx.$queryRaw<{ id: string; stage: Stage }[]>`
    UPDATE run SET version = version + 1, lease_token = NULL, lease_worker_id = NULL WHERE lease_worker_id = ${workerId}::uuid RETURNING id::text, stage::text`;
  for (const run of runs) {
    const where = { runId_stage: { runId: run.id, stage: run.stage } };
    const { leasedAt } = await tx.runStage.findUniqueOrThrow({ where, select: { leasedAt: true } });
    const spentMs = leasedAt ? Math.max(0, lastHeartbeat.getTime() - leasedAt.getTime()) : 0;
    const { crashes } = await tx.runStage.update({
      where,
      data: { crashes: { increment: 1 }, status: 'waiting', spentMs: { increment: spentMs } },
      select: { crashes: true },
    });
    if (crashes < MAX_CRASHES) {
      await appendEvents(tx, run.id, [{ type: 'retry', stage: run.stage, message: 'The worker died; another one takes over' }]);
      continue;
    }
    await endRun(tx, run.id, {
      state: 'failed',
      error: { code: 'worker_crashed', message: `${crashes} workers died while they were at ${run.stage}` },
    });
  }
}

/**
 * sweepOrphans unlocks jobs that no registered worker holds (one that died before it had registered its runners), and gives a job to every
 * live run that has none and is worked on by nobody. Returns how many runs.
 */
export async function sweepOrphans(): Promise<number> {
  return database().$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT graphile_worker.force_unlock_workers(ARRAY(
        SELECT DISTINCT j.locked_by FROM graphile_worker._private_jobs j
        WHERE j.locked_at < now() - interval '30 seconds'
          AND NOT EXISTS (SELECT 1 FROM worker_process w WHERE j.locked_by = ANY(w.pool_ids))))::text`;
    const orphans = await tx.$queryRaw<{ id: string; stage: Stage; priority: 'high' | 'medium' | 'low'; kind: RunKind }[]>`
      SELECT r.id::text, r.stage::text, r.priority::text, r.kind::text FROM run r
      WHERE r.stage IS NOT NULL AND r.state NOT IN ('finished', 'failed', 'cancelled') AND r.updated_at < now() - interval '30 seconds'
        AND (r.lease_worker_id IS NULL OR NOT EXISTS (SELECT 1 FROM worker_process w WHERE w.id = r.lease_worker_id))
        AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs j WHERE j.payload ->> 'runId' = r.id::text)
      FOR UPDATE OF r SKIP LOCKED LIMIT 500`;
    for (const orphan of orphans) {
      await tx.run.update({ where: { id: orphan.id }, data: { leaseToken: null, leaseWorkerId: null, version: { increment: 1 } } });
      await enqueueStage(tx, { runId: orphan.id, stage: orphan.stage }, orphan);
    }
    return orphans.length;
  });
}
