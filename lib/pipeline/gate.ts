/** Asking a gate and keeping a record of it are one step, so that no decision goes unrecorded. */
import { evaluateCheckpoint } from '@/lib/core/gates/checkpoint';
import type { BypassDecision, CheckpointDecision, ConditionOutcome, RoutingDecision } from '@/lib/core/gates/types';
import { CHECKPOINTS, type CheckpointName, type Signals } from '@/lib/core/signals/declared';
import { database } from '@/lib/data/client';
import type { GateRecord, RunFacts, SignalSetRecord, StageContext } from './outcome';

export interface CheckpointPass {
  decision: CheckpointDecision;
  gate: GateRecord;
  signalSet: SignalSetRecord;
}

/** passCheckpoint evaluates a checkpoint on everything known by now. `signals` hold the earlier checkpoints' as well. */
export function passCheckpoint(
  { run, config }: StageContext,
  checkpoint: CheckpointName,
  contentType: string,
  signals: Signals,
): CheckpointPass {
  const decision = evaluateCheckpoint({ checkpoint, signals, contentType, depth: run.depth, config });
  return { decision, gate: checkpointRecord(decision), signalSet: { checkpoint, round: 0, signals } };
}

export function checkpointRecord(decision: CheckpointDecision, round = 0): GateRecord {
  return {
    kind: 'checkpoint',
    checkpoint: decision.checkpoint,
    round,
    firedKey: decision.fired?.key ?? null,
    decision,
    message: checkpointMessage(decision),
  };
}

function checkpointMessage({ checkpoint, fired, wouldFire, disabledBecause }: CheckpointDecision): string {
  if (fired) return `${checkpoint}: stop. ${fired.reason} (confidence ${fired.confidence.toFixed(2)})`;
  if (wouldFire) return `${checkpoint}: "${wouldFire.reason}" holds, but goes on: ${disabledBecause}`;
  return `${checkpoint}: go on`;
}

/** exitFacts are what an early exit writes on the run. */
export function exitFacts(checkpoint: CheckpointName, fired: ConditionOutcome): RunFacts {
  return {
    processingType: 'early_exit',
    exitCheckpoint: checkpoint,
    exitReason: fired.reason,
    exitConfidence: fired.confidence,
    verdict: `Stopped at ${checkpoint.replaceAll('_', ' ')}: ${fired.reason.replace(/\.$/, '')} (confidence ${fired.confidence.toFixed(2)}).`,
  };
}

export function routingRecord(decision: RoutingDecision, round = 0): GateRecord {
  return {
    kind: 'routing',
    checkpoint: null,
    round,
    firedKey: null,
    decision,
    message: `Routing: ${decision.mode}. ${decision.reason}`,
  };
}

export function bypassRecord(decision: BypassDecision, round = 0): GateRecord {
  return { kind: 'bypass', checkpoint: null, round, firedKey: null, decision, message: decision.reason };
}

/** knownSignals returns what earlier stages of the run found: each checkpoint's last round, later ones over earlier ones. */
export async function knownSignals(runId: string): Promise<Signals> {
  const rows = await database().signalSet.findMany({ where: { runId }, orderBy: { round: 'asc' } });
  const sets = rows.sort(
    (a, b) => CHECKPOINTS.indexOf(a.checkpoint as CheckpointName) - CHECKPOINTS.indexOf(b.checkpoint as CheckpointName),
  );
  return Object.assign({}, ...sets.map(({ signals }) => signals)) as Signals;
}
