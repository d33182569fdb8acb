import { STOP_WORDS } from './stop-words';

/** A word: letters and digits, with inner apostrophes, hyphens, points or commas (`don't`, `state-of-the-art`, `3.5`, `4,000`); one ideograph is a word. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+(?:['’.,-][\p{L}\p{M}\p{N}]+)*/gu;
/** Words in Latin letters alone are found much faster without Unicode classes. */
const ASCII_WORD = /[A-Za-z0-9]+(?:['.,-][A-Za-z0-9]+)*/g;
const NON_ASCII = /[^\s -~]/;

/** words gives the words of a text as written, in order. */
export function words(text: string): string[] {
  return text.match(NON_ASCII.test(text) ? WORD : ASCII_WORD) ?? [];
}

/** normalWord is a word as it is compared: small letters, straight apostrophe, no possessive. */
export function normalWord(word: string): string {
  return word.toLowerCase().replace(/’/g, "'").replace(/'s$/, '');
}

/**
 * stem cuts the commonest English endings, so that `decides`, `decided` and `deciding` meet. Light on purpose: an over-eager stemmer joins
 * unrelated words, which costs more here than a missed pair.
 */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let w = word;
  if (w.endsWith('ies') && w.length > 4) w = `${w.slice(0, -3)}y`;
  else if (/(?:ss|us|is)$/.test(w)) return w;
  else if (/(?:sh|ch|x|z|ss)es$/.test(w)) w = w.slice(0, -2);
  else if (w.endsWith('s')) w = w.slice(0, -1);
  if (w.endsWith('ied') && w.length > 4) return `${w.slice(0, -3)}y`;
  for (const ending of ['ing', 'ed']) {
    if (!w.endsWith(ending) || w.length - ending.length < 3) continue;
    const base = w.slice(0, -ending.length);
    if (!/[aeiouy]/.test(base)) continue;
    return /([bdgklmnprtv])\1$/.test(base) && !/(?:ll|ss)$/.test(base) ? base.slice(0, -1) : stripE(base);
  }
  return stripE(w);
}

/** `decide` and `deciding` meet at `decid`. */
const stripE = (word: string): string => (word.length > 3 && word.endsWith('e') ? word.slice(0, -1) : word);

export const isStopWord = (normal: string): boolean => STOP_WORDS.has(normal);

/** contentStems gives the stems of a text's content words (stop words, single letters and hesitations left out), in order. */
export function contentStems(text: string): string[] {
  const stems: string[] = [];
  for (const word of words(text)) {
    const normal = normalWord(word);
    if (normal.length > 1 && !STOP_WORDS.has(normal)) stems.push(stem(normal));
  }
  return stems;
}

/** countWords counts without keeping the words. */
export function countWords(text: string): number {
  return words(text).length;
}
