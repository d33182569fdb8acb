/** What the audits say of this deployment. `since` takes the runs that ended from then on; without it all are taken. */
import type { StopKind } from '@/lib/core/audits/stops';
import { type ExpectedFullError, expectedFullError } from '@/lib/core/metrics/expected-full';
import { estimateFalseStops, type FalseStopEstimate, weightedMean } from '@/lib/core/metrics/false-stops';
import { type TimeSaved, timeSaved } from '@/lib/core/metrics/time-saved';
import { database } from '@/lib/data/client';
import type { Prisma } from '@/lib/data/generated/client';

const endedSince = (since: Date | null): Prisma.RunWhereInput => (since ? { finishedAt: { gte: since } } : {});

interface DecisiveLabel {
  stop_kind: StopKind;
  pi: number;
  u: number;
  loss: number;
  false_stop: boolean;
}

/** The label of each judged stop by the newest ruler that judged it: of random audits and shadow evidence, and only where the run ended or would have. */
async function decisiveLabels(since: Date | null): Promise<DecisiveLabel[]> {
  return database().$queryRaw<DecisiveLabel[]>`
    SELECT DISTINCT ON (l.run_id) l.stop_kind::text, l.pi, l.u, l.loss, l.false_stop
    FROM loss_label l JOIN run r ON r.id = l.run_id
    WHERE l.decisive AND l.source IN ('audit', 'shadow') AND r.finished_at >= ${since ?? new Date(0)}
    ORDER BY l.run_id, l.at DESC`;
}

/** falseStopRate estimates the share of false stops among the stops by conditions and by quality. */
export async function falseStopRate(since: Date | null): Promise<FalseStopEstimate> {
  const judged = (await decisiveLabels(since)).filter(({ stop_kind }) => stop_kind !== 'routing');
  const failed = await database().audit.findMany({
    where: { status: 'failed', stopKind: { not: 'routing' }, run: endedSince(since) },
    select: { pi: true, u: true },
  });
  const drawn = await database().audit.aggregate({
    where: { stopKind: { not: 'routing' }, run: endedSince(since) },
    _min: { pi: true },
  });
  const stops = [
    ...judged.map(({ pi, u, false_stop }) => ({ pi, u, falseStop: false_stop })),
    ...failed.map(({ pi, u }) => ({ pi, u, falseStop: null })),
  ];
  return estimateFalseStops(stops, drawn._min.pi ?? 1);
}

/** policyLoss is the mean loss of what its type sends the light way, weighted by 1/π; null without any that was judged. */
export async function policyLoss(since: Date | null): Promise<{ loss: number | null; judged: number }> {
  const judged = (await decisiveLabels(since)).filter(({ stop_kind }) => stop_kind === 'routing');
  return { loss: weightedMean(judged.map(({ pi, loss }) => ({ pi, value: loss }))), judged: judged.length };
}

/** expectedTimeError holds expected_full against the audits that are done. */
export async function expectedTimeError(since: Date | null): Promise<ExpectedFullError | null> {
  const audits = await database().audit.findMany({
    where: { status: 'done', fullMs: { not: null }, run: { expectedFullMs: { not: null }, ...endedSince(since) } },
    select: { fullMs: true, run: { select: { expectedFullMs: true } } },
  });
  return expectedFullError(audits.map(({ fullMs, run }) => ({ fullMs: fullMs ?? 0, expectedFullMs: run.expectedFullMs ?? 0 })));
}

/** deploymentTimeSaved sums over the recorded runs; the audits' time is taken off the net figures as soon as it was spent. */
export async function deploymentTimeSaved(since: Date | null): Promise<TimeSaved> {
  const from = since ?? new Date(0);
  const [totals] = await database().$queryRaw<{ spent: bigint; expected: bigint; audits: bigint; judging: bigint }[]>`
    SELECT
      (SELECT coalesce(sum(spent_ms), 0) FROM performance_record WHERE expected_full_ms IS NOT NULL AND occurred_at >= ${from})::bigint AS spent,
      (SELECT coalesce(sum(expected_full_ms), 0) FROM performance_record WHERE occurred_at >= ${from})::bigint AS expected,
      (SELECT coalesce(sum(s.spent_ms), 0) FROM run r JOIN run_stage s ON s.run_id = r.id WHERE r.kind = 'audit' AND r.created_at >= ${from})::bigint AS audits,
      (SELECT coalesce(sum(judge_ms), 0) FROM run WHERE judge_ms > 0 AND created_at >= ${from})::bigint AS judging`;
  const { spent, expected, audits, judging } = totals!;
  return timeSaved({ spentMs: Number(spent), expectedFullMs: Number(expected), auditMs: Number(audits), judgeMs: Number(judging) });
}
