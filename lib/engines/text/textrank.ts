import type { Pace } from './pace';

/**
 * TextRank (Mihalcea and Tarau 2004) over sentences: an edge weighs the words two sentences share, divided by the logarithms of their
 * lengths; the rank is PageRank's. Two departures keep it linear in the length of the text: edges are found from the words, not by comparing
 * pairs, and a word joins a sentence to the last 32 sentences that have it, not to all.
 */

const MENTIONS = 32;
const DAMPING = 0.85;
const ITERATIONS = 15;

/** What one shared word adds to an edge. */
export type WordWeight = (stem: string) => number;

/** textRank gives one score per sentence; they sum to about the number of sentences. `sentences` are lists of content stems. */
export async function textRank(sentences: readonly (readonly string[])[], weightOf: WordWeight, pace: Pace): Promise<Float64Array> {
  const { from, to, weights, totals } = await joinSentences(sentences, weightOf, pace);
  let scores = new Float64Array(sentences.length).fill(1);
  for (let iteration = 0; iteration < ITERATIONS; iteration++) {
    const next = new Float64Array(sentences.length);
    // What a sentence gives for each unit of weight.
    const given = scores.map((score, i) => score / totals[i]!);
    // By index: an iterator over some hundred thousand edges costs several times as much as what is done with them.
    for (let edge = 0; edge < weights.length; edge++) {
      const a = from[edge]!;
      const b = to[edge]!;
      const weight = weights[edge]!;
      next[a]! += weight * given[b]!;
      next[b]! += weight * given[a]!;
      if (edge % 20_000 === 19_999) await pace();
    }
    scores = next.map((arriving) => 1 - DAMPING + DAMPING * arriving);
  }
  return scores;
}

/** An undirected graph as parallel lists, an edge an entry. */
interface Graph {
  from: number[];
  to: number[];
  weights: number[];
  /** Summed weight of each sentence's edges. */
  totals: Float64Array;
}

async function joinSentences(sentences: readonly (readonly string[])[], weightOf: WordWeight, pace: Pace): Promise<Graph> {
  const graph: Graph = { from: [], to: [], weights: [], totals: new Float64Array(sentences.length) };
  const recent = new Map<string, number[]>();
  const logLengths = sentences.map((stems) => Math.log(stems.length + 1.5));
  for (const [i, stems] of sentences.entries()) {
    const shared = new Map<number, number>();
    for (const stem of new Set(stems)) {
      const before = recent.get(stem) ?? [];
      const weight = weightOf(stem);
      for (const j of before) shared.set(j, (shared.get(j) ?? 0) + weight);
      before.push(i);
      if (before.length > MENTIONS) before.shift();
      recent.set(stem, before);
    }
    for (const [j, weight] of shared) addEdge(graph, i, j, weight / (logLengths[i]! + logLengths[j]!));
    await pace();
  }
  return graph;
}

function addEdge({ from, to, weights, totals }: Graph, a: number, b: number, weight: number): void {
  if (weight <= 0) return;
  from.push(a);
  to.push(b);
  weights.push(weight);
  totals[a]! += weight;
  totals[b]! += weight;
}
