/** Random conditions with random inputs: well-typed ones, ill-typed ones that must be refused, and garbage that must do no harm. */
import {
  CHECKPOINTS,
  type CheckpointName,
  isKnownAt,
  SIGNALS,
  type SignalName,
  type Signals,
  type SignalType,
} from '@/lib/core/signals/declared';
import type { Random } from './random';

export interface Case {
  text: string;
  checkpoint: CheckpointName;
  /** The signals it may be about; those missing in `signals` are unknown. */
  usable: SignalName[];
  signals: Signals;
}

const NAMES = Object.keys(SIGNALS) as SignalName[];
const WORDS = ['', 'news', 'en', 'a b', "it's", 'say "hi"', 'back\\slash', 'ünï', '日本', 'true', '1'];
const EXTREMES = [0, 1, -1, 0.5, 1e-9, 1e308, -1e308, 5e-324, 2 ** 53, 1 / 3];

/** Share of the signals that an item has; the rest is unknown. */
const KNOWN_SHARE = 0.85;

function randomNumber(random: Random): number {
  if (random.chance(0.1)) return random.pick(EXTREMES);
  const scale = random.pick([1, 1, 10, 1000, 1e6]);
  return random.chance(0.5) ? random.below(scale + 1) : Number((random.next() * scale).toPrecision(3));
}

/** The signals that conditions of each checkpoint may use. */
const KNOWN_AT = Object.fromEntries(
  CHECKPOINTS.map((checkpoint) => [checkpoint, NAMES.filter((name) => isKnownAt(name, checkpoint))]),
) as Record<CheckpointName, SignalName[]>;

/** A value for a signal; now and then one that no sound extractor gives (not finite, of the wrong type), which must count as unknown. */
export function randomValue(random: Random, name: SignalName): Signals[SignalName] {
  if (random.chance(0.02)) return random.pick([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 'odd', true]) as number;
  const { type } = SIGNALS[name];
  if (type === 'boolean') return random.chance(0.5);
  return type === 'string' ? random.pick(WORDS) : randomNumber(random);
}

/** Writes one condition over the signals of one checkpoint, with values to hand so that thresholds lie where they may decide. */
class Writer {
  constructor(
    private readonly random: Random,
    private readonly usable: readonly SignalName[],
    private readonly signals: Signals,
  ) {}

  private space(): string {
    return this.random.pick(['', ' ', ' ', ' ', '  ', '\n', '\t ']);
  }

  private symbol(text: string): string {
    return this.space() + text + this.space();
  }

  private bracket(text: string): string {
    return `(${this.space()}${text}${this.space()})`;
  }

  private maybeBracket(text: string): string {
    return this.random.chance(0.3) ? this.bracket(text) : text;
  }

  private nameOf(type: SignalType): SignalName | null {
    const names = this.usable.filter((name) => SIGNALS[name].type === type);
    return names.length === 0 ? null : this.random.pick(names);
  }

  private numberLiteral(value: number): string {
    const positive = Math.abs(value);
    const text = String(positive);
    const spelt = this.random.pick([text, text, positive.toExponential(), text.replace(/^0\./, '.')]);
    return value < 0 ? `-${spelt}` : spelt;
  }

