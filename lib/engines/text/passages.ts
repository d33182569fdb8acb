import type { Pace } from './pace';
import { type Term, termsOf } from './salience';
import type { Sentence, SentenceDocument } from './sentences';
import { countWords } from './words';

/** A stretch of an item that is about one thing or nearly: whole sentences, in order. */
export interface Passage {
  /** Indexes into `SentenceDocument.sentences`, first and last. */
  first: number;
  last: number;
  /** Its most telling sentences in their order, at most CORE_WORDS words: what is embedded. */
  core: string;
  terms: Term[];
  /** What it tells: the summed weights of its content words. */
  mass: number;
}

const LEAST_WORDS = 60;
/** Bounds what is embedded of an item of any length. */
const MOST_PASSAGES = 64;
const CORE_WORDS = 70;
/** A sentence with fewer content words than this is an acknowledgement. */
const LEAST_TERMS = 3;

interface Measured {
  sentence: Sentence;
  words: number;
  terms: Term[];
  mass: number;
}

/**
 * passagesOf cuts an item into at most 64 passages of at least 60 words (fewer only where the item ends). Passages of acknowledgements
 * alone are left out.
 */
export async function passagesOf(document: SentenceDocument, pace: Pace): Promise<Passage[]> {
  const measured: Measured[] = [];
  for (const sentence of document.sentences) {
    measured.push(measure(sentence));
    await pace();
  }
  const total = measured.reduce((sum, { words }) => sum + words, 0);
  const size = Math.max(LEAST_WORDS, total / MOST_PASSAGES);
  const passages: Passage[] = [];
  let group: Measured[] = [];
  let words = 0;
  for (const [i, sentence] of measured.entries()) {
    group.push(sentence);
    words += sentence.words;
    if (words < size && i < measured.length - 1) continue;
    const passage = makePassage(group);
    if (passage) passages.push(passage);
    group = [];
    words = 0;
  }
  return passages;
}

function measure(sentence: Sentence): Measured {
  const terms = termsOf(sentence.text);
  return { sentence, words: countWords(sentence.text), terms, mass: terms.reduce((sum, { weight }) => sum + weight, 0) };
}

function makePassage(group: Measured[]): Passage | null {
  const telling = group.filter(({ terms }) => terms.length >= LEAST_TERMS);
  if (telling.length === 0) return null;
  const terms = telling.flatMap((sentence) => sentence.terms);
  return {
    first: group[0]!.sentence.index,
    last: group.at(-1)!.sentence.index,
    core: coreOf(telling),
    terms,
    mass: terms.reduce((sum, { weight }) => sum + weight, 0),
  };
}

/** Weight a word, and not too short: a name alone tells less than a sentence about it. */
const density = ({ mass, words }: Measured): number => (mass / (6 + words)) * Math.min(1, words / 8);

function coreOf(sentences: Measured[]): string {
  const ranked = [...sentences].sort((a, b) => density(b) - density(a));
  const kept: Measured[] = [];
  let words = 0;
  for (const sentence of ranked) {
    if (kept.length > 0 && words + sentence.words > CORE_WORDS) continue;
    kept.push(sentence);
    words += sentence.words;
  }
  return kept
    .sort((a, b) => a.sentence.index - b.sentence.index)
    .map(({ sentence }) => sentence.text)
    .join(' ');
}
