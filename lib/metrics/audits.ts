/** What the audits say of this deployment. `since` takes the runs that ended from then on; without it all are taken. */
import type { StopKind } from '@/lib/core/audits/stops';
import { UNNAMED } from '@/lib/core/metrics/deltas';
import { type ExpectedFullError, expectedFullError } from '@/lib/core/metrics/expected-full';
import { estimateFalseStops, type FalseStopEstimate, type SampledStop, weightedMean } from '@/lib/core/metrics/false-stops';
import { type TimeSaved, timeSaved } from '@/lib/core/metrics/time-saved';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import { database, PREPARED } from '@/lib/data/client';
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

interface JudgedStops {
  stops: JudgedStop[] | null;
  smallestPi: number | null;
}

/**
 * The label of each judged stop by the newest ruler that judged it (of random audits and shadow evidence, and only where the run ended or would
 * have), the stops whose audit failed for good, and the smallest π of all that were drawn.
 */
function judgedStops(window: RunWindow): Prisma.Sql {
  const ended = inWindow(window, ENDED);
  return Prisma.sql`json_build_object(
    'stops', (SELECT json_agg(s) FROM (
      SELECT * FROM (
        SELECT DISTINCT ON (l.run_id) l.stop_kind::text AS kind, l.checkpoint, l.pi, l.u, l.loss, l.false_stop AS "falseStop"
        FROM loss_label l JOIN run r ON r.id = l.run_id
        WHERE l.decisive AND l.source IN ('audit', 'shadow') AND ${ended}
        ORDER BY l.run_id, l.at DESC) judged
      UNION ALL
      SELECT a.stop_kind::text, a.checkpoint, a.pi, a.u, NULL, NULL FROM audit a JOIN run r ON r.id = a.run_id
      WHERE a.status = 'failed' AND ${ended}) s),
    'smallestPi', (SELECT min(a.pi) FROM audit a JOIN run r ON r.id = a.run_id WHERE a.stop_kind <> 'routing' AND ${ended}))`;
}

interface AuditTime {
  auditMs: number;
  judgeMs: number;
}

/** What auditing took: the audit runs, failed ones too, and judging. Of runs that were taken in within the window. */
function auditTime(window: RunWindow): Prisma.Sql {
  const created = inWindow(window, CREATED);
  return Prisma.sql`json_build_object(
    'auditMs', (SELECT coalesce(sum(s.spent_ms), 0) FROM run r JOIN run_stage s ON s.run_id = r.id WHERE r.kind = 'audit' AND ${created}),
    'judgeMs', (SELECT coalesce(sum(r.judge_ms), 0) FROM run r WHERE r.judge_ms > 0 AND ${created}))`;
}

/** ask has the questions answered in one statement. */
async function ask(questions: readonly Prisma.Sql[]): Promise<unknown[]> {
  const [row] = await database().$queryRaw<
    { answers: unknown[] }[]
  >`${Prisma.raw(PREPARED)} SELECT json_build_array(${Prisma.join([...questions])}) AS answers`;
  return row!.answers;
}

export interface FalseStops {
  /** Of the stops by conditions and by quality. */
  estimate: FalseStopEstimate;
  /** Of the early exits at each checkpoint: how many were judged, and how many of those were false. */
  byCheckpoint: ReadonlyMap<string, { audited: number; falseStops: number }>;
}

function falseStopsIn({ stops: judged, smallestPi }: JudgedStops): FalseStops {
  const stops = judged ?? [];
  const byCheckpoint = new Map<string, { audited: number; falseStops: number }>();
  for (const { kind, checkpoint, falseStop } of stops) {
    if (kind !== 'early_exit' || checkpoint === null || falseStop === null) continue;
    const counts = byCheckpoint.get(checkpoint) ?? { audited: 0, falseStops: 0 };
    byCheckpoint.set(checkpoint, { audited: counts.audited + 1, falseStops: counts.falseStops + Number(falseStop) });
  }
  const notByPolicy = stops.filter(({ kind }) => kind !== 'routing');
  return { estimate: estimateFalseStops(notByPolicy, smallestPi ?? 1), byCheckpoint };
}

export async function falseStops(window: RunWindow): Promise<FalseStops> {
  const [answer] = await ask([judgedStops(window)]);
  return falseStopsIn(answer as JudgedStops);
}

export interface AuditFigures {
  falseStops: FalseStops;
  /** What audits and judging took. */
  spentMs: number;
}

/** auditFigures answers for several windows at once. */
export async function auditFigures(windows: readonly RunWindow[]): Promise<AuditFigures[]> {
  const answers = await ask(windows.flatMap((window) => [judgedStops(window), auditTime(window)]));
  return windows.map((_, i) => {
    const { auditMs, judgeMs } = answers[2 * i + 1] as AuditTime;
    return { falseStops: falseStopsIn(answers[2 * i] as JudgedStops), spentMs: auditMs + judgeMs };
  });
}

/** falseStopRate estimates the share of false stops among the stops by conditions and by quality. */
export async function falseStopRate(since: Date | null): Promise<FalseStopEstimate> {
  return (await falseStops({ since })).estimate;
}

/** policyLoss is the mean loss of what its type sends the light way, weighted by 1/π; null without any that was judged. */
export async function policyLoss(since: Date | null): Promise<{ loss: number | null; judged: number }> {
  const [answer] = await ask([judgedStops({ since })]);
  const judged = ((answer as JudgedStops).stops ?? []).flatMap(({ kind, pi, loss }) =>
    kind === 'routing' && loss !== null ? [{ pi, value: loss }] : [],
  );
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

/** deploymentTimeSaved sums over the recorded runs; the audits' time is taken off the net figures as soon as it was spent. */
export async function deploymentTimeSaved(since: Date | null): Promise<TimeSaved> {
  const from = since ?? new Date(0);
  const [totals] = await database().$queryRaw<{ spent: number; expected: number }[]>`
    SELECT coalesce(sum(spent_ms), 0)::float8 AS spent, coalesce(sum(expected_full_ms), 0)::float8 AS expected
    FROM performance_record WHERE expected_full_ms IS NOT NULL AND occurred_at >= ${from}`;
  const [answer] = await ask([auditTime({ since })]);
  return timeSaved({ spentMs: totals!.spent, expectedFullMs: totals!.expected, ...(answer as AuditTime) });
}
