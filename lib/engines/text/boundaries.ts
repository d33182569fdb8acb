/** Where sentences end, by punctuation; and where to cut where there is none. Offsets in, offsets out. */

/** Never the end of a sentence. */
const ABBREVIATIONS = new Set(
  'mr mrs ms dr prof st vs gen sen rep gov lt col sgt capt rev hon pres fig figs approx dept ave blvd jan feb mar apr jun jul aug sept oct nov dec e.g i.e cf al'.split(
    ' ',
  ),
);
/** The end of a sentence only where the next word usually begins one. */
const MAYBE_FINAL = new Set('etc inc ltd co corp jr sr u.s u.k u.n d.c a.m p.m ph.d no est vol'.split(' '));
const STARTERS = new Set(
  'the a an in on at it its he she we they i you this that these those but and so if when while after before as for there here what who how why our his her their my your not with by from yes no well now then also however meanwhile'.split(
    ' ',
  ),
);

const TERMINATOR = /[.!?…]+["'”’)\]]*(?=\s|$)|[。！？｡।॥؟۔።]["”’」』）]*/g;

/** sentenceEnds gives the offsets just past each sentence end of `text` in [from, to), `to` excluded. Linear. */
export function sentenceEnds(text: string, from: number, to: number, lowerCaseStarts: boolean): number[] {
  // Matching inside the stretch alone: a search that finds nothing must not read the rest of the text, stretch after stretch.
  const stretch = text.slice(from, to);
  const ends: number[] = [];
  for (const match of stretch.matchAll(TERMINATOR)) {
    const end = match.index + match[0].length;
    if (end < stretch.length && endsSentence(stretch, match.index, match[0], end, lowerCaseStarts)) ends.push(from + end);
  }
  return ends;
}

function endsSentence(text: string, at: number, mark: string, end: number, lowerCaseStarts: boolean): boolean {
  if (/^[。！？｡।॥؟۔።]/.test(mark)) return true;
  const next = /\S{1,40}/y;
  next.lastIndex = skipSpace(text, end);
  const following = next.exec(text)?.[0] ?? '';
  const first = /[\p{L}\p{N}]/u.exec(following)?.[0] ?? '';
  const isLower = first !== first.toUpperCase();
  if (isLower && !lowerCaseStarts && !/[!?]$/.test(mark)) return false;
  if (mark.charAt(0) !== '.' || mark.startsWith('..')) return true;
  const before = /[\p{L}\p{N}.]+$/u.exec(text.slice(Math.max(0, at - 12), at))?.[0] ?? '';
  const token = before.toLowerCase();
  if (ABBREVIATIONS.has(token)) return false;
  if (MAYBE_FINAL.has(token))
    return STARTERS.has(following.toLowerCase().replace(/[^\p{L}]/gu, '')) && !(token === 'no' && /\d/.test(first));
  if (/^\p{Lu}$/u.test(before) && before !== 'I') return false;
  // `1. First point`: the number belongs to what follows.
  return !(/^\d{1,2}$/.test(before) && at - before.length <= skipSpace(text, 0));
}

function skipSpace(text: string, offset: number): number {
  const space = /\s*/y;
  space.lastIndex = offset;
  return offset + (space.exec(text)?.[0].length ?? 0);
}

/** startsLowerCase says whether sentences of this text begin with small letters (chat, some machine transcripts). Looks at the first 20,000 characters. */
export function startsLowerCase(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const small = sample.match(/[.!?]\s+\p{Ll}/gu)?.length ?? 0;
  const big = sample.match(/[.!?]\s+\p{Lu}/gu)?.length ?? 0;
  return small > 3 && small > big;
}

/** Longer than this is taken as speech without punctuation, and cut. */
export const LONGEST_SENTENCE_WORDS = 70;
const SHORTEST_PIECE = 8;
const LONGEST_PIECE = 30;
const TOKEN = /\S{1,100}/gu;
/** Where a speaker usually takes a new start. */
const OPENERS = new Set('so but because now well okay ok and then which however if when although while'.split(' '));
const STRONG_OPENERS = new Set('so but now well okay ok because however'.split(' '));

/** pauseBefore tells how many seconds of silence precede the word at an offset; 0 = the segment just ends there, null = neither. */
export type PauseBefore = (offset: number) => number | null;

/**
 * cutLong cuts [from, to) into pieces of 8 to 30 words where speech most likely takes a new start: at a pause, after a comma or dash, before
 * a conjunction, at a segment's edge. Returns the offsets just past each cut, `to` excluded.
 */
export function cutLong(text: string, from: number, to: number, pauseBefore: PauseBefore): number[] {
  const tokens = tokenOffsets(text, from, to);
  const cuts: number[] = [];
  let begin = 0;
  while (tokens.length - begin > LONGEST_PIECE) {
    let best = begin + LONGEST_PIECE;
    let bestScore = Number.NEGATIVE_INFINITY;
    for (let i = begin + SHORTEST_PIECE; i <= begin + LONGEST_PIECE && tokens.length - i >= SHORTEST_PIECE; i++) {
      const score = cutScore(text, tokens[i - 1]!, tokens[i]!, pauseBefore) - Math.abs(i - begin - 18) * 0.03;
      if (score > bestScore) [best, bestScore] = [i, score];
    }
    cuts.push(tokens[best - 1]!.end);
    begin = best;
  }
  return cuts;
}

interface Token {
  start: number;
  end: number;
}

function cutScore(text: string, previous: Token, next: Token, pauseBefore: PauseBefore): number {
  const word = text.slice(next.start, next.end).toLowerCase();
  const last = text.charAt(previous.end - 1);
  const pause = pauseBefore(next.start);
  let score = 0;
  if (pause !== null) score += 0.3 + Math.min(2, pause * 2);
  if (/[;:—–-]/.test(last)) score += 1;
  if (last === ',') score += 0.7;
  if (STRONG_OPENERS.has(word)) score += 0.9;
  else if (OPENERS.has(word)) score += 0.6;
  return score;
}

/** Space-separated tokens; an endless one (no spaces at all) is cut by length. */
function tokenOffsets(text: string, from: number, to: number): Token[] {
  return [...text.slice(from, to).matchAll(TOKEN)].map((match) => ({
    start: from + match.index,
    end: from + match.index + match[0].length,
  }));
}
