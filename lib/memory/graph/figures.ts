/** A figure in a claim, with what it counts. */
export interface Figure {
  value: number;
  /** `%`, a currency sign, or the stem of the noun after it; '' where nothing follows. */
  unit: string;
  isYear: boolean;
}

const SMALL: Record<string, number> = Object.fromEntries(
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'
    .split(' ')
    .map((word, value) => [word, value]),
);
const TENS: Record<string, number> = {
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  half: 0.5,
  dozen: 12,
};
const SCALES: Record<string, number> = { hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 };
const NUMBER =
  /([$€£])?\s?(\d[\d,]*(?:\.\d+)?|\b[a-z]+(?:-[a-z]+)?\b)((?:\s+(?:hundred|thousand|million|billion|trillion))*)(?:\s*(%|per\s?cent|percent))?(?:\s+(?:of\s+)?(?:the\s+|a\s+)?([a-z]+))?/gi;

/** figuresOf reads the figures of a claim, in digits or words. */
export function figuresOf(text: string): Figure[] {
  const figures: Figure[] = [];
  NUMBER.lastIndex = 0;
  for (let match = NUMBER.exec(text); match; match = NUMBER.exec(text)) {
    const [whole, currency = '', number = '', scales = '', percent, noun = ''] = match;
    const base = numberIn(number);
    if (base === null) {
      NUMBER.lastIndex = match.index + whole.indexOf(number) + number.length;
      continue;
    }
    // The noun may be the next figure (`two thousand and five people`), so the search goes on before it.
    if (noun) NUMBER.lastIndex -= noun.length;
    const value = scales
      .toLowerCase()
      .trim()
      .split(/\s+/)
      .reduce((product, scale) => product * (SCALES[scale] ?? 1), base);
    const isYear = !currency && !percent && scales === '' && /^(?:1[5-9]|20)\d{2}$/.test(number);
    const unit = isYear ? 'year' : percent ? '%' : currency || (SCALES[noun.toLowerCase()] ? '' : noun.toLowerCase().replace(/s$/, ''));
    figures.push({ value, unit, isYear });
  }
  return figures;
}

function numberIn(word: string): number | null {
  if (/^\d/.test(word)) return Number(word.replaceAll(',', ''));
  const parts = word.toLowerCase().split('-');
  const values = parts.map((part) => TENS[part] ?? SMALL[part]);
  if (values.some((value) => value === undefined)) return null;
  // `one` is a pronoun more often than a number.
  return word.toLowerCase() === 'one' ? null : values.reduce<number>((sum, value) => sum + value!, 0);
}
