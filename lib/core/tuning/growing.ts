/** Typed arrays that grow, and the numbers that stand for texts in them. */

type Numbers = Float64Array | Int32Array | Int16Array | Uint8Array;

const FIRST_CAPACITY = 1024;

/** A column of numbers. What was never set is `empty`. */
export class Growing<A extends Numbers> {
  values: A;

  constructor(
    private readonly make: (capacity: number) => A,
    private readonly empty: number,
  ) {
    this.values = make(0);
  }

  set(row: number, value: number): void {
    if (row >= this.values.length) this.reserve(row + 1);
    this.values[row] = value;
  }

  reserve(rows: number): void {
    if (rows <= this.values.length) return;
    const grown = this.make(Math.max(FIRST_CAPACITY, rows, Math.ceil(this.values.length * 1.5)));
    grown.set(this.values as never);
    grown.fill(this.empty, this.values.length);
    this.values = grown;
  }
}

export const floats = () => new Growing((capacity) => new Float64Array(capacity), Number.NaN);
export const integers = (empty = -1) => new Growing((capacity) => new Int32Array(capacity), empty);
export const bytes = () => new Growing((capacity) => new Uint8Array(capacity), 0);

/** Each text has a number of its own, from 0 on, for as long as the dictionary lives. */
export class Dictionary {
  private readonly codes = new Map<string, number>();
  readonly texts: string[] = [];

  codeOf(text: string): number {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.codes.set(text, code);
    this.texts.push(text);
    return code;
  }
}
