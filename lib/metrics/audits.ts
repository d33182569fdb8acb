/** What the audits say of this deployment. `since` takes the runs that ended from then on; without it all are taken. */
import type { StopKind } from '@/lib/core/audits/stops';
import { UNNAMED } from '@/lib/core/metrics/deltas';
import { type ExpectedFullError, expectedFullError } from '@/lib/core/metrics/expected-full';
import { estimateFalseStops, type FalseStopEstimate, type SampledStop, weightedMean } from '@/lib/core/metrics/false-stops';
import { type TimeSaved, timeSaved } from '@/lib/core/metrics/time-saved';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import { database } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';

const endedSince = (since: Date | null): Prisma.RunWhereInput => (since ? { finishedAt: { gte: since } } : {});

/** The runs that ended from `since` on (null: all) and before `until`, of one content type, config version or source where that is given. */
export interface RunWindow {
  since: Date | null;
  until?: Date;
  filter?: PerformanceFilter;
}

/** As a condition on run r, whose time is in the given column. */
function inWindow({ since, until, filter = {} }: RunWindow, time: Prisma.Sql): Prisma.Sql {
  const conditions = [Prisma.sql`${time} >= ${since ?? new Date(0)}`];
  if (until) conditions.push(Prisma.sql`${time} < ${until}`);
  if (filter.contentType) conditions.push(Prisma.sql`coalesce(r.content_type, ${UNNAMED}) = ${filter.contentType}`);
  if (filter.configVersion) conditions.push(Prisma.sql`r.config_version_number::text = ${filter.configVersion}`);
  // What was posted from outside is no run of ours.
  if (filter.source === 'posted') conditions.push(Prisma.sql`false`);
  return Prisma.join(conditions, ' AND ');
}

const ENDED = Prisma.sql`r.finished_at`;
const CREATED = Prisma.sql`r.created_at`;

interface JudgedStop extends SampledStop {
  kind: StopKind;
  checkpoint: string | null;
  /** null where it was not judged. */
  loss: number | null;
}

/**
 * judgedStops reads the label of each judged stop by the newest ruler that judged it (of random audits and shadow evidence, and only where the run
 * ended or would have), the stops whose audit failed for good, and the smallest π of all that were drawn.
 */
async function judgedStops(window: RunWindow): Promise<{ stops: JudgedStop[]; smallestPi: number }> {
  const ended = inWindow(window, ENDED);
  const [row] = await database().$queryRaw<{ stops: JudgedStop[] | null; smallest_pi: number | null }[]>`
    SELECT
      (SELECT json_agg(s) FROM (
        SELECT * FROM (
          SELECT DISTINCT ON (l.run_id) l.stop_kind::text AS kind, l.checkpoint, l.pi, l.u, l.loss, l.false_stop AS "falseStop"
          FROM loss_label l JOIN run r ON r.id = l.run_id
          WHERE l.decisive AND l.source IN ('audit', 'shadow') AND ${ended}
          ORDER BY l.run_id, l.at DESC) judged
        UNION ALL
        SELECT a.stop_kind::text, a.checkpoint, a.pi, a.u, NULL, NULL FROM audit a JOIN run r ON r.id = a.run_id
        WHERE a.status = 'failed' AND ${ended}) s) AS stops,
      (SELECT min(a.pi) FROM audit a JOIN run r ON r.id = a.run_id WHERE a.stop_kind <> 'routing' AND ${ended}) AS smallest_pi`;
  return { stops: row?.stops ?? [], smallestPi: row?.smallest_pi ?? 1 };
}

export interface FalseStops {
  /** Of the stops by conditions and by quality. */
  estimate: FalseStopEstimate;
  /** Of the early exits at each checkpoint: how many were judged, and how many of those were false. */
  byCheckpoint: ReadonlyMap<string, { audited: number; falseStops: number }>;
}

export async function falseStops(window: RunWindow): Promise<FalseStops> {
  const { stops, smallestPi } = await judgedStops(window);
  const byCheckpoint = new Map<string, { audited: number; falseStops: number }>();
  for (const { kind, checkpoint, falseStop } of stops) {
    if (kind !== 'early_exit' || checkpoint === null || falseStop === null) continue;
    const counts = byCheckpoint.get(checkpoint) ?? { audited: 0, falseStops: 0 };
    byCheckpoint.set(checkpoint, { audited: counts.audited + 1, falseStops: counts.falseStops + Number(falseStop) });
  }
  const estimate = estimateFalseStops(
    stops.filter(({ kind }) => kind !== 'routing'),
    smallestPi,
  );
  return { estimate, byCheckpoint };
}

/** falseStopRate estimates the share of false stops among the stops by conditions and by quality. */
export async function falseStopRate(since: Date | null): Promise<FalseStopEstimate> {
  return (await falseStops({ since })).estimate;
}

/** policyLoss is the mean loss of what its type sends the light way, weighted by 1/π; null without any that was judged. */
export async function policyLoss(since: Date | null): Promise<{ loss: number | null; judged: number }> {
  const { stops } = await judgedStops({ since });
  const judged = stops.flatMap(({ kind, pi, loss }) => (kind === 'routing' && loss !== null ? [{ pi, value: loss }] : []));
  return { loss: weightedMean(judged), judged: judged.length };
}

/** expectedTimeError holds expected_full against the audits that are done. */
export async function expectedTimeError(since: Date | null): Promise<ExpectedFullError | null> {
  const audits = await database().audit.findMany({
    where: { status: 'done', fullMs: { not: null }, run: { expectedFullMs: { not: null }, ...endedSince(since) } },
    select: { fullMs: true, run: { select: { expectedFullMs: true } } },
  });
  return expectedFullError(audits.map(({ fullMs, run }) => ({ fullMs: fullMs ?? 0, expectedFullMs: run.expectedFullMs ?? 0 })));
}

/** auditTimeMs is what auditing took: the audit runs, failed ones too, and judging. Of runs that were taken in within the window. */
export async function auditTimeMs(window: RunWindow): Promise<{ auditMs: number; judgeMs: number }> {
  const created = inWindow(window, CREATED);
  const [row] = await database().$queryRaw<{ audits: number; judging: number }[]>`
    SELECT
      (SELECT coalesce(sum(s.spent_ms), 0) FROM run r JOIN run_stage s ON s.run_id = r.id WHERE r.kind = 'audit' AND ${created})::float8 AS audits,
      (SELECT coalesce(sum(r.judge_ms), 0) FROM run r WHERE r.judge_ms > 0 AND ${created})::float8 AS judging`;
  return { auditMs: row?.audits ?? 0, judgeMs: row?.judging ?? 0 };
}

/** deploymentTimeSaved sums over the recorded runs; the audits' time is taken off the net figures as soon as it was spent. */
export async function deploymentTimeSaved(since: Date | null): Promise<TimeSaved> {
  const from = since ?? new Date(0);
  const [totals] = await database().$queryRaw<{ spent: number; expected: number }[]>`
    SELECT coalesce(sum(spent_ms), 0)::float8 AS spent, coalesce(sum(expected_full_ms), 0)::float8 AS expected
    FROM performance_record WHERE expected_full_ms IS NOT NULL AND occurred_at >= ${from}`;
  return timeSaved({ spentMs: totals!.spent, expectedFullMs: totals!.expected, ...(await auditTimeMs({ since })) });
}
