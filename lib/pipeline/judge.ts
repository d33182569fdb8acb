/**
 * Judging: what a stop lost, held against a full analysis of the same item. It comes after the run that made the analysis has ended, takes
 * nothing from that run's time, and may be interrupted and done again at any moment: all labels are stored in one transaction, with the
 * mark that this version of the ruler has judged by the run.
 */

import { createLogger } from '@/lib/base/logging';
import { isFalseStop } from '@/lib/core/metrics/false-stops';
import { fullCostMs } from '@/lib/core/metrics/full-cost';
import { findUnits, requireArtifact } from '@/lib/data/artifacts';
import { addJudging, finishAudit, giveUpJudging } from '@/lib/data/audits';
import { database, type Tx } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Run, RunStage } from '@/lib/data/generated/client';
import { type NewLossLabel, saveLossLabels } from '@/lib/data/loss-labels';
import { enqueueJudge } from '@/lib/data/queue';
import { updateEvidence } from '@/lib/learning/evidence/update';
import type { Ruler, RulerVerdict } from '@/lib/learning/ruler';
import type { Engines } from './engines';
import { falseStopBars } from './false-stop-bars';
import { judgedStops } from './judged-stops';
import { measureUse } from './stage-use';
import { tellEvidence } from './tell-evidence';

const log = createLogger('pipeline');

/** So often judging is tried before it is given up: an audit has failed then, until another version of the ruler comes. */
export const JUDGE_ATTEMPTS = 5;

export interface Judge {
  ruler: Ruler;
  engines: Pick<Engines, 'classifier' | 'summarizer' | 'assessor'>;
}

type FullRun = Run & { stages: RunStage[] };

/**
 * judgeRun judges by a run that was analysed in full, on the `attempt`th try (from 1). Does nothing where this version of the ruler has judged
 * by it before. Throws what the engines throw, so that the queue tries again, until the attempts are used up; what a shutdown interrupts is
 * handed back and was no attempt.
 */
export async function judgeRun(runId: string, attempt: number, judge: Judge, signal?: AbortSignal): Promise<void> {
  const full = await database().run.findUnique({ where: { id: runId }, include: { stages: true } });
  if (full?.processingType !== 'full' || full.state !== 'finished' || full.judgedBy === judge.ruler.version) return;
  // A worker that died while judging had no chance to say so.
  if (attempt > JUDGE_ATTEMPTS) return database().$transaction((tx) => giveUpJudging(tx, runId, judge.ruler.version));
  const used = measureUse();
  try {
    const labels = await labelsBy(full, judge, signal);
    await database().$transaction(async (tx) => {
      await saveLossLabels(tx, labels);
      await tellEvidence(
        tx,
        await updateEvidence(
          tx,
          labels.flatMap(({ stop }) => stop.conditionKey ?? []),
        ),
      );
      if (full.kind === 'audit') await finishAudit(tx, runId, await auditedCostMs(tx, full));
      await tx.run.update({ where: { id: runId }, data: { judgedBy: judge.ruler.version } });
      await addJudging(tx, runId, used());
    });
  } catch (thrown) {
    // Time that was spent in vain was spent.
    await database().$transaction((tx) => addJudging(tx, runId, used()));
    if (signal?.aborted) return enqueueJudge(database(), { runId });
    if (attempt < JUDGE_ATTEMPTS) throw thrown;
    log.error({ run_id: runId, err: thrown }, 'judging a stop was given up');
    await database().$transaction((tx) => giveUpJudging(tx, runId, judge.ruler.version));
  }
}

async function labelsBy(full: FullRun, { ruler, engines }: Judge, signal?: AbortSignal): Promise<NewLossLabel[]> {
  const judged = await judgedStops(full, engines, signal);
  if (!judged) return [];
  const { run, stops, ...drawn } = judged;
  const config = await loadEffectiveConfig(run.effectiveConfigHash);
  const bars = falseStopBars(config, run.contentType);
  const analysis = await requireArtifact(database(), full.id, 'analysis');
  const transcript = await requireArtifact(database(), full.id, 'transcript');
  const verdicts = new Map<string | null, RulerVerdict>();
  const labels: NewLossLabel[] = [];
  for (const { stop, decisive, delivered, result } of stops) {
    signal?.throwIfAborted();
    const verdict = verdicts.get(delivered) ?? (await ruler.measure({ full: analysis, transcript, delivered }, signal));
    verdicts.set(delivered, verdict);
    const { loss, informativeness, points } = verdict;
    // What the type's policy sends light is no gate's mistake.
    const falseStop = stop.kind !== 'routing' && isFalseStop(verdict, bars);
    labels.push({
      ...drawn,
      runId: run.id,
      fullRunId: full.id,
      stop,
      decisive,
      ruler: ruler.version,
      loss,
      informativeness,
      falseStop,
      quality: result && (await engines.assessor.assess(result, transcript, config.quality.weights, signal)).overall,
      points,
    });
  }
  return labels;
}

/** auditedCostMs puts together what the full analysis of an audited item took, of the stopped run and its audit. */
async function auditedCostMs(tx: Tx, audit: FullRun): Promise<number> {
  const stopped = await tx.audit.findUniqueOrThrow({ where: { auditRunId: audit.id }, include: { run: { include: { stages: true } } } });
  const took = (stages: readonly RunStage[], ...names: string[]) =>
    stages.filter(({ stage }) => names.includes(stage)).reduce((sum, { spentMs }) => sum + spentMs, 0);
  return fullCostMs({
    acquireMs: took(stopped.run.stages, 'acquire'),
    stoppedHearMs: took(stopped.run.stages, 'hear'),
    auditHearMs: took(audit.stages, 'hear'),
    auditHeardShare: await newlyHeardShare(tx, audit),
    textMs: took(audit.stages, 'assess', 'analyze', 'remember'),
  });
}

/** Share of an audit's windows that it heard itself: those that were stored after it was made. */
async function newlyHeardShare(tx: Tx, { id, lineageId, heardSeconds, createdAt }: FullRun): Promise<number> {
  if (!heardSeconds) return 0;
  const { engine } = await requireArtifact(tx, id, 'transcript');
  const all = (await findUnits(tx, lineageId, 'heard_window', engine)).size;
  const where = { scopeRunId: lineageId, kind: 'heard_window', engine, createdAt: { gte: createdAt } };
  return all === 0 ? 0 : (await tx.artifact.count({ where })) / all;
}
