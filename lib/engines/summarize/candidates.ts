import { fillerShare } from '../text/filler';
import { formOf, pointsBack } from '../text/form';
import type { Pace } from '../text/pace';
import { type Term, termsOf } from '../text/salience';
import type { Sentence, SentenceDocument } from '../text/sentences';
import { textRank } from '../text/textrank';
import { countWords } from '../text/words';

/** A sentence that a summary may be made of. */
export interface Candidate {
  sentence: Sentence;
  words: number;
  /** Relative: how much a summary gains by it, from words alone; at least 0. */
  score: number;
}

/** Most that is embedded of an item of any length. */
const MOST_CANDIDATES = 64;
/** The item is cut into so many stretches of time, and each may send its best, so that no part of a long item is left out. */
const STRETCHES = 12;
const BEST_PER_STRETCH = 4;
const LEAST_TERMS = 3;
/** What opens an item more often says what it is about; an article's first lines nearly always do. */
const OPENING_SHARE = 0.08;

/** A sentence with what ranking it found out. */
export interface RankedSentence extends Candidate {
  /** Its content words, in order. */
  terms: readonly Term[];
  /** TextRank, about 1 on average. */
  rank: number;
  /** Share of filler, [0, 1]. */
  filler: number;
}

/** rankSentences reads every sentence once, those that are repeated word for word the first time only; in order. */
export async function rankSentences(document: SentenceDocument, pace: Pace): Promise<RankedSentence[]> {
  const sentences = eachOnce(document.sentences);
  const terms: Term[][] = [];
  const weights = new Map<string, number>();
  for (const { text } of sentences) {
    const own = termsOf(text);
    for (const { stem, weight } of own) weights.set(stem, Math.min(weights.get(stem) ?? 1, weight));
    terms.push(own);
    await pace();
  }
  const stems = terms.map((own) => own.map(({ stem }) => stem));
  const ranks = await textRank(stems, (stem) => weights.get(stem) ?? 0, pace);
  const ranked: RankedSentence[] = [];
  for (const [i, sentence] of sentences.entries()) {
    const words = countWords(sentence.text);
    const filler = fillerShare(sentence.text, terms[i]!);
    const own = { sentence, words, terms: terms[i]!, rank: ranks[i]!, filler };
    ranked.push({ ...own, score: scoreOf(own) * openingBonus(sentence.index, document) });
    await pace();
  }
  return ranked;
}

/** findCandidates ranks an item's sentences by TextRank and by what they tell, and keeps the best of the whole and of each stretch, in order. */
export async function findCandidates(document: SentenceDocument, pace: Pace): Promise<Candidate[]> {
  return bestOf(await rankSentences(document, pace), document.sentences.length);
}

/** What is said again word for word is ranked once; a looping recording must not outweigh the rest by its loop. */
export function eachOnce(sentences: readonly Sentence[]): Sentence[] {
  const seen = new Set<string>();
  return sentences.filter(({ text }) => !seen.has(text.toLowerCase()) && seen.add(text.toLowerCase()));
}

function scoreOf({ sentence: { text }, words, terms, rank, filler }: Omit<RankedSentence, 'score'>): number {
  if (terms.length < LEAST_TERMS) return 0;
  const mass = terms.reduce((sum, { weight }) => sum + weight, 0);
  const density = mass / (words + 4);
  const length = words < 8 ? words / 10 : words > 40 ? 40 / words : 1;
  const wholeness = 0.4 + 0.6 * formOf(text);
  const alone = pointsBack(text) ? 0.8 : 1;
  const asks = QUESTION.test(text) ? 0.25 : 1;
  return Math.sqrt(Math.max(0, rank)) * density * length * wholeness * alone * asks * (1 - 0.9 * filler);
}

export const QUESTION = /\?["'”’)\]]*$/;

function openingBonus(index: number, document: SentenceDocument): number {
  if (index / document.sentences.length > OPENING_SHARE) return 1;
  return document.paragraphs ? 1.3 : 1.1;
}

/** bestOf keeps, of all sentences of an item of `sentenceCount`, those that a summary may be made of, in order. */
export function bestOf(ranked: readonly Candidate[], sentenceCount: number): Candidate[] {
  const scored = ranked.filter(({ score }) => score > 0);
  const byScore = (a: Candidate, b: Candidate) => b.score - a.score || a.sentence.index - b.sentence.index;
  const kept = new Set<Candidate>();
  for (let stretch = 0; stretch < STRETCHES; stretch++) {
    const inside = scored.filter(({ sentence }) => Math.floor((sentence.index * STRETCHES) / sentenceCount) === stretch);
    for (const candidate of [...inside].sort(byScore).slice(0, BEST_PER_STRETCH)) kept.add(candidate);
  }
  for (const candidate of [...scored].sort(byScore)) {
    if (kept.size >= MOST_CANDIDATES) break;
    kept.add(candidate);
  }
  return [...kept].sort((a, b) => a.sentence.index - b.sentence.index);
}
