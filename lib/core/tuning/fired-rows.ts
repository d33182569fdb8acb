/** Which condition of a checkpoint fires on which rows: `evaluateCheckpoint` over columns. */
import { compileCondition } from '@/lib/core/conditions/compile';
import type { Node } from '@/lib/core/conditions/syntax';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { CheckpointName } from '@/lib/core/signals/declared';
import { type BlockSource, evaluateRows } from './evaluate-block';

export const NOTHING_FIRED = -1;

/** Signals that depend on the candidate: the type by `min_type_confidence`, the overall score by the weights. */
const BY_TYPE = ['content_type', 'content_type_confidence'];
const BY_WEIGHTS = ['overall_quality'];

/** Where a checkpoint is asked. Of `mid_transcription` there are two: rounds, and what was heard through. */
export interface AskedPoint {
  name: string;
  checkpoint: CheckpointName;
  rows: number;
  source: BlockSource;
  /** false: the type there depends on how the run got there, so that nothing that asks for it can be kept. */
  typeIsKept: boolean;
}

/** Bytes of marks that are kept: a condition over a million rows takes one million. */
const MOST_KEPT = 64_000_000;

/** Marks that were worked out before, for as long as the columns are the same. */
export class KeptMarks {
  private readonly kept = new Map<string, Uint8Array>();
  private size = 0;
  private version = -1;

  marks(version: number, key: string | null, compute: () => Uint8Array): Uint8Array {
    if (version !== this.version) {
      this.kept.clear();
      this.size = 0;
      this.version = version;
    }
    const known = key === null ? undefined : this.kept.get(key);
    if (known) return known;
    const marks = compute();
    if (key === null) return marks;
    for (const [oldest, { length }] of this.kept) {
      if (this.size + marks.length <= MOST_KEPT) break;
      this.kept.delete(oldest);
      this.size -= length;
    }
    this.kept.set(key, marks);
    this.size += marks.length;
    return marks;
  }
}

/**
 * firedRows gives for each row the index of the condition that fires there, −1 where none does: of those that are true and not held back the most
 * confident, of equals the first listed. Whether the checkpoint may stop the run is not asked here.
 */
export function firedRows(
  { checkpoint, rows, ...point }: AskedPoint,
  config: EffectiveConfig,
  kept: KeptMarks,
  version: number,
): Int16Array {
  const fired = new Int16Array(rows).fill(NOTHING_FIRED);
  const policy = config.earlyExit.checkpoints[checkpoint];
  const eligible = policy.conditions
    .map((condition, index) => ({ condition, index }))
    .filter(({ condition }) => condition.confidence >= policy.minConfidence && !config.suspendedConditions.includes(condition.key))
    .sort((a, b) => b.condition.confidence - a.condition.confidence);
  for (const { condition, index } of eligible) {
    const compiled = compileCondition(condition.condition, checkpoint);
    if (!compiled.ok) continue;
    const { root, normalised } = compiled.condition;
    const key = keyOf(point, normalised, namesIn(root), config);
    const marks = kept.marks(version, key, () => evaluateRows(root, point.source, rows));
    for (let row = 0; row < rows; row++) if (marks[row] === 1 && fired[row] === NOTHING_FIRED) fired[row] = index;
  }
  return fired;
}

function keyOf(
  { name, typeIsKept }: Pick<AskedPoint, 'name' | 'typeIsKept'>,
  normalised: string,
  names: ReadonlySet<string>,
  { routing, quality }: EffectiveConfig,
): string | null {
  const byType = BY_TYPE.some((one) => names.has(one));
  if (byType && !typeIsKept) return null;
  const byWeights = BY_WEIGHTS.some((one) => names.has(one));
  return JSON.stringify([name, normalised, byType ? routing.minTypeConfidence : null, byWeights ? quality.weights : null]);
}

function namesIn(node: Node, names = new Set<string>()): Set<string> {
  switch (node.kind) {
    case 'name':
      return names.add(node.name);
    case 'literal':
      return names;
    case 'negate':
    case 'not':
      return namesIn(node.operand, names);
    case 'in':
      return namesIn(node.subject, names);
    case 'and':
    case 'or':
      for (const operand of node.operands) namesIn(operand, names);
      return names;
    default:
      return namesIn(node.right, namesIn(node.left, names));
  }
}
