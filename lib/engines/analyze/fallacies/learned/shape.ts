import { rarity } from '../../../text/frequency';
import { tag } from '../../../text/tagger';

/** A word of a sentence as a model sees it, with its place. */
export interface ShapeToken {
  key: string;
  /** Offsets in the sentence. */
  start: number;
  end: number;
}

/** Words rarer than this are taken by their part of speech: what an argument is about must not decide whether it is sound. */
export const COMMON = 0.6;
/** No word is rarer: every word is taken as it is. */
export const EVERY_WORD = 1.1;
const MARKS = ',?!.:;';
const LONGEST = 700;
const START = '<s>';
const END = '</s>';

/** shapeOf reads a sentence into common words, parts of speech of the others, and punctuation marks. */
export function shapeOf(sentence: string, rarest: number): ShapeToken[] {
  const text = sentence.slice(0, LONGEST);
  let from = 0;
  return tag(text).tokens.map(({ text: written, normal, pos }) => {
    const at = text.indexOf(written, from);
    const start = at < 0 ? from : at;
    from = start + written.length;
    return { key: keyOf(normal, pos, rarest), start, end: from };
  });
}

function keyOf(normal: string, pos: string, rarest: number): string {
  if (pos === 'PUNCT') return MARKS.includes(normal) ? normal : pos;
  return rarity(normal) < rarest ? normal : pos;
}

/** A run of one to `longest` tokens, by its keys; `from` and `to` are indexes of its first and last token. */
export interface Gram {
  key: string;
  from: number;
  to: number;
}

/** gramsOf lists the runs of a sentence, each key once, the ends of the sentence being tokens too. */
export function gramsOf(tokens: readonly ShapeToken[], longest: number): Gram[] {
  const keys = [START, ...tokens.map(({ key }) => key), END];
  const grams = new Map<string, Gram>();
  for (let n = 1; n <= longest; n++) {
    for (let i = 0; i + n <= keys.length; i++) {
      const key = keys.slice(i, i + n).join(' ');
      if (key === START || key === END || grams.has(key)) continue;
      grams.set(key, { key, from: Math.max(0, i - 1), to: Math.min(tokens.length - 1, i + n - 2) });
    }
  }
  return [...grams.values()];
}
