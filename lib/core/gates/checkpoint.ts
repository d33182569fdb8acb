import { type Condition, compileCondition } from '@/lib/core/conditions/compile';
import { evaluate } from '@/lib/core/conditions/evaluate';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import { type CheckpointPolicy, type ConditionPolicy, type EffectiveConfig, policyOf } from './effective-config';
import type { CheckpointInput } from './inputs';
import { score } from './score-text';
import type { CheckpointDecision, ConditionOutcome } from './types';

/** An effective configuration is frozen, so a condition of it is compiled once per process; the memory goes with the configuration. */
const compiled = new WeakMap<ConditionPolicy, Map<CheckpointName, Condition | null>>();

/** null: it was valid when the run was taken in, but this version of Winnow no longer knows one of its signals. */
function compile(policy: ConditionPolicy, checkpoint: CheckpointName): Condition | null {
  const known = compiled.get(policy)?.get(checkpoint);
  if (known !== undefined) return known;
  const result = compileCondition(policy.condition, checkpoint);
  const condition = result.ok ? result.condition : null;
  compiled.set(policy, (compiled.get(policy) ?? new Map<CheckpointName, Condition | null>()).set(checkpoint, condition));
  return condition;
}

function outcome(policy: ConditionPolicy, checkpoint: CheckpointName, signals: Signals, bar: number, suspended: boolean): ConditionOutcome {
  const condition = compile(policy, checkpoint);
  const evaluation = condition ? evaluate(condition, signals) : { result: null, comparisons: [] };
  let heldBackBecause: string | null = null;
  if (suspended) heldBackBecause = 'Suspended: the evidence speaks against it';
  else if (!(policy.confidence >= bar)) {
    const shown = score(policy.confidence, bar);
    heldBackBecause = `Its confidence ${shown.value} is under the ${shown.bar} that this checkpoint asks for`;
  }
  return { ...policy, result: evaluation.result, explanation: evaluation.comparisons, heldBackBecause };
}

/** The first reason that applies, most general first; null = the checkpoint may stop this run. */
function reasonDisabled({ checkpoint, contentType, depth, config }: CheckpointInput, policy: CheckpointPolicy): string | null {
  if (depth === 'full') return 'The full analysis was asked for, so no checkpoint stops this run';
  if (!config.flags.earlyExit) return 'Early exits are switched off';
  if (policyOf(config, contentType)?.earlyExit === false) return `Items of type ${contentType} are never stopped early`;
  const override = findOverride(config, contentType, checkpoint);
  if (override === false) return `This checkpoint is switched off for items of type ${contentType}`;
  if (override === null && !policy.enabled) return 'This checkpoint is switched off';
  return null;
}

function findOverride(config: EffectiveConfig, contentType: string, checkpoint: CheckpointName): boolean | null {
  return config.earlyExit.overrides.find((one) => one.contentType === contentType && one.checkpoint === checkpoint)?.enabled ?? null;
}

/**
 * evaluateCheckpoint decides whether a checkpoint ends the run. Every condition is evaluated and recorded, also where the checkpoint is
 * disabled (that is the shadow decision). Of those that are true and not held back the most confident fires; of equals the first listed.
 * An unknown result never fires.
 */
export function evaluateCheckpoint(input: CheckpointInput): CheckpointDecision {
  const { checkpoint, config } = input;
  const policy = config.earlyExit.checkpoints[checkpoint];
  const conditions = policy.conditions.map((one) =>
    outcome(one, checkpoint, input.signals, policy.minConfidence, config.suspendedConditions.includes(one.key)),
  );
  let wouldFire: ConditionOutcome | null = null;
  for (const one of conditions) {
    if (one.result !== true || one.heldBackBecause !== null) continue;
    if (wouldFire === null || one.confidence > wouldFire.confidence) wouldFire = one;
  }
  const disabledBecause = reasonDisabled(input, policy);
  return {
    checkpoint,
    enabled: disabledBecause === null,
    disabledBecause,
    minConfidence: policy.minConfidence,
    conditions,
    fired: disabledBecause === null ? wouldFire : null,
    wouldFire,
  };
}
