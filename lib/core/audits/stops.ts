/** Where and by what a run ended before the full analysis. */
import type { BypassDecision } from '@/lib/core/gates/types';
import type { Depth, ProcessingType } from '@/lib/core/runs/states';
import type { CheckpointName } from '@/lib/core/signals/declared';

/** `routing`: sent light because of its type, by policy; what that loses is `policy_loss`, never a false stop. */
export const STOP_KINDS = ['early_exit', 'bypass', 'routing'] as const;
export type StopKind = (typeof STOP_KINDS)[number];

export interface Stop {
  kind: StopKind;
  /** Of an early exit. */
  checkpoint: CheckpointName | null;
  conditionKey: string | null;
  /** Hearing round, 0 where there are none. */
  round: number;
}

/** stopKey names a stop within its run. Of a condition the round is no part of it: the same condition stops a run once. */
export function stopKey({ kind, checkpoint, conditionKey, round }: Stop): string {
  return kind === 'early_exit' ? [kind, checkpoint, conditionKey].join('|') : `${kind}|${round}`;
}

/** A stored decision, as far as it tells what ended the run. */
export interface StoredDecision {
  kind: string;
  checkpoint: string | null;
  round: number;
  firedKey: string | null;
  decision: unknown;
}

/**
 * stopOf reads from a finished run's decisions, in their order, what ended it. null where nothing did (a full run), and where the user asked
 * for the quick result: that is no gate's doing.
 */
export function stopOf(run: { processingType: ProcessingType | null; depth: Depth }, decisions: readonly StoredDecision[]): Stop | null {
  if (run.processingType === 'early_exit') {
    const fired = decisions.findLast(({ firedKey }) => firedKey !== null);
    if (!fired) return null;
    return { kind: 'early_exit', checkpoint: fired.checkpoint as CheckpointName, conditionKey: fired.firedKey, round: fired.round };
  }
  if (run.processingType !== 'lightweight') return null;
  const gate = decisions.findLast(({ kind }) => kind === 'bypass' || kind === 'routing');
  const round = gate?.round ?? 0;
  if (gate?.kind === 'bypass' && (gate.decision as BypassDecision).bypass) {
    return { kind: 'bypass', checkpoint: null, conditionKey: null, round };
  }
  return run.depth === 'quick' ? null : { kind: 'routing', checkpoint: null, conditionKey: null, round };
}
