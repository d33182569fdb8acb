/**
 * The signals of one kind of point (a checkpoint, or rounds) over many runs, by column. Numbers as they are, booleans as 0 and 1, texts as their number
 * in the dictionary; NaN is unknown. A signal that is what it was at the point before has no column here: it is read there.
 */
import { SIGNALS, type SignalName, type Signals } from '@/lib/core/signals/declared';
import { type Dictionary, floats, type Growing } from './growing';

export const SIGNAL_NAMES = Object.keys(SIGNALS) as SignalName[];
const INDEX = new Map<string, number>(SIGNAL_NAMES.map((name, index) => [name, index]));

/** signalIndex is a signal's place in `SIGNAL_NAMES`; −1 for a name that is none. */
export function signalIndex(name: string): number {
  return INDEX.get(name) ?? -1;
}

export interface Before {
  points: PointColumns;
  /** Row there of each row here; null = the same. */
  rowOf: Growing<Int32Array> | null;
}

export class PointColumns {
  /** Rows so far. */
  rows = 0;
  private readonly columns: (Growing<Float64Array> | undefined)[] = [];

  constructor(
    private readonly dictionary: Dictionary,
    private readonly before: Before | null,
  ) {}

  /** put stores a row. `null`: the run did not get so far; what was known before it stays readable. */
  put(row: number, signals: Signals | null): void {
    for (let index = 0; index < SIGNAL_NAMES.length; index++) {
      const known = this.before ? this.valueBefore(index, row) : Number.NaN;
      const value = signals === null ? known : this.encode(SIGNAL_NAMES[index]!, signals);
      const column = this.columns[index];
      if (column) column.set(row, value);
      else if (!Object.is(value, known)) this.makeColumn(index, row).set(row, value);
    }
    this.rows = Math.max(this.rows, row + 1);
  }

  value(index: number, row: number): number {
    const column = this.columns[index];
    if (column) return column.values[row]!;
    return this.before ? this.valueBefore(index, row) : Number.NaN;
  }

  /** read copies a stretch of a signal's values into `out`. */
  read(index: number, from: number, length: number, out: Float64Array): void {
    const column = this.columns[index];
    if (column) {
      for (let i = 0; i < length; i++) out[i] = column.values[from + i]!;
    } else if (this.before?.rowOf === null) {
      this.before.points.read(index, from, length, out);
    } else {
      for (let i = 0; i < length; i++) out[i] = this.value(index, from + i);
    }
  }

  private valueBefore(index: number, row: number): number {
    const { points, rowOf } = this.before!;
    return points.value(index, rowOf ? rowOf.values[row]! : row);
  }

  private makeColumn(index: number, rows: number): Growing<Float64Array> {
    const column = floats();
    column.reserve(rows + 1);
    if (this.before) for (let row = 0; row < rows; row++) column.values[row] = this.valueBefore(index, row);
    this.columns[index] = column;
    return column;
  }

  /** As conditions read it: a value of another type than declared, or a number that is not finite, is as good as absent. */
  private encode(name: SignalName, signals: Signals): number {
    const value = Object.hasOwn(signals, name) ? signals[name] : null;
    if (value === null || value === undefined || typeof value !== SIGNALS[name].type) return Number.NaN;
    if (typeof value === 'string') return this.dictionary.codeOf(value);
    if (typeof value === 'boolean') return value ? 1 : 0;
    return Number.isFinite(value) ? value : Number.NaN;
  }
}
