import { dot } from '../text/vectors';

export interface Selectable {
  /** Relative gain from the text alone; at least 0. */
  score: number;
  vector: Float32Array;
}

/** Two sentences this close say the same. */
const SAME = 0.82;
/** Share of the gain that is a sentence's own score; the rest is what it covers that the chosen ones do not. */
const OWN_SHARE = 0.4;

/**
 * selectCovering orders the candidates that a summary should take, best first: greedy maximisation of coverage (each candidate, by the
 * root of its score, is covered as far as its closest chosen sentence is close; Lin and Bilmes 2011) plus the sentence's own score, which is maximal
 * marginal relevance with the whole item as the query. Near-duplicates of a chosen sentence are never taken. At most `count` indexes.
 */
export function selectCovering(candidates: readonly Selectable[], count: number): number[] {
  const best = Math.max(...candidates.map(({ score }) => score), Number.MIN_VALUE);
  const weights = candidates.map(({ score }) => score / best);
  // Roots: a topic of middling sentences is a topic too.
  const needs = weights.map(Math.sqrt);
  const total = needs.reduce((a, b) => a + b, 0) || 1;
  const close = closenessOf(candidates);
  const covered = candidates.map(() => 0);
  const chosen: number[] = [];
  const open = new Set(candidates.keys());
  while (chosen.length < count && open.size > 0) {
    let pick = -1;
    let pickGain = Number.NEGATIVE_INFINITY;
    for (const i of open) {
      const gain = OWN_SHARE * weights[i]! + (1 - OWN_SHARE) * coverageGain(close[i]!, needs, covered, total);
      if (gain > pickGain) [pick, pickGain] = [i, gain];
    }
    chosen.push(pick);
    open.delete(pick);
    const near = close[pick]!;
    for (let j = 0; j < near.length; j++) {
      covered[j] = Math.max(covered[j]!, near[j]!);
      if (near[j]! > SAME) open.delete(j);
    }
  }
  return chosen;
}

/** Each pair once. */
function closenessOf(candidates: readonly Selectable[]): number[][] {
  const close = candidates.map(() => new Array<number>(candidates.length).fill(0));
  for (let i = 0; i < candidates.length; i++) {
    for (let j = i; j < candidates.length; j++) {
      close[i]![j] = dot(candidates[i]!.vector, candidates[j]!.vector);
      close[j]![i] = close[i]![j]!;
    }
  }
  return close;
}

/** What a candidate this close to the others would add to the covered share of the item, scaled so that the first pick gains up to about 1. */
function coverageGain(close: readonly number[], needs: readonly number[], covered: readonly number[], total: number): number {
  let gain = 0;
  for (let j = 0; j < close.length; j++) gain += needs[j]! * Math.max(0, close[j]! - covered[j]!);
  return (COVERAGE_SCALE * gain) / total;
}

/** A central sentence is on average this much short of closeness 1 to the others. */
const COVERAGE_SCALE = 4;
