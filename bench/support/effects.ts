/** What must be there once: told from the database after faults. */
import { database } from '@/lib/data/client';

/** countDuplicates counts effects that exist more than once: stages done, ends, passages of a run with the same words, decisions, runs of one address; and recorded runs without a record. */
export async function countDuplicates(): Promise<number> {
  const [row] = await database().$queryRaw<{ duplicated: number }[]>`
    SELECT (
      (SELECT count(*) FROM (SELECT 1 FROM run_event WHERE type = 'stage' GROUP BY run_id, stage HAVING count(*) > 1) a) +
      (SELECT count(*) FROM (SELECT 1 FROM run_event WHERE type = 'result' GROUP BY run_id HAVING count(*) > 1) b) +
      (SELECT count(*) FROM (SELECT 1 FROM passage GROUP BY run_id, text HAVING count(*) > 1) c) +
      (SELECT count(*) FROM (SELECT 1 FROM decision WHERE kind <> 'checkpoint' GROUP BY run_id, kind HAVING count(*) > 1) d) +
      (SELECT count(*) FROM (SELECT 1 FROM run WHERE kind = 'primary' GROUP BY dedupe_key HAVING count(*) > 1) e) +
      (SELECT count(*) FROM (SELECT 1 FROM run r WHERE r.state = 'finished' AND r.processing_type IS NOT NULL AND r.recorded
         AND NOT EXISTS (SELECT 1 FROM performance_record p WHERE p.run_id = r.id)) f)
    )::int AS duplicated`;
  return row?.duplicated ?? -1;
}

/** untilWorkersReady waits until all of these processes take jobs. Told by process: one that was killed looks alive until its heartbeat is old. */
export async function untilWorkersReady(pidsNow: () => readonly number[]): Promise<void> {
  for (;;) {
    const pids = pidsNow();
    const ready = await database()
      .workerProcess.count({ where: { pid: { in: [...pids] }, poolIds: { isEmpty: false } } })
      // While PostgreSQL is away nobody is.
      .catch(() => 0);
    if (pids.length > 0 && ready >= pids.length) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}
