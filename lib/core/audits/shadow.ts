/** Where a run that was analysed in full would have stopped, from what was recorded of its gates. */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { CheckpointDecision } from '@/lib/core/gates/types';
import { decideTranscribed } from '@/lib/core/gates/whole';
import type { CheckpointName } from '@/lib/core/signals/declared';
import { type RecordedRun, replay } from '@/lib/core/tuning/replay';
import { type Stop, type StoredDecision, stopKey } from './stops';

/** shadowStop replays the run as if every optimisation were on and nobody had asked for a depth. null where it would have been full, or is not known. */
export function shadowStop(recorded: RecordedRun, config: EffectiveConfig): Stop | null {
  const asked: RecordedRun = { ...recorded, depth: 'auto' };
  const everythingOn = { ...config, flags: { qualityFiltering: true, contentRouting: true, earlyExit: true } };
  const decided = replay(asked, everythingOn);
  if ('unknown' in decided || decided.processingType === 'full') return null;
  const { processingType, exitCheckpoint: checkpoint, firedKey: conditionKey, round, steps } = decided;
  if (processingType === 'early_exit') return { kind: 'early_exit', checkpoint, conditionKey, round };
  const byType = round > 0 ? steps.at(-1)?.step === 'light' : routedLight(asked, everythingOn);
  return { kind: byType ? 'routing' : 'bypass', checkpoint: null, conditionKey: null, round };
}

function routedLight({ transcribed, depth, requestedPriority }: RecordedRun, config: EffectiveConfig): boolean {
  return transcribed !== null && decideTranscribed({ ...transcribed, depth, requestedPriority, config }).routing.mode === 'lightweight';
}

/**
 * possibleStops lists every place where the run could have ended: each condition that was true, whatever held it back, where it was
 * first true, and each quick result that was scored. No two of them have the same key.
 */
export function possibleStops(recorded: RecordedRun, decisions: readonly StoredDecision[]): Stop[] {
  const byCondition = decisions
    .filter(({ kind }) => kind === 'checkpoint')
    .flatMap(({ checkpoint, round, decision }) =>
      (decision as CheckpointDecision).conditions
        .filter(({ result }) => result === true)
        .map(({ key }): Stop => ({ kind: 'early_exit', checkpoint: checkpoint as CheckpointName, conditionKey: key, round })),
    );
  const scoredRounds = recorded.rounds.filter(({ scored, assessment }) => scored && assessment !== null).map(({ round }) => round);
  const byQuality = [...scoredRounds, ...(recorded.assessment ? [0] : [])].map(
    (round): Stop => ({ kind: 'bypass', checkpoint: null, conditionKey: null, round }),
  );
  return distinctStops([...byCondition, ...byQuality]);
}

/** distinctStops keeps the first of each key. */
export function distinctStops(stops: readonly Stop[]): Stop[] {
  return [...new Map([...stops].reverse().map((stop) => [stopKey(stop), stop])).values()].reverse();
}
