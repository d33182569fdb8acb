/**
 * Spelled-out English numbers to digits, as Whisper's normaliser does it, so that "fourteen fifty-five" and "1455" are the same word. Works on
 * lower-case words without punctuation.
 */

const UNITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const TEENS = ['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'];
const TENS = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'];
const SCALES: Record<string, number> = { hundred: 1e2, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };

type Kind = 'unit' | 'teen' | 'tens' | 'scale' | 'digits';
interface NumberWord {
  kind: Kind;
  value: number;
  /** `th`, `st`, `nd`, `rd`, `s` or nothing: ends the number and stays behind its digits. */
  suffix: string;
}

const WORDS = new Map<string, NumberWord>();

function ordinalSuffix(value: number): string {
  if (value % 100 >= 11 && value % 100 <= 13) return 'th';
  return { 1: 'st', 2: 'nd', 3: 'rd' }[value % 10] ?? 'th';
}

function ordinalWord(word: string): string {
  const irregular: Record<string, string> = {
    one: 'first',
    two: 'second',
    three: 'third',
    five: 'fifth',
    eight: 'eighth',
    nine: 'ninth',
    twelve: 'twelfth',
  };
  return irregular[word] ?? (word.endsWith('y') ? `${word.slice(0, -1)}ieth` : `${word}th`);
}

function add(word: string, kind: Kind, value: number): void {
  WORDS.set(word, { kind, value, suffix: '' });
  WORDS.set(ordinalWord(word), { kind, value, suffix: ordinalSuffix(value) });
  WORDS.set(word.endsWith('y') ? `${word.slice(0, -1)}ies` : word.endsWith('x') ? `${word}es` : `${word}s`, { kind, value, suffix: 's' });
}

for (const [i, word] of UNITS.entries()) add(word, 'unit', i);
for (const [i, word] of TEENS.entries()) add(word, 'teen', 10 + i);
for (const [i, word] of TENS.entries()) add(word, 'tens', 20 + 10 * i);
for (const [word, value] of Object.entries(SCALES)) add(word, 'scale', value);
WORDS.set('oh', { kind: 'unit', value: 0, suffix: '' });
// Said of time, not of order, far more often.
WORDS.delete('second');
WORDS.delete('seconds');

function read(word: string): NumberWord | undefined {
  const digits = /^(\d+)(st|nd|rd|th|s)?$/.exec(word);
  if (digits && digits[1]!.length <= 12) return { kind: 'digits', value: Number(digits[1]), suffix: digits[2] ?? '' };
  return WORDS.get(word);
}

/** A number being gathered: `done` holds what a scale above has closed ("two thousand"), `part` what is below it ("and five"). */
class Gathering {
  private done = 0;
  private part: string | null = null;
  private lastKind: Kind | null = null;

  /** Takes the word in, or says that it begins another number. */
  take({ kind, value }: NumberWord): boolean {
    if (kind === 'scale') {
      if (this.part === null || this.lastKind === null) return false;
      if (value === 100) this.part = String(Number(this.part) * 100);
      else {
        this.done += Number(this.part) * value;
        this.part = null;
      }
    } else if (this.part === null) this.part = String(value);
    else if (this.lastKind === 'scale') this.part = String(Number(this.part) + value);
    else if (kind === 'unit' && this.lastKind === 'tens') this.part = String(Number(this.part) + value);
    // Said one after the other: a year ("fourteen fifty five"), a code ("one oh one").
    else if (kind !== 'digits' && this.lastKind !== 'digits') this.part += String(value);
    else return false;
    this.lastKind = kind;
    return true;
  }

  get empty(): boolean {
    return this.lastKind === null;
  }

  /** After these "and" may stand inside a number. */
  get afterScale(): boolean {
    return this.lastKind === 'scale';
  }

  toString(): string {
    return String(this.done + Number(this.part ?? 0)).padStart(this.done === 0 ? (this.part?.length ?? 0) : 0, '0');
  }
}

/** spellNumbers replaces every run of number words by one word of digits; other words stay as they are. */
export function spellNumbers(words: readonly string[]): string[] {
  const out: string[] = [];
  let current = new Gathering();
  const flush = (suffix = '') => {
    if (!current.empty) out.push(current.toString() + suffix);
    current = new Gathering();
  };
  for (const [i, word] of words.entries()) {
    const number = read(word);
    if (number === undefined) {
      const next = words[i + 1];
      const joins = word === 'and' && current.afterScale && next !== undefined && ['unit', 'teen', 'tens'].includes(read(next)?.kind ?? '');
      if (joins) continue;
      flush();
      out.push(word);
      continue;
    }
    // "oh" alone is a sigh.
    if (word === 'oh' && current.empty) {
      out.push(word);
      continue;
    }
    if (!current.take(number)) {
      flush();
      if (!current.take(number)) {
        out.push(word);
        continue;
      }
    }
    if (number.suffix !== '') flush(number.suffix);
  }
  flush();
  return out;
}
