import type { Pace } from './pace';

/**
 * TextRank (Mihalcea and Tarau 2004) over sentences: an edge weighs the words two sentences share, divided by the logarithms of their
 * lengths; the rank is PageRank's. Two departures keep it linear in the length of the text: edges are found from the words, not by comparing
 * pairs, and a word joins a sentence to the last MENTIONS sentences that have it, not to all.
 */

const MENTIONS = 48;
const DAMPING = 0.85;
const ITERATIONS = 25;

/** What one shared word adds to an edge. */
export type WordWeight = (stem: string) => number;

/** textRank gives one score per sentence; they sum to about the number of sentences. `sentences` are lists of content stems. */
export async function textRank(sentences: readonly (readonly string[])[], weightOf: WordWeight, pace: Pace): Promise<Float64Array> {
  const edges = await joinSentences(sentences, weightOf, pace);
  const totals = edges.map((neighbours) => sum(neighbours.values()));
  let scores = new Float64Array(sentences.length).fill(1);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float64Array(sentences.length).fill(1 - DAMPING);
    for (const [i, neighbours] of edges.entries()) {
      if (totals[i] === 0) continue;
      const share = (DAMPING * scores[i]!) / totals[i]!;
      for (const [j, weight] of neighbours) next[j]! += share * weight;
      if (i % 200 === 199) await pace();
    }
    scores = next;
  }
  return scores;
}

async function joinSentences(sentences: readonly (readonly string[])[], weightOf: WordWeight, pace: Pace): Promise<Map<number, number>[]> {
  const edges = sentences.map(() => new Map<number, number>());
  const recent = new Map<string, number[]>();
  const logLength = sentences.map((stems) => Math.log(stems.length + 1.5));
  for (const [i, stems] of sentences.entries()) {
    for (const stem of new Set(stems)) {
      const before = recent.get(stem) ?? [];
      const weight = weightOf(stem);
      for (const j of before) {
        const edge = weight / (logLength[i]! + logLength[j]!);
        edges[i]!.set(j, (edges[i]!.get(j) ?? 0) + edge);
        edges[j]!.set(i, (edges[j]!.get(i) ?? 0) + edge);
      }
      before.push(i);
      if (before.length > MENTIONS) before.shift();
      recent.set(stem, before);
    }
    await pace();
  }
  return edges;
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
