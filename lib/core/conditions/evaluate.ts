/**
 * Evaluation in Kleene's three-valued logic. `null` is unknown: a signal this item does not have, and arithmetic without a finite result
 * (division by zero, overflow, NaN). Unknown spreads through arithmetic and comparisons; `false and unknown` is false, `true or unknown`
 * true. Only `true` fires.
 */
import { isSignalName, SIGNALS, type SignalName, type Signals, type SignalValue } from '@/lib/core/signals/declared';
import type { Condition } from './compile';
import type { ArithmeticOperator, ComparisonOperator, Node } from './syntax';

/** One comparison of a condition with the values it saw. A boolean signal that stands alone counts as a comparison. */
export interface ExplainedComparison {
  /** As written, e.g. `duration < 60`. */
  text: string;
  /** Its signals by their own names (aliases resolved), each once; null = this item does not have it. */
  values: { signal: string; value: SignalValue }[];
  /** null = unknown */
  result: boolean | null;
}

export interface Evaluation {
  /** null = unknown, which never fires. */
  result: boolean | null;
  /** In the order of the text. Nothing is short-circuited: each comparison is told. */
  comparisons: ExplainedComparison[];
}

/** A value of another type than declared, or a number that is not finite, is as good as absent. */
function read(signals: Signals, name: SignalName): SignalValue {
  const value = Object.hasOwn(signals, name) ? (signals[name] ?? null) : null;
  if (typeof value !== SIGNALS[name].type) return null;
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number | null {
  let result: number;
  switch (operator) {
    case '+':
      result = left + right;
      break;
    case '-':
      result = left - right;
      break;
    case '*':
      result = left * right;
      break;
    case '/':
      result = left / right;
      break;
  }
  return Number.isFinite(result) ? result : null;
}

function compare(operator: ComparisonOperator, left: Exclude<SignalValue, null>, right: Exclude<SignalValue, null>): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
  }
}

/** Kleene: the deciding value wins (false in `and`, true in `or`), else unknown if there is any. */
function combine(results: (boolean | null)[], deciding: boolean): boolean | null {
  if (results.includes(deciding)) return deciding;
  return results.includes(null) ? null : !deciding;
}

class Evaluator {
  readonly comparisons: ExplainedComparison[] = [];

  constructor(private readonly signals: Signals) {}

  /** A number, string or boolean expression; boolean ones are explained on the way. */
  private value(node: Node, seen: Map<string, SignalValue>): SignalValue {
    switch (node.kind) {
      case 'literal':
        return node.value;
      case 'name': {
        const value = isSignalName(node.name) ? read(this.signals, node.name) : null;
        seen.set(node.name, value);
        return value;
      }
      case 'negate': {
        const value = this.value(node.operand, seen);
        return typeof value === 'number' ? -value : null;
      }
      case 'arithmetic': {
        const left = this.value(node.left, seen);
        const right = this.value(node.right, seen);
        return typeof left === 'number' && typeof right === 'number' ? calculate(node.operator, left, right) : null;
      }
      default:
        return this.truth(node);
    }
  }

  truth(node: Node): boolean | null {
    switch (node.kind) {
      case 'and':
      case 'or': {
        const results = node.operands.map((operand) => this.truth(operand));
        return combine(results, node.kind === 'or');
      }
      case 'not': {
        const result = this.truth(node.operand);
        return result === null ? null : !result;
      }
      case 'compare':
        return this.explained(node.text, (seen) => {
          const left = this.value(node.left, seen);
          const right = this.value(node.right, seen);
          return left === null || right === null ? null : compare(node.operator, left, right);
        });
      case 'in':
        return this.explained(node.text, (seen) => {
          const subject = this.value(node.subject, seen);
          return subject === null ? null : node.options.some(({ value }) => value === subject);
        });
      case 'name':
        return this.explained(node.name, (seen) => {
          const value = this.value(node, seen);
          return typeof value === 'boolean' ? value : null;
        });
      case 'literal':
        return typeof node.value === 'boolean' ? node.value : null;
      default:
        return null;
    }
  }

  private explained(text: string, decide: (seen: Map<string, SignalValue>) => boolean | null): boolean | null {
    const seen = new Map<string, SignalValue>();
    const at = this.comparisons.length;
    const result = decide(seen);
    // Comparisons inside this one (`(a < 1) == is_live`) were told while deciding it; the outer one reads first.
    this.comparisons.splice(at, 0, { text, values: [...seen].map(([signal, value]) => ({ signal, value })), result });
    return result;
  }
}

/** evaluate tells whether a condition holds for these signals, and why. Pure; never throws. */
export function evaluate(condition: Condition, signals: Signals): Evaluation {
  const evaluator = new Evaluator(signals);
  const result = evaluator.truth(condition.root);
  return { result, comparisons: evaluator.comparisons };
}
