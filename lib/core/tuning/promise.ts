/**
 * Whether a promise on false stops holds for a list of stops of which each was audited by lot. Were more of them false than promised, audits would have found some:
 * at least so many as their lots make likely. The list is what it is, in whatever order and however clustered; the lot alone is random
 * (docs/decisions/0024, 0054).
 */
import { binomialAtMost } from '@/lib/core/metrics/exact-interval';

export interface FalseStopPromise {
  /** Largest share of false stops, (0, 1). */
  rate: number;
  /** (0, 1) */
  confidence: number;
}

/** Of the stops, this share may have been drawn with a smaller π than the one that is reckoned with. */
const RARELY_DRAWN = 0.02;
/** Share of the doubt that a promise allows which is spent on how many stops there are, where that is not sure. */
const SPENT_ON_COUNTING = 0.1;

/** The stops that a candidate makes, as far as it matters to a promise. Counts. */
export interface StopsForPromise {
  /** The π that is reckoned with: an audit counts iff u < π. (0, 1] */
  pi: number;
  /** Stops that would be made for sure. */
  sure: number;
  /** Of all stops: false without any doubt, by a full analysis that was made anyway, or taken for false because nothing can tell. */
  settledFalse: number;
  /** Found by audits that count: false ones, among them those that failed or are still awaited, and right ones. */
  foundFalse: number;
  foundRight: number;
  /** Found by audits that count among runs of which nothing else tells whether they would be stopped. */
  foundUnsure: number;
}

/** leastPiOf is the π that is reckoned with: all but a few stops were drawn with at least that. `pis` of all drawn stops, in any order. */
export function leastPiOf(pis: readonly number[]): number {
  const sorted = Float64Array.from(pis).sort();
  return sorted[Math.floor(RARELY_DRAWN * sorted.length)] ?? 1;
}

/**
 * doubtOf bounds the chance of finding so few false stops as were found, if a larger share than promised was false, [0, 1]: of M false stops that a lot decides about,
 * as many are found as a binomial draw of M with π gives. The promise holds where the doubt is at most 1 − confidence.
 */
export function doubtOf(stops: StopsForPromise, { rate, confidence }: FalseStopPromise): number {
  const spent = stops.foundUnsure > 0 ? SPENT_ON_COUNTING * (1 - confidence) : 0;
  const count = stops.sure + leastTrials(stops.foundUnsure, stops.pi, spent);
  // The fewest false stops that would break the promise; those that are settled need not be found.
  const hidden = Math.floor(rate * count + 1e-9) + 1 - stops.settledFalse;
  if (stops.foundFalse >= hidden) return 1;
  return Math.min(1, spent + (stops.pi < 1 ? binomialAtMost(stops.foundFalse, hidden, stops.pi) : 0));
}

/** holds tells whether the promise can be made. */
export function holds(stops: StopsForPromise, promise: FalseStopPromise): boolean {
  return doubtOf(stops, promise) <= 1 - promise.confidence;
}

/** leastTrials is the smallest number of draws with `p` of which `hits` or more have a chance of more than `alpha` to be taken. */
function leastTrials(hits: number, p: number, alpha: number): number {
  if (hits === 0 || p >= 1) return hits;
  const likely = (trials: number) => 1 - binomialAtMost(hits - 1, trials, p) > alpha;
  let [few, enough] = [hits - 1, Math.ceil(hits / p)];
  while (!likely(enough)) [few, enough] = [enough, 2 * enough];
  while (enough - few > 1) {
    const middle = Math.floor((few + enough) / 2);
    if (likely(middle)) enough = middle;
    else few = middle;
  }
  return enough;
}

const MOST_AUDITS = 100_000;

/**
 * auditsUntilPromise is how many further judged stops it takes until the promise can be made by the binomial bound, if as large a share of them is false as so
 * far; 0 where it can be made now, null where that share is too large for it.
 */
export function auditsUntilPromise(falseStops: number, judged: number, { rate, confidence }: FalseStopPromise): number | null {
  const share = judged > 0 ? falseStops / judged : 0;
  if (share >= rate) return null;
  const holds = (n: number) => binomialAtMost(Math.ceil(share * n - 1e-9), n, rate) <= 1 - confidence;
  if (judged > 0 && holds(judged)) return 0;
  let [too, enough] = [judged, Math.max(2 * judged, 64)];
  while (!holds(enough)) {
    if (enough > MOST_AUDITS) return null;
    [too, enough] = [enough, 2 * enough];
  }
  while (enough - too > 1) {
    const middle = Math.floor((too + enough) / 2);
    if (holds(middle)) enough = middle;
    else too = middle;
  }
  return enough - judged;
}
