/** What the audits say of the time that this deployment saves. `since` takes the runs that ended from then on; without it all are taken. */
import { type ExpectedFullError, expectedFullError } from '@/lib/core/metrics/expected-full';
import { type TimeSaved, timeSaved } from '@/lib/core/metrics/time-saved';
import { database } from '@/lib/data/client';

/** expectedTimeError holds expected_full against the audits that are done. */
export async function expectedTimeError(since: Date | null): Promise<ExpectedFullError | null> {
  const audits = await database().audit.findMany({
    where: { status: 'done', fullMs: { not: null }, run: { expectedFullMs: { not: null }, ...(since && { finishedAt: { gte: since } }) } },
    select: { fullMs: true, run: { select: { expectedFullMs: true } } },
  });
  return expectedFullError(audits.map(({ fullMs, run }) => ({ fullMs: fullMs ?? 0, expectedFullMs: run.expectedFullMs ?? 0 })));
}

/** deploymentTimeSaved sums over the recorded runs; the audits' time is taken off the net figures as soon as it was spent. */
export async function deploymentTimeSaved(since: Date | null): Promise<TimeSaved> {
  const from = since ?? new Date(0);
  const [totals] = await database().$queryRaw<{ spentMs: number; expectedFullMs: number; auditMs: number; judgeMs: number }[]>`
    SELECT coalesce(sum(spent_ms), 0)::float8 AS "spentMs", coalesce(sum(expected_full_ms), 0)::float8 AS "expectedFullMs",
      (SELECT coalesce(sum(s.spent_ms), 0)::float8 FROM run r JOIN run_stage s ON s.run_id = r.id WHERE r.kind = 'audit' AND r.created_at >= ${from}) AS "auditMs",
      (SELECT coalesce(sum(judge_ms), 0)::float8 FROM run WHERE judge_ms > 0 AND created_at >= ${from}) AS "judgeMs"
    FROM performance_record WHERE expected_full_ms IS NOT NULL AND occurred_at >= ${from}`;
  return timeSaved(totals!);
}
