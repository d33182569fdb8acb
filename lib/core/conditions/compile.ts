import type { CheckpointName } from '@/lib/core/signals/declared';
import { checkTypes } from './check';
import { normalise } from './normalise';
import { parse } from './parser';
import { type ConditionError, type Node, SyntaxFault } from './syntax';

/** A condition that is well-formed and well-typed at its checkpoint. */
export interface Condition {
  /** As written. */
  text: string;
  checkpoint: CheckpointName;
  /** Its one canonical spelling: the same for conditions that differ in spelling only. */
  normalised: string;
  root: Node;
}

export type CompileResult = { ok: true; condition: Condition } | { ok: false; errors: ConditionError[] };

/**
 * compileCondition parses and type-checks a condition for the checkpoint it is to be used at. A syntax error ends it at once; type errors
 * come all together, in the order of the text. Never throws.
 */
export function compileCondition(text: string, checkpoint: CheckpointName): CompileResult {
  try {
    const root = parse(text);
    const errors = checkTypes(root, checkpoint);
    if (errors.length > 0) return { ok: false, errors: errors.sort((a, b) => a.position - b.position) };
    return { ok: true, condition: { text, checkpoint, normalised: normalise(root), root } };
  } catch (error) {
    if (!(error instanceof SyntaxFault)) throw error;
    return { ok: false, errors: [{ message: error.message, position: error.position }] };
  }
}
