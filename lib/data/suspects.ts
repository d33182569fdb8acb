/**
 * Which run killed a worker cannot be seen: all that it was working on died with it. A run whose stage has seen three workers die is a
 * suspect, and suspects are tried one at a time, in a queue of their own: the one that goes on killing takes no other suspect with it, and
 * those that only happened to be beside it go on.
 */
import type { Tx } from './client';

const SUSPECT_AFTER_CRASHES = 3;
const QUEUE = 'suspects';

/** isolateSuspects moves the waiting jobs of suspects to their queue. Returns how many it moved. */
export async function isolateSuspects(tx: Tx): Promise<number> {
  const suspects = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT j.id FROM graphile_worker._private_jobs j
    JOIN run r ON r.id = (j.payload ->> 'runId')::uuid
    JOIN run_stage s ON s.run_id = r.id AND s.stage = r.stage AND s.stage::text = j.payload ->> 'stage'
    WHERE j.locked_at IS NULL AND j.job_queue_id IS NULL AND s.crashes >= ${SUSPECT_AFTER_CRASHES}
      AND r.state NOT IN ('finished', 'failed', 'cancelled')`;
  if (suspects.length === 0) return 0;
  // A job's queue cannot be changed: it is taken out and added again.
  await tx.$queryRaw`
    SELECT graphile_worker.add_job(
      identifier => t.identifier, payload => j.payload, queue_name => ${QUEUE}, run_at => j.run_at,
      max_attempts => j.max_attempts::int, priority => j.priority::int)::text
    FROM graphile_worker.complete_jobs(${suspects.map(({ id }) => id)}::bigint[]) j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id`;
  return suspects.length;
}
