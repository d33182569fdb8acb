import { distinctStops, possibleStops, shadowStop } from '@/lib/core/audits/shadow';
import { type Stop, stopKey } from '@/lib/core/audits/stops';
import type { QuickResult } from '@/lib/core/runs/content';
import { findArtifact, findArtifacts, requireArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Audit, LabelSource, Run } from '@/lib/data/generated/client';
import { analysisText } from '@/lib/learning/audits/delivered';
import { lotOf } from '@/lib/learning/audits/draw';
import { loadRecordedRun } from '@/lib/learning/replay';
import { deliveredText } from '@/lib/learning/ruler';
import type { Engines } from './engines';
import { recordShadowRounds } from './shadow-rounds';

export interface JudgedStop {
  stop: Stop;
  decisive: boolean;
  /** What the user had, or would have had, when the run ended there; null: nothing. */
  delivered: string | null;
  /** Of a run that was kept light: what it delivered, to be scored against the whole item. */
  result: QuickResult | null;
}

export interface JudgedStops {
  /** The run whose stops they are. */
  run: Run;
  source: LabelSource;
  pi: number;
  u: number | null;
  stops: JudgedStop[];
}

/**
 * judgedStops finds the stops that a full analysis is evidence on, first working out what its sample rounds would have said. null where there
 * are none.
 *
 *   an audit       the stop it audits, and every other place where that run could have ended; drawn with the audit's probability
 *   an upgrade     the stop of the run it goes on from; nobody drew it by lot
 *   a primary run  where it would have ended with everything on, and every other place where it could have: shadow evidence
 */
export async function judgedStops(
  full: Run,
  engines: Pick<Engines, 'classifier' | 'summarizer' | 'assessor'>,
  signal?: AbortSignal,
): Promise<JudgedStops | null> {
  const drawn = full.kind === 'primary' ? null : await drawOf(full);
  if (full.kind === 'upgrade') {
    return drawn && { run: drawn.run, source: 'self_selected', pi: 1, u: null, stops: [await actualStop(drawn)] };
  }
  const config = await loadEffectiveConfig(full.effectiveConfigHash);
  await recordShadowRounds(full, config, engines, signal);
  const { recorded } = await loadRecordedRun(full.id);
  const decisions = await database().decision.findMany({ where: { runId: full.id }, orderBy: { seq: 'asc' } });
  const possible = possibleStops(recorded, decisions);
  if (drawn) {
    const actual = await actualStop(drawn);
    const others = possible.filter((stop) => stopKey(stop) !== stopKey(actual.stop));
    const stops = [actual, ...(await Promise.all(others.map((stop) => stopOfFull(full, stop, false))))];
    return { run: drawn.run, source: 'audit', pi: drawn.pi, u: drawn.u, stops };
  }
  const ended = shadowStop(recorded, config);
  const stops = distinctStops([...(ended ? [ended] : []), ...possible]);
  if (stops.length === 0) return null;
  return {
    run: full,
    source: 'shadow',
    pi: 1,
    u: await lotOf(database(), full.id),
    stops: await Promise.all(stops.map((stop) => stopOfFull(full, stop, stop === ended))),
  };
}

type Draw = Audit & { run: Run };

/** The draw at the stop that a run goes on from: that of the primary run among its ancestors. */
async function drawOf(full: Run): Promise<Draw | null> {
  let run: Run | null = full;
  while (run && run.kind !== 'primary') run = run.parentRunId ? await database().run.findUnique({ where: { id: run.parentRunId } }) : null;
  return run && database().audit.findUnique({ where: { runId: run.id }, include: { run: true } });
}

/** The delivered text is what the stopped run's page shows. */
async function actualStop({ run, stopKind: kind, checkpoint, conditionKey, round }: Draw): Promise<JudgedStop> {
  const stop = { kind, checkpoint, conditionKey, round } as Stop;
  const analysis = await findArtifact(database(), run.id, 'analysis');
  if (analysis) return { stop, decisive: true, delivered: analysisText(analysis), result: null };
  const quickResult = await findArtifact(database(), run.id, 'quick_result');
  return { stop, decisive: true, delivered: quickResult && deliveredText(quickResult), result: kind === 'early_exit' ? null : quickResult };
}

async function stopOfFull(full: Run, stop: Stop, decisive: boolean): Promise<JudgedStop> {
  return { stop, decisive, delivered: await deliveredAt(full, stop), result: null };
}

async function deliveredAt(full: Run, { kind, checkpoint, round }: Stop): Promise<string | null> {
  const db = database();
  if (checkpoint === 'post_analysis') return analysisText(await requireArtifact(db, full.id, 'analysis'));
  if (kind === 'early_exit' && checkpoint !== 'post_quality_filtering') return null;
  if (round === 0) return deliveredText(await requireArtifact(db, full.id, 'quick_result'));
  const rounds = await findArtifacts(db, full.id, 'round');
  const quickResult = rounds.find(({ unit, data }) => unit === round && data.quickResult !== null)?.data.quickResult;
  return quickResult ? deliveredText(quickResult) : null;
}
