import type { Stage } from '@/lib/core/runs/states';
import { canMove, STATE_OF_STAGE } from '@/lib/core/runs/states';
import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import { saveArtifact } from '@/lib/data/artifacts';
import { startAuditOf } from '@/lib/data/audits';
import { json, storable, type Tx } from '@/lib/data/client';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import type { Run } from '@/lib/data/generated/client';
import { enqueueJudge, enqueueStage } from '@/lib/data/queue';
import { endRun } from '@/lib/data/run-endings';
import { appendEvents, type NewRunEvent } from '@/lib/data/run-events';
import { takeIn } from '@/lib/data/take-in';
import { drawAudit } from '@/lib/learning/audits/draw';
import { storeMemories } from '@/lib/memory';
import { expectedFullMs } from '@/lib/metrics/expected-full';
import type { StageOutcome } from './outcome';
import { added, type StageUse } from './stage-use';

/** storeOutcome writes what a stage found and decided, and moves the run on: all on the caller's transaction, under its lease. */
export async function storeOutcome(tx: Tx, run: Run, stage: Stage, use: StageUse, outcome: StageOutcome): Promise<void> {
  const nextState = outcome.next === 'finish' ? 'finished' : STATE_OF_STAGE[outcome.next];
  if (!canMove(STATE_OF_STAGE[stage], nextState)) throw new Error(`a run cannot move from ${stage} to ${nextState}`);

  await storeGates(tx, run, outcome);
  for (const { scope, data, ...key } of outcome.artifacts) {
    await saveArtifact(tx, { ...key, scopeRunId: scope === 'lineage' ? run.lineageId : run.id }, data);
  }
  if (outcome.memories) await storeMemories(tx, run, outcome.memories);
  for (const child of outcome.children ?? []) await takeIn(tx, child, false);

  const { title, verdict, exitReason, ...facts } = outcome.facts;
  await tx.run.update({
    where: { id: run.id },
    data: {
      ...facts,
      ...(title === undefined ? {} : { title: title && storable(title) }),
      ...(verdict === undefined ? {} : { verdict: verdict && storable(verdict) }),
      ...(exitReason === undefined ? {} : { exitReason: exitReason && storable(exitReason) }),
      stage: outcome.next === 'finish' ? null : outcome.next,
    },
  });
  await tx.runStage.update({
    where: { runId_stage: { runId: run.id, stage } },
    data: { status: 'done', progress: 1, doing: null, ...added(use), finishedAt: new Date() },
  });

  const events: NewRunEvent[] = outcome.gates.map((gate) => ({ type: 'decision', stage, message: gate.message }));
  await appendEvents(tx, run.id, [...events, { type: 'stage', stage, message: 'done' }]);
  if (outcome.next === 'finish') return finish(tx, run.id);
  if (run.kind === 'audit' && stage === 'acquire') await startAuditOf(tx, run.id);
  const priority = outcome.facts.priority ?? run.priority;
  await enqueueStage(tx, { runId: run.id, stage: outcome.next }, { priority, kind: run.kind });
}

async function storeGates(tx: Tx, run: Run, outcome: StageOutcome): Promise<void> {
  for (const { checkpoint, round, signals } of outcome.signalSets) {
    const where = { runId: run.id, checkpoint, round };
    await tx.signalSet.createMany({ data: [{ ...where, extractorVersion: EXTRACTOR_VERSION, signals: json(signals) }] });
  }
  if (outcome.gates.length === 0) return;
  const before = await tx.decision.count({ where: { runId: run.id } });
  await tx.decision.createMany({
    data: outcome.gates.map((gate, i) => ({
      runId: run.id,
      seq: before + i + 1,
      kind: gate.kind,
      checkpoint: gate.checkpoint,
      round: gate.round,
      firedKey: gate.firedKey,
      decision: json(gate.decision),
    })),
  });
}

async function finish(tx: Tx, runId: string): Promise<void> {
  const include = { stages: true, decisions: { orderBy: { seq: 'asc' } } } as const;
  const { decisions, ...run } = await tx.run.findUniqueOrThrow({ where: { id: runId }, include });
  const expected = await expectedFullMs(tx, run);
  await tx.run.update({ where: { id: runId }, data: { expectedFullMs: expected } });
  await endRun(tx, runId, { state: 'finished', processingType: run.processingType, message: run.verdict ?? 'Finished' });
  const config = await loadEffectiveConfig(run.effectiveConfigHash);
  await drawAudit(tx, run, decisions, config.quality.audit);
  if (givesLabels(run)) await enqueueJudge(tx, { runId });
}

/** A primary run that a user wanted in full is no evidence on stops: nobody drew it by lot, and no stop of its own was made. Nor is a try. */
function givesLabels({ kind, depth, processingType }: Run): boolean {
  return processingType === 'full' && kind !== 'tryout' && (kind !== 'primary' || depth === 'auto');
}
