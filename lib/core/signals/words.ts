/**
 * Words and sentences of any language. A word is a run of letters, marks and digits with inner apostrophes, hyphens and decimal points;
 * scripts that put no spaces between words are cut by Intl.Segmenter's dictionaries (which is some thirty times slower, so only they are).
 */

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:['’\-‐]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

let segmenter: Intl.Segmenter | null = null;

function cutUnspaced(run: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return [...segmenter.segment(run)].flatMap(({ segment, isWordLike }) => (isWordLike ? [segment] : []));
}

/** wordsOf gives the words of a text in order, folded for comparison (compatibility forms, lower case, straight apostrophes). */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKC').toLowerCase().replaceAll('’', "'");
  const words = folded.match(WORD) ?? [];
  return UNSPACED.test(folded) ? words.flatMap((word) => (UNSPACED.test(word) ? cutUnspaced(word) : [word])) : words;
}

/** What may stand before a full stop that ends no sentence: titles, initials, common abbreviations. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{Lu}|mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|e\.g|i\.e|no|fig|approx|dept|inc|ltd|co|u\.s|u\.k|a\.m|p\.m)$/iu;
/** A run of sentence-ending marks with closing quotes; marks of scripts without spaces end a sentence anywhere, others before a space. */
const SENTENCE_END = /[.!?…]+["'”’)\]]*(?=\s|$)|[。！？｡।॥؟۔።]+["'”’」』)\]]*/gu;
/** Longer than this on average is not prose but text without punctuation. */
const MAX_MEAN_SENTENCE_WORDS = 100;

/**
 * sentenceCount counts the sentences of a text that has `wordCount` words: marks that end one, and a rest without a mark. null where there
 * is too little punctuation to tell (most automatic captions): a long text would otherwise look like one sentence.
 */
export function sentenceCount(text: string, wordCount: number): number | null {
  let count = 0;
  let end = 0;
  for (const match of text.matchAll(SENTENCE_END)) {
    const before = text.slice(Math.max(end, match.index - 12), match.index);
    if (match[0].startsWith('.') && ABBREVIATION.test(before)) continue;
    if (/[\p{L}\p{N}]/u.test(text.slice(end, match.index))) count++;
    end = match.index + match[0].length;
  }
  if (/[\p{L}\p{N}]/u.test(text.slice(end))) count++;
  return count > 0 && wordCount / count > MAX_MEAN_SENTENCE_WORDS ? null : count;
}
