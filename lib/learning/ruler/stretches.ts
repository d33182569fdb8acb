/**
 * What a long sentence tells of a point may be a stretch of it. Heard speech has commas where a writer ends a sentence, and a listing strings
 * facts together: compared as one, such a sentence is about too much to tell any of it.
 */
import { countWords } from '@/lib/engines/text/words';
import { tellingTerms } from './reading';

/** Up to here a sentence tells one thing. */
const LONG_WORDS = 20;
/** A stretch has at least this share of what the point's words tell: less is another fact in the same words. */
const LEAST_RECALL = 0.5;
/** A clause ends at its mark, or before a word that begins another. */
const CLAUSE_END = /(?<=[,;:–—])\s+|\s+(?=(?:and|but|because|while|so|which|who)\s)/u;

/** Clauses that are read; a sentence with more of them is a list without an end. */
const MOST_CLAUSES = 24;

/** clausesOf cuts a sentence at its commas and conjunctions; joined by spaces the clauses are the sentence again. */
export function clausesOf(sentence: string): string[] {
  return sentence.split(CLAUSE_END).slice(0, MOST_CLAUSES);
}

/**
 * tellingStretch is the run of neighbouring clauses whose words fit a point's best, by the harmonic mean of precision and recall, each word
 * with what it tells. null where the sentence is short, or all of it fits best, or too little of the point is there. It depends on the point
 * and this sentence alone, so that telling more never takes a stretch away.
 */
export function tellingStretch(point: ReadonlyMap<string, number>, sentence: string): string | null {
  if (countWords(sentence) <= LONG_WORDS) return null;
  const clauses = clausesOf(sentence);
  const terms = clauses.map(tellingTerms);
  const total = sum(point.values());
  let best = { fit: 0, recall: 0, from: 0, to: clauses.length };
  for (let from = 0; from < clauses.length; from++) {
    const told = new Map<string, number>();
    for (let to = from + 1; to <= clauses.length; to++) {
      for (const [stem, weight] of terms[to - 1]!) told.set(stem, weight);
      const common = sum([...told.keys()].map((stem) => point.get(stem) ?? 0));
      const [precision, recall] = [common / Math.max(sum(told.values()), Number.EPSILON), common / Math.max(total, Number.EPSILON)];
      const fit = common > 0 ? (2 * precision * recall) / (precision + recall) : 0;
      if (fit > best.fit) best = { fit, recall, from, to };
    }
  }
  if (best.recall < LEAST_RECALL || best.to - best.from === clauses.length) return null;
  return clauses.slice(best.from, best.to).join(' ');
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
