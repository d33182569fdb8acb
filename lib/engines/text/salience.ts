import { rarity } from './frequency';
import { VAGUE_WORDS } from './stop-words';
import { isStopWord, normalWord, stem, words } from './words';

/** A content word of a text, as it is compared. */
export interface Term {
  stem: string;
  /** How much saying this word tells, [0, 1]: the rarity of its commonest form; numbers count little by themselves. */
  weight: number;
}

const NUMBER_WEIGHT = 0.3;
const VAGUE_WEIGHT = 0.1;

/** termsOf gives the content words of a text in order. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = [];
  for (const word of words(text)) {
    const normal = normalWord(word);
    if (normal.length < 2 || isStopWord(normal)) continue;
    terms.push({ stem: stem(normal), weight: weightOf(normal) });
  }
  return terms;
}

const cache = new Map<string, number>();
/** Vocabulary of a few long items; beyond it the cache starts anew. */
const CACHE_LIMIT = 50_000;

function weightOf(normal: string): number {
  const known = cache.get(normal);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_LIMIT) cache.clear();
  const weight = /^\p{N}/u.test(normal) ? NUMBER_WEIGHT : VAGUE_WORDS.has(normal) ? VAGUE_WEIGHT : rarity(normal);
  cache.set(normal, weight);
  return weight;
}

/** uniqueTerms keeps one entry a stem, with the least weight any of its forms had. */
export function uniqueTerms(terms: readonly Term[]): Map<string, number> {
  const unique = new Map<string, number>();
  for (const { stem: key, weight } of terms) unique.set(key, Math.min(unique.get(key) ?? 1, weight));
  return unique;
}
