import { doubleMetaphone } from 'double-metaphone';
import { rarity } from '@/lib/engines/text/frequency';
import { isStopWord } from '@/lib/engines/text/words';

/** Proper names of one sentence, by its capitals alone: no knowledge of the item, so that a sentence reads the same wherever it stands. */

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.&-][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const NO_NAMES = new Set("i i'm i've i'll i'd mr mrs ms dr ok okay tv am pm god".split(' '));
/** A sentence in capitals, or in title case, tells no names. */
const MOST_CAPITALS = 0.7;
const TITLE_WORDS = 6;

/** Each name as its words in small letters. */
export function namesIn(sentence: string): string[][] {
  const matches = [...sentence.matchAll(TOKEN)];
  const capital = (word: string): boolean => /^\p{Lu}/u.test(word);
  if (matches.length >= TITLE_WORDS && matches.slice(1).filter(([word]) => capital(word)).length > MOST_CAPITALS * (matches.length - 1))
    return [];
  const names: string[][] = [];
  let run: { words: string[]; initial: boolean } | null = null;
  let end = -1;
  const close = () => {
    // The capital that begins a sentence proves nothing, unless the word is in no dictionary or the name goes on.
    if (run !== null && (!run.initial || run.words.length > 1 || rarity(run.words[0]!) === 1)) names.push(run.words);
    run = null;
  };
  for (const match of matches) {
    const word = match[0].toLowerCase().replaceAll('’', "'").replace(/'s$/, '');
    const between = sentence.slice(Math.max(0, end), match.index);
    const initial = end < 0 || /[.!?:"“]\s*$/.test(between);
    if (run !== null && !/^\s$|^\.\s$/.test(between)) close();
    end = match.index + match[0].length;
    if (!capital(match[0]) || NO_NAMES.has(word) || (isStopWord(word) && initial)) {
      close();
      continue;
    }
    if (run === null) run = { words: [word], initial };
    else (run as { words: string[] }).words.push(word);
    if (/['’]s$/.test(match[0])) close();
  }
  close();
  return names;
}

/** hasName says whether words (small letters) hold a name: its last word, as it may have been heard, or its initials. */
export function hasName(words: ReadonlySet<string>, name: readonly string[]): boolean {
  const last = name.at(-1)!;
  if (words.has(last)) return true;
  if (name.length > 2 && words.has(name.map((part) => part.charAt(0)).join(''))) return true;
  for (const word of words) if (soundsLike(word, last)) return true;
  return false;
}

/**
 * soundsLike says whether a word, or several as one, may be another, misheard: by its letters (one may differ in words of four or more, in those
 * of four not the first; two in words of eight), or by its sound (Double Metaphone, Philips 2000: the same key, or one sound in five of a longer one).
 */
export function soundsLike(a: string, b: string): boolean {
  if (a === b) return true;
  const longer = Math.max(a.length, b.length);
  if (longer < 4 || longer > LONGEST) return false;
  return lookAlike(a, b, longer) || soundAlike(a, b);
}

function lookAlike(a: string, b: string, longer: number): boolean {
  if (longer === 4 && a.charAt(0) !== b.charAt(0)) return false;
  const allowed = longer < 8 ? 1 : 2;
  return Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** Keys are consonants only: short ones say little. */
const LEAST_SOUNDS = 3;
const SOUNDS_PER_SLIP = 5;

function soundAlike(a: string, b: string): boolean {
  const [one, other] = [soundsOf(a), soundsOf(b)];
  const shorter = Math.min(one.length, other.length);
  if (shorter < LEAST_SOUNDS) return one.length === other.length && one === other && Math.min(a.length, b.length) >= 4;
  const allowed = Math.floor(shorter / SOUNDS_PER_SLIP);
  return Math.abs(one.length - other.length) <= allowed && distance(one, other) <= allowed;
}

const soundsOf = (word: string): string => doubleMetaphone(word)[0];

/** Letters of what may be heard as one: more is no slip of the ear. */
const LONGEST = 30;

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row.push(Math.min(row[j - 1]! + 1, previous[j]! + 1, previous[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    previous = row;
  }
  return previous[b.length]!;
}
