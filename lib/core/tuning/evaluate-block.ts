/**
 * Conditions over columns: the three-valued logic of ../conditions/evaluate on stretches of rows at once. Booleans are 0 and 1, texts are their number in
 * the dictionary, unknown is NaN; `x − x === 0` tells finite numbers.
 */
import type { LogicalNode, Node } from '@/lib/core/conditions/syntax';
import { isSignalName, type SignalName } from '@/lib/core/signals/declared';
import type { Dictionary } from './growing';

export const BLOCK_ROWS = 2048;

export interface BlockSource {
  dictionary: Dictionary;
  /** Copies a signal's values of `length` rows from `from` on into `out`. */
  read(name: SignalName, from: number, length: number, out: Float64Array): void;
}

/** Buffers that are used over and over. */
class Buffers {
  private readonly free: Float64Array[] = [];
  take = (): Float64Array => this.free.pop() ?? new Float64Array(BLOCK_ROWS);
  give = (buffer: Float64Array): void => void this.free.push(buffer);
}

/** evaluateRows marks the rows, of `rows`, on which a condition is true: 1 there, 0 where it is false or unknown. */
export function evaluateRows(root: Node, source: BlockSource, rows: number): Uint8Array {
  const marks = new Uint8Array(rows);
  const buffers = new Buffers();
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    const length = Math.min(BLOCK_ROWS, rows - from);
    const result = evaluateNode(root, { source, from, length, buffers });
    for (let i = 0; i < length; i++) marks[from + i] = result[i] === 1 ? 1 : 0;
    buffers.give(result);
  }
  return marks;
}

interface Block {
  source: BlockSource;
  from: number;
  length: number;
  buffers: Buffers;
}

function evaluateNode(node: Node, block: Block): Float64Array {
  const { source, from, length, buffers } = block;
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return buffers.take().fill(typeof value === 'string' ? source.dictionary.codeOf(value) : Number(value), 0, length);
    }
    case 'name': {
      const out = buffers.take();
      if (isSignalName(node.name)) source.read(node.name, from, length, out);
      else out.fill(Number.NaN, 0, length);
      return out;
    }
    case 'negate':
      return each(evaluateNode(node.operand, block), length, (value) => -value);
    case 'not':
      return each(evaluateNode(node.operand, block), length, (value) => 1 - value);
    case 'and':
    case 'or':
      return evaluateLogical(node, block);
    case 'in':
      return evaluateMembership(node.subject, node.options, block);
    case 'arithmetic':
      return both(node.left, node.right, block, (left, right) => ARITHMETIC[node.operator](left, right, length));
    case 'compare':
      return both(node.left, node.right, block, (left, right) => COMPARISONS[node.operator](left, right, length));
  }
}

function each(values: Float64Array, length: number, map: (value: number) => number): Float64Array {
  for (let i = 0; i < length; i++) values[i] = map(values[i]!);
  return values;
}

/** both writes what comes of two operands over the left one. */
function both(left: Node, right: Node, block: Block, write: (left: Float64Array, right: Float64Array) => void): Float64Array {
  const a = evaluateNode(left, block);
  const b = evaluateNode(right, block);
  write(a, b);
  block.buffers.give(b);
  return a;
}

/** Kleene: the deciding value wins; of the others NaN spreads by itself. */
function evaluateLogical({ kind, operands }: LogicalNode, block: Block): Float64Array {
  const deciding = kind === 'or' ? 1 : 0;
  const [first, ...rest] = operands;
  const result = evaluateNode(first!, block);
  for (const operand of rest) {
    const other = evaluateNode(operand, block);
    for (let i = 0; i < block.length; i++) {
      if (result[i] === deciding) continue;
      if (other[i] === deciding || !Number.isNaN(result[i]!)) result[i] = other[i]!;
    }
    block.buffers.give(other);
  }
  return result;
}

function evaluateMembership(subject: Node, options: readonly { value: number | string | boolean }[], block: Block): Float64Array {
  const { dictionary } = block.source;
  const codes = options.map(({ value }) => (typeof value === 'string' ? dictionary.codeOf(value) : Number(value)));
  return each(evaluateNode(subject, block), block.length, (value) => (Number.isNaN(value) ? value : codes.includes(value) ? 1 : 0));
}

type Write = (left: Float64Array, right: Float64Array, length: number) => void;

/** Each operator has a loop of its own, so that the engine compiles it for what it does. */
const COMPARISONS: Record<'<' | '<=' | '>' | '>=' | '==' | '!=', Write> = {
  '<': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i]! < b[i]! ? 1 : a[i]! >= b[i]! ? 0 : Number.NaN;
  },
  '<=': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i]! <= b[i]! ? 1 : a[i]! > b[i]! ? 0 : Number.NaN;
  },
  '>': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i]! > b[i]! ? 1 : a[i]! <= b[i]! ? 0 : Number.NaN;
  },
  '>=': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i]! >= b[i]! ? 1 : a[i]! < b[i]! ? 0 : Number.NaN;
  },
  '==': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i] === b[i] ? 1 : known(a[i]!, b[i]!) ? 0 : Number.NaN;
  },
  '!=': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = a[i] === b[i] ? 0 : known(a[i]!, b[i]!) ? 1 : Number.NaN;
  },
};

const known = (a: number, b: number) => !Number.isNaN(a) && !Number.isNaN(b);
const finite = (value: number) => (value - value === 0 ? value : Number.NaN);

const ARITHMETIC: Record<'+' | '-' | '*' | '/', Write> = {
  '+': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = finite(a[i]! + b[i]!);
  },
  '-': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = finite(a[i]! - b[i]!);
  },
  '*': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = finite(a[i]! * b[i]!);
  },
  '/': (a, b, n) => {
    for (let i = 0; i < n; i++) a[i] = finite(a[i]! / b[i]!);
  },
};
