import type { Pace } from '@/lib/engines/text/pace';
import type { Sentence } from '@/lib/engines/text/sentences';
import { dot } from '@/lib/engines/text/vectors';
import { countWords } from '@/lib/engines/text/words';
import { type Reading, tellingTerms } from './reading';

/**
 * How central a point is in its item: by meaning, its closeness to all that the item says (the degree centrality of LexRank, Erkan and Radev
 * 2004, with passages for nodes), and by words, how much of what the item keeps coming back to it names.
 *
 *     weight ∝ (FLOOR + (1 − FLOOR) × closeness × (BY_MEANING + (1 − BY_MEANING) × recurrence)) ^ STEEPNESS
 *
 * closeness: mean over the passages of max(0, cosine of point and passage). A topic that takes a third of the item counts a third.
 * recurrence: mean over the point's MAIN_TERMS weightiest terms of rarity × ln(sentences of the item that have the term): what is said once is
 * no recurring thing; a point of fewer terms has zeros. Both are divided by the largest among the points.
 */
const STEEPNESS = 2;
const MAIN_TERMS = 4;
/** An aside is worth something. */
const FLOOR = 0.1;
/** A point that is close by its meaning counts so much where it names nothing that recurs. */
const BY_MEANING = 0.3;

const PASSAGE_WORDS = 60;
const MOST_PASSAGES = 32;

/** passagesOf cuts an item into runs of whole sentences of about 60 words and takes at most 32 of them, evenly spread: what is embedded. */
export function passagesOf(sentences: readonly Sentence[]): string[] {
  const passages: string[] = [];
  let run: string[] = [];
  let words = 0;
  for (const { text } of sentences) {
    run.push(text);
    words += countWords(text);
    if (words < PASSAGE_WORDS) continue;
    passages.push(run.join(' '));
    run = [];
    words = 0;
  }
  if (run.length > 0) passages.push(run.join(' '));
  return spread(passages, MOST_PASSAGES);
}

/** spread takes at most `most` of a list, evenly. */
export function spread<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor(((i + 0.5) * items.length) / most)]!);
}

/** weightsOf gives one weight a point; they sum to 1. */
export async function weightsOf(
  points: readonly Reading[],
  sentences: readonly Sentence[],
  passages: readonly Float32Array[],
  pace: Pace,
): Promise<number[]> {
  const counts = new Map<string, number>();
  for (const { text } of sentences) {
    for (const stem of tellingTerms(text).keys()) counts.set(stem, (counts.get(stem) ?? 0) + 1);
    await pace();
  }
  const closeness = points.map(({ vector }) => mean(passages.map((passage) => Math.max(0, dot(vector, passage)))));
  const recurrence = points.map(({ terms }) => {
    const saliences = [...terms].map(([stem, weight]) => weight * Math.log(Math.max(1, counts.get(stem) ?? 1)));
    return (
      saliences
        .sort((a, b) => b - a)
        .slice(0, MAIN_TERMS)
        .reduce((sum, value) => sum + value, 0) / MAIN_TERMS
    );
  });
  const [closest, mostRecurrent] = [Math.max(...closeness), Math.max(...recurrence)];
  const raw = points.map((_, i) => {
    const named = BY_MEANING + (1 - BY_MEANING) * share(recurrence[i]!, mostRecurrent);
    return (FLOOR + (1 - FLOOR) * share(closeness[i]!, closest) * named) ** STEEPNESS;
  });
  const total = raw.reduce((sum, value) => sum + value, 0);
  return raw.map((value) => value / total);
}

const share = (value: number, largest: number): number => (largest > 0 ? value / largest : 1);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
