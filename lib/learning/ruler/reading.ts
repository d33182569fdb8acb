import { rarity } from '@/lib/engines/text/frequency';
import { VAGUE_WORDS } from '@/lib/engines/text/stop-words';
import { isStopWord, normalWord, words } from '@/lib/engines/text/words';
import { figuresOf } from './figures';
import { namesIn } from './names';
import { polarityOf, sidesOf } from './polarity';
import { stemOf } from './stems';

/** What the ruler reads off one sentence. A sentence reads the same wherever it stands. */
export interface Reading {
  text: string;
  vector: Float32Array;
  /** Content stems (figures left out) with what saying them tells, (0, 1]. */
  terms: Map<string, number>;
  /** Every word in small letters, in order. */
  order: string[];
  /** Every word, and every two neighbours as one: names may be heard as two words. */
  words: Set<string>;
  names: string[][];
  figures: number[];
  polarity: Map<string, number>;
  sides: Set<string>;
}

const LEAST_TELLING = 0.15;

export function readSentence(text: string, vector: Float32Array): Reading {
  const order = words(text).map(normalWord);
  return {
    text,
    vector,
    terms: tellingTerms(text),
    order,
    words: new Set([...order, ...order.slice(1).map((word, i) => order[i]! + word)]),
    names: namesIn(text),
    figures: figuresOf(text),
    polarity: polarityOf(text),
    sides: sidesOf(text),
  };
}

/** tellingTerms gives a text's content stems with the rarity of their commonest form; what says little by itself gets LEAST_TELLING. */
export function tellingTerms(text: string): Map<string, number> {
  const terms = new Map<string, number>();
  for (const word of words(text)) {
    const normal = normalWord(word);
    if (normal.length < 2 || isStopWord(normal) || /^\p{N}/u.test(normal)) continue;
    const weight = VAGUE_WORDS.has(normal) ? LEAST_TELLING : Math.max(LEAST_TELLING, rarity(normal));
    const key = stemOf(normal);
    terms.set(key, Math.min(terms.get(key) ?? 1, weight));
  }
  return terms;
}
