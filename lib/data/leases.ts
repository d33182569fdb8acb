/**
 * A lease is the right to work on a run's current stage. It is taken by raising the run's version under a fresh token and lost when
 * anything else raises the version: a cancel, or the reaper after the worker's death. Whoever holds an old token can write nothing.
 */
import { randomUUID } from 'node:crypto';
import { WinnowError } from '@/lib/base/errors';
import { isFinal, RUN_STATES, type RunState, STATE_OF_STAGE, type Stage } from '@/lib/core/runs/states';
import { database, type Tx } from './client';
import type { Run } from './generated/client';
import { appendEvents, notifyRun } from './run-events';

export interface Lease {
  token: string;
  version: number;
  stage: Stage;
  run: Run;
  attempts: number;
}

const FINAL_STATES = RUN_STATES.filter(isFinal);

/** Tokens this process is working under: a lease of this worker that is not among them was left behind by a lost connection. */
const held = new Set<string>();

/**
 * takeLease returns null where there is nothing to do: the run has ended, is at another stage, or is being worked on.
 */
export async function takeLease(runId: string, stage: Stage, workerId: string): Promise<Lease | null> {
  const token = randomUUID();
  const state: RunState = STATE_OF_STAGE[stage];
  const lease = await database().$transaction(async (tx) => {
    const taken = await tx.$queryRaw<{ version: number }[]>`
      UPDATE run SET lease_token = ${token}::uuid, lease_worker_id = ${workerId}::uuid, version = version + 1,
                     state = ${state}::run_state, updated_at = now()
      WHERE id = ${runId}::uuid AND stage = ${stage}::run_stage_name AND NOT state = ANY(${FINAL_STATES}::run_state[])
        AND (lease_token IS NULL OR (lease_worker_id = ${workerId}::uuid AND NOT lease_token = ANY(${[...held]}::uuid[])))
      RETURNING version`;
    const version = taken[0]?.version;
    if (version === undefined) return null;
    const [row] = await tx.$queryRaw<{ attempts: number; crashes: number }[]>`
      UPDATE run_stage SET status = 'running', started_at = COALESCE(started_at, now()), leased_at = now(), retry_at = NULL, error_code = NULL
      WHERE run_id = ${runId}::uuid AND stage = ${stage}::run_stage_name RETURNING attempts, crashes`;
    if (!row) throw new Error(`run ${runId} has no row for stage ${stage}`);
    const again = row.attempts + row.crashes > 0 ? ' again' : '';
    await appendEvents(tx, runId, [{ type: 'state', stage, message: `${state}${again}` }]);
    const run = await tx.run.findUniqueOrThrow({ where: { id: runId } });
    return { token, version, stage, run, attempts: row.attempts };
  });
  if (lease) held.add(token);
  return lease;
}

/** forget is called when the work under a lease has ended, however it ended. */
export function forgetLease(lease: Lease): void {
  held.delete(lease.token);
}

/** commitUnderLease gives the lease back and runs `write` in the same transaction. Throws `lease_lost` without writing anything. */
export async function commitUnderLease(lease: Lease, write: (tx: Tx) => Promise<void>): Promise<void> {
  await database().$transaction(async (tx) => {
    const rows = await tx.$executeRaw`
      UPDATE run SET version = version + 1, lease_token = NULL, lease_worker_id = NULL, updated_at = now()
      WHERE id = ${lease.run.id}::uuid AND version = ${lease.version} AND lease_token = ${lease.token}::uuid`;
    if (rows === 0) throw new WinnowError('lease_lost', `the lease on run ${lease.run.id} was lost while it was at ${lease.stage}`);
    await write(tx);
  });
}

/** reportProgress shows what a stage is doing. Returns false when the lease is lost. */
export async function reportProgress(lease: Lease, progress: number | null, doing: string): Promise<boolean> {
  const db = database();
  const rows = await db.$executeRaw`
    UPDATE run_stage s SET progress = ${progress}, doing = ${doing} FROM run r
    WHERE s.run_id = ${lease.run.id}::uuid AND s.stage = ${lease.stage}::run_stage_name AND r.id = s.run_id AND r.lease_token = ${lease.token}::uuid`;
  if (rows > 0) await notifyRun(db, lease.run.id);
  return rows > 0;
}

export async function leaseHolds(lease: Lease): Promise<boolean> {
  const row = await database().run.findUnique({ where: { id: lease.run.id }, select: { leaseToken: true } });
  return row?.leaseToken === lease.token;
}
