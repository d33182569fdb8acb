import { rarity } from './frequency';
import { VAGUE_WORDS } from './stop-words';
import { isStopWord, normalWord, stem, words } from './words';

/** A content word of a text, as it is compared. */
export interface Term {
  readonly stem: string;
  /** How much saying this word tells, [0, 1]: the rarity of its commonest form; numbers count little by themselves. */
  readonly weight: number;
}

const NUMBER_WEIGHT = 0.3;
const VAGUE_WEIGHT = 0.1;

/** termsOf gives the content words of a text in order. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const word of words(text)) {
    const term = termOf(word);
    if (term) terms.push(term);
  }
  return terms;
}

/** By the word as it is written; null for what carries no content. */
const cache = new Map<string, Term | null>();
/** Vocabulary of a few long items; beyond it the cache starts anew. */
const CACHE_LIMIT = 50_000;

function termOf(word: string): Term | null {
  const known = cache.get(word);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const normal = normalWord(word);
  const term = normal.length < 2 || isStopWord(normal) ? null : Object.freeze({ stem: stem(normal), weight: weightOf(normal) });
  cache.set(word, term);
  return term;
}

function weightOf(normal: string): number {
  return /^\p{N}/u.test(normal) ? NUMBER_WEIGHT : VAGUE_WORDS.has(normal) ? VAGUE_WEIGHT : rarity(normal);
}

/** uniqueTerms keeps one entry a stem, with the least weight any of its forms had. */
export function uniqueTerms(terms: readonly Term[]): Map<string, number> {
  const unique = new Map<string, number>();
  for (const { stem: key, weight } of terms) unique.set(key, Math.min(unique.get(key) ?? 1, weight));
  return unique;
}
