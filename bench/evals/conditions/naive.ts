/**
 * A second evaluator of the condition language, written from its description alone and sharing nothing with the product's: it reads the
 * text character by character and computes as it reads. Truth is a number (0 false, ½ unknown, 1 true), so that `and`, `or`, `not` are
 * minimum, maximum and complement; an unknown number is NaN, an unknown text null. It knows no types and no limits: it is only asked about
 * conditions that the product accepted, and throws where the syntax is wrong.
 */
export const UNKNOWN = 0.5;

type Value = { truth: number } | { number: number } | { text: string | null };
export type NaiveSignals = Readonly<Record<string, number | string | boolean | null>>;
export type NaiveTypes = Readonly<Record<string, 'number' | 'string' | 'boolean'>>;

const LETTERS = /\w+/y;
const DIGITS = /[0-9.]+(?:[eE][+-]?[0-9]+)?/y;

class Reader {
  private at = 0;

  constructor(
    private readonly source: string,
    private readonly signals: NaiveSignals,
    private readonly types: NaiveTypes,
  ) {}

  whole(): number {
    const value = this.or();
    this.space();
    if (this.at < this.source.length) throw new SyntaxError(`rest at ${this.at}`);
    return truthOf(value);
  }

  private space(): void {
    while (' \t\r\n'.includes(this.source[this.at] ?? 'x')) this.at++;
  }

  /** Takes a mark if it comes next. */
  private mark(mark: string): boolean {
    this.space();
    if (!this.source.startsWith(mark, this.at)) return false;
    this.at += mark.length;
    return true;
  }

  private letters(from: number): string {
    LETTERS.lastIndex = from;
    return LETTERS.exec(this.source)?.[0] ?? '';
  }

  private keyword(word: string): boolean {
    this.space();
    if (this.letters(this.at) !== word) return false;
    this.at += word.length;
    return true;
  }

  private or(): Value {
    let left = this.and();
    while (this.keyword('or')) left = { truth: Math.max(truthOf(left), truthOf(this.and())) };
    return left;
  }

  private and(): Value {
    let left = this.not();
    while (this.keyword('and')) left = { truth: Math.min(truthOf(left), truthOf(this.not())) };
    return left;
  }

  private not(): Value {
    return this.keyword('not') ? { truth: 1 - truthOf(this.not()) } : this.comparison();
  }

  private comparison(): Value {
    const left = this.sum();
    if (this.keyword('in')) return this.membership(left);
    for (const operator of ['<=', '>=', '==', '!=', '<', '>']) {
      if (this.mark(operator)) return { truth: compare(operator, left, this.sum()) };
    }
    return left;
  }

  private membership(left: Value): Value {
    if (!this.mark('[')) throw new SyntaxError('no list');
    let best = 0;
    do best = Math.max(best, compare('==', left, this.listItem()));
    while (this.mark(','));
    if (!this.mark(']')) throw new SyntaxError('list not closed');
    return { truth: best };
  }

  private listItem(): Value {
    const negative = this.mark('-');
    const item = this.atom();
    return negative ? { number: -numberOf(item) } : item;
  }

  private sum(): Value {
    let left = this.term();
    while (true) {
      if (this.mark('+')) left = { number: finite(numberOf(left) + numberOf(this.term())) };
      else if (this.mark('-')) left = { number: finite(numberOf(left) - numberOf(this.term())) };
      else return left;
    }
  }

  private term(): Value {
    let left = this.factor();
    while (true) {
      if (this.mark('*')) left = { number: finite(numberOf(left) * numberOf(this.factor())) };
      else if (this.mark('/')) left = { number: finite(numberOf(left) / numberOf(this.factor())) };
      else return left;
    }
  }

  private factor(): Value {
    if (this.mark('-')) return { number: -numberOf(this.factor()) };
    if (!this.mark('(')) return this.atom();
    const inner = this.or();
    if (!this.mark(')')) throw new SyntaxError('not closed');
    return inner;
  }

  private atom(): Value {
    this.space();
    const first = this.source[this.at] ?? '';
    if (first === '"' || first === "'") return this.text(first);
    if (/[0-9.]/.test(first)) return this.number();
    const name = this.letters(this.at);
    if (name === '' || ['and', 'or', 'not', 'in'].includes(name)) throw new SyntaxError(`nothing to read at ${this.at}`);
    this.at += name.length;
    if (name === 'true' || name === 'false') return { truth: name === 'true' ? 1 : 0 };
    return this.signal(name === 'duration' ? 'duration_seconds' : name);
  }

  private text(quote: string): Value {
    let text = '';
    for (this.at++; this.source[this.at] !== quote; this.at++) {
      if (this.at >= this.source.length) throw new SyntaxError('text not closed');
      if (this.source[this.at] === '\\') this.at++;
      text += this.source[this.at];
    }
    this.at++;
    return { text };
  }

  private number(): Value {
    DIGITS.lastIndex = this.at;
    const digits = DIGITS.exec(this.source)?.[0] ?? '';
    const number = Number(digits);
    if (digits === '' || !Number.isFinite(number)) throw new SyntaxError(`not a number at ${this.at}`);
    this.at += digits.length;
    return { number };
  }

  private signal(name: string): Value {
    const type = this.types[name];
    const value = this.signals[name] ?? null;
    if (type === 'number') return { number: typeof value === 'number' ? finite(value) : Number.NaN };
    if (type === 'boolean') return { truth: typeof value === 'boolean' ? Number(value) : UNKNOWN };
    if (type === 'string') return { text: typeof value === 'string' ? value : null };
    throw new SyntaxError(`no signal ${name}`);
  }
}

const finite = (number: number) => (Math.abs(number) <= Number.MAX_VALUE ? number : Number.NaN);

function numberOf(value: Value): number {
  if (!('number' in value)) throw new TypeError('not a number');
  return value.number;
}

function truthOf(value: Value): number {
  if (!('truth' in value)) throw new TypeError('not a truth');
  return value.truth;
}

function compare(operator: string, left: Value, right: Value): number {
  if ('text' in left || 'text' in right || 'truth' in left || 'truth' in right) {
    const [a, b] = [plain(left), plain(right)];
    if (a === null || b === null) return UNKNOWN;
    return Number((a === b) === (operator === '=='));
  }
  const difference = left.number - right.number;
  if (Number.isNaN(left.number) || Number.isNaN(right.number)) return UNKNOWN;
  // Two finite numbers may differ by more than the largest number; the sign is right all the same.
  const holds: Record<string, boolean> = {
    '<': difference < 0,
    '<=': difference <= 0,
    '>': difference > 0,
    '>=': difference >= 0,
    '==': difference === 0,
    '!=': difference !== 0,
  };
  return Number(holds[operator]);
}

function plain(value: Value): string | null {
  if ('text' in value) return value.text === null ? null : `text ${value.text}`;
  if ('truth' in value) return value.truth === UNKNOWN ? null : `truth ${value.truth}`;
  throw new TypeError('a number against something else');
}

/** naiveResult evaluates a condition from its text: true, false, or null for unknown. Throws where the text is no condition. */
export function naiveResult(source: string, signals: NaiveSignals, types: NaiveTypes): boolean | null {
  const truth = new Reader(source, signals, types).whole();
  return truth === UNKNOWN ? null : truth === 1;
}
