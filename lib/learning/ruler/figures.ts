/** Figures of a sentence as numbers, so that `4 percent`, `4 %` and `four percent` meet. Percentages are shares of 1: `half` is `50 percent`. */

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const MAGNITUDES: Record<string, number> = {
  hundred: 100,
  thousand: 1e3,
  k: 1e3,
  million: 1e6,
  m: 1e6,
  billion: 1e9,
  bn: 1e9,
  trillion: 1e12,
};
const FRACTIONS: Record<string, number> = {
  half: 1 / 2,
  third: 1 / 3,
  thirds: 1 / 3,
  quarters: 1 / 4,
  fifth: 1 / 5,
  fifths: 1 / 5,
  tenth: 1 / 10,
  tenths: 1 / 10,
};
const WORDS: Record<string, number> = {
  ...Object.fromEntries(UNITS.map((word, value) => [word, value])),
  ...Object.fromEntries(TENS.map((word, i) => [word, 20 + 10 * i])),
  couple: 2,
  dozen: 12,
};
const TOKEN = /\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\p{L}+|%/gu;

/** figuresOf gives the numbers that a text names, in order. A lone `one` is no figure. */
export function figuresOf(text: string): number[] {
  const tokens = text.toLowerCase().match(TOKEN) ?? [];
  const figures: number[] = [];
  /** The number being read, and the part of it after its last thousand, million…: `two hundred thousand`. */
  let whole = 0;
  let part: number | null = null;
  let lone = false;
  const close = () => {
    if (part !== null && !lone) figures.push(whole + part);
    else if (part === null && whole > 0) figures.push(whole);
    whole = 0;
    part = null;
    lone = false;
  };
  for (const [i, token] of tokens.entries()) {
    const digits = /^\d/.test(token) ? Number(token.replaceAll(',', '')) : null;
    const word = Object.hasOwn(WORDS, token) ? WORDS[token]! : null;
    if (digits !== null || word !== null) {
      const value = digits ?? word!;
      // `twenty-one` and `two hundred and fifty` are one number; `nineteen ninety` and `3 1` are two.
      const joins: boolean =
        part !== null && word !== null && value < (part % 100 === 0 ? 100 : part % 10 === 0 && part % 100 >= 20 ? 10 : 0);
      if (part !== null && !joins) close();
      part = (part ?? 0) + value;
      lone = token === 'one' && !joins;
    } else if (Object.hasOwn(MAGNITUDES, token) && (part !== null || (token.length > 3 && tokens[i - 1] === 'a'))) {
      const size = MAGNITUDES[token]!;
      lone = false;
      if (size === 100) part = (part ?? 1) * size;
      else {
        whole += (part ?? 1) * size;
        part = null;
      }
    } else if (/^decades?$/.test(token)) {
      part = (part ?? 1) * 10;
      lone = false;
      close();
    } else if (part !== null && (/^(?:percent|%)$/.test(token) || (token === 'per' && tokens[i + 1] === 'cent'))) {
      part /= 100;
      lone = false;
      close();
    } else if (Object.hasOwn(FRACTIONS, token) && (part !== null || token === 'half' || tokens[i - 1] === 'a')) {
      part = (part ?? 1) * FRACTIONS[token]!;
      lone = false;
      close();
    } else if (!(part !== null && token === 'and' && part % 100 === 0)) close();
  }
  close();
  return figures;
}

/** Rounded in the telling: `1.2 million` for 1,180,000. Small numbers and years are never rounded. */
const ROUNDING = 0.02;

export function sameFigure(a: number, b: number): boolean {
  if (a === b) return true;
  const size = Math.max(Math.abs(a), Math.abs(b));
  const exact = Number.isInteger(a) && Number.isInteger(b) && size <= 2_100;
  return !exact && Math.abs(a - b) <= ROUNDING * size;
}