  private text(value: string): string {
    const quote = this.random.pick(['"', "'"]);
    return quote + value.replace(/[\\"']/g, (found) => (found === '\\' || found === quote ? `\\${found}` : found)) + quote;
  }

  number(depth: number): string {
    const kind = this.random.below(depth > 0 ? 8 : 4);
    if (kind < 3) {
      const name = this.nameOf('number');
      if (name !== null) return name === 'duration_seconds' && this.random.chance(0.5) ? 'duration' : name;
    }
    if (kind < 4) return this.numberLiteral(randomNumber(this.random));
    if (kind === 4) return `-${this.space()}${this.bracket(this.number(depth - 1))}`;
    const operator = this.random.pick(['+', '-', '*', '/']);
    return this.maybeBracket(this.number(depth - 1) + this.symbol(operator) + this.number(depth - 1));
  }

  /** A signal against a threshold near its value: what real conditions look like, and what makes about half of them hold. */
  private threshold(): string {
    const name = this.nameOf('number');
    const value = name === null ? null : this.signals[name];
    if (name === null || typeof value !== 'number' || !Number.isFinite(value)) return this.anyComparison(0);
    const near = this.random.pick([value, value, value * 1.1, value * 0.9, value + 1, value - 1]);
    const operator = this.random.pick(['<', '<=', '>', '>=', '==', '!=']);
    const literal = this.numberLiteral(Number.isFinite(near) ? near : value);
    return this.random.chance(0.2) ? literal + this.symbol(operator) + name : name + this.symbol(operator) + literal;
  }

  private anyComparison(depth: number): string {
    const operator = this.random.pick(['<', '<=', '>', '>=', '==', '!=']);
    return this.number(depth) + this.symbol(operator) + this.number(depth);
  }

  private textComparison(): string {
    const name = this.nameOf('string');
    const left = name ?? this.text(this.random.pick(WORDS));
    const value = name === null ? null : this.signals[name];
    const other = this.text(typeof value === 'string' && this.random.chance(0.5) ? value : this.random.pick(WORDS));
    return left + this.symbol(this.random.pick(['==', '!='])) + other;
  }

  private membership(depth: number): string {
    const count = 1 + this.random.below(4);
    const items = (make: () => string) => Array.from({ length: count }, () => this.space() + make() + this.space()).join(',');
    const name = this.nameOf('string');
    if (name !== null && this.random.chance(0.5)) {
      const value = this.signals[name];
      const make = () => this.text(typeof value === 'string' && this.random.chance(0.3) ? value : this.random.pick(WORDS));
      return `${name} in${this.space()}[${items(make)}]`;
    }
    return `${this.bracket(this.number(depth))} in [${items(() => this.numberLiteral(randomNumber(this.random)))}]`;
  }

  private leaf(depth: number): string {
    const kind = this.random.below(12);
    if (kind < 6) return this.threshold();
    if (kind < 8) return this.anyComparison(depth);
    if (kind === 8) return this.textComparison();
    if (kind === 9) return this.membership(depth);
    if (kind === 10) return this.nameOf('boolean') ?? 'true';
    return this.random.pick(['true', 'false']);
  }

  truth(depth: number): string {
    const kind = this.random.below(depth > 0 ? 10 : 5);
    if (kind < 5) return this.leaf(Math.min(depth, 2));
    if (kind < 7) return this.chain('and', depth);
    if (kind < 8) return this.chain('or', depth);
    if (kind === 8) return `not ${this.maybeBracket(this.truth(depth - 1))}`;
    return this.bracket(this.truth(depth - 1)) + this.symbol(this.random.pick(['==', '!='])) + this.bracket(this.truth(depth - 1));
  }

  private chain(word: 'and' | 'or', depth: number): string {
    const parts = Array.from({ length: 2 + this.random.below(3) }, () => this.maybeBracket(this.truth(depth - 1)));
    return parts.join(` ${word} `);
  }
}

function randomSetting(random: Random): Omit<Case, 'text'> {
  const checkpoint = random.pick(CHECKPOINTS);
  const known = KNOWN_AT[checkpoint];
  const usable = Array.from({ length: 1 + random.below(6) }, () => random.pick(known));
  const signals = Object.fromEntries(usable.flatMap((name) => (random.chance(KNOWN_SHARE) ? [[name, randomValue(random, name)]] : [])));
  return { checkpoint, usable, signals };
}

/** wellTyped writes a condition that must be accepted: within all limits, well-typed, known at its checkpoint. */
export function wellTyped(random: Random): Case {
  const { checkpoint, usable, signals } = randomSetting(random);
  const writer = new Writer(random, usable, signals);
  for (let depth = random.below(5); ; depth = Math.max(0, depth - 1)) {
    const text = writer.truth(depth);
    // Under 200 nodes for certain: no node is written in fewer than two characters with its separator.
    if (text.length <= 400) return { text, checkpoint, usable, signals };
  }
}

/** illTyped writes a condition that must be refused: one fault of a known kind, in otherwise sound surroundings. */
export function illTyped(random: Random): Case {
  const { checkpoint, usable, signals } = randomSetting(random);
  const writer = new Writer(random, usable, signals);
  const early = NAMES.filter((name) => !isKnownAt(name, checkpoint));
  const faults = [
    () => `"a" < ${writer.number(1)}`,
    () => `${writer.number(1)} == 'a'`,
    () => `(${writer.truth(1)}) < 3`,
    () => `not ${random.pick(['3', '"a"', 'duration_seconds'])}`,
    () => `${writer.number(1)} in [1, "a"]`,
    () => `(${writer.truth(1)}) and ${random.pick(['1', '"x"', 'age_days'])}`,
    () => `-(${writer.truth(1)}) > 0`,
    () => `${writer.number(0)} < ${writer.number(0)} < ${writer.number(0)}`,
    () => `${random.pick(NAMES)}x > 1`,
    () => random.pick(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'process']),
    () => `len(language) > 1`,
    () => `language.length > 1`,
    () => `language[0] == "e"`,
    () => `${random.pick(early.length > 0 ? early : (['nothing'] as never[]))} == 1`,
  ];
  const fault = random.pick(faults)();
  const text = random.pick([fault, `(${fault})`, `${writer.truth(0)} and (${fault})`, `not (${fault})`]);
  return { text, checkpoint, usable, signals };
}

const PIECES = [
  ...[
    'and',
    'or',
    'not',
    'in',
    'true',
    'false',
    'duration',
    'is_live',
    'word_count',
    'language',
    '(',
    ')',
    '[',
    ']',
    ',',
    '<',
    '<=',
    '==',
    '!=',
  ],
  ...[
    '+',
    '-',
    '*',
    '/',
    '1',
    '0',
    '1e308',
    '.5',
    '1e999',
    '1.',
    '"a"',
    "'",
    '"',
    '\\',
    '\n',
    ' ',
    '\0',
    'é',
    '\u{1f600}',
    '\ud800',
    '&&',
    '=',
    '!',
    '#',
    '$',
    '{',
    '`',
  ],
];

/** garbage writes what no one should: random pieces, sound conditions with bits cut and swapped, deep nests and endless chains. */
export function garbage(random: Random): Case {
  const { checkpoint, usable, signals } = randomSetting(random);
  const kind = random.below(10);
  let text: string;
  if (kind < 4) text = Array.from({ length: random.below(30) }, () => random.pick(PIECES)).join(random.pick(['', ' ']));
  else if (kind < 8) text = damage(random, wellTyped(random).text);
  else if (kind === 8) {
    const opener = random.pick(['(', 'not ', '-', '[', 'not (', '(-', '((']);
    text =
      opener.repeat(random.below(400)) +
      random.pick(['is_live', '1', 'duration > 1', '']) +
      random.pick(['', ')'.repeat(random.below(400))]);
  } else {
    const unit = random.pick(['is_live and ', '1+', '1-', 'a', '"', '1 < ', 'not ', ' ', '\n', 'is_live or not ', ',', '0', '.', 'e']);
    text = unit.repeat(random.below(2000)) + random.pick(['is_live', '1', '']);
  }
  return { text, checkpoint, usable, signals };
}

function damage(random: Random, text: string): string {
  let damaged = text;
  for (let i = random.below(4); i >= 0; i--) {
    const at = random.below(damaged.length + 1);
    const cut = random.below(4);
    damaged = damaged.slice(0, at) + (random.chance(0.6) ? random.pick(PIECES) : '') + damaged.slice(at + cut);
  }
  return damaged;
}
