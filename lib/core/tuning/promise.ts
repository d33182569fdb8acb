/**
 * Whether a promise on false stops holds: a bet on the stops that were found out about, weighted by 1/π (I. Waudby-Smith, A. Ramdas, "Estimating means of
 * bounded random variables by betting", 2024). The bet is one number chosen beforehand, so that what is expected of it is at most 1 for any fixed list of
 * stops of which a share of `rate` or more is false, in whatever order and however clustered: the lot alone is random (docs/decisions/0024).
 */
import { binomialAtMost } from '@/lib/core/metrics/exact-interval';
import type { SampledStop } from './sampled-stops';

export interface FalseStopPromise {
  /** Largest share of false stops, (0, 1). */
  rate: number;
  /** (0, 1) */
  confidence: number;
}

/** Shares of the largest bet that cannot lose everything. */
const BETS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/** Of the stops, this share may have been drawn with a smaller π than the one that bets are scaled by. */
const RARELY_DRAWN = 0.02;

/** A list of stops that a candidate makes, as far as it matters to a promise. */
export interface StopsForPromise {
  /** Found out about; a failed one counts as false. */
  found: readonly Pick<SampledStop, 'pi' | 'falseStop'>[];
  /** How many stops were drawn with a π under `leastPi`, found out or not. Each counts as false. */
  rarelyDrawn: number;
  leastPi: number;
}

/** leastPiOf is the π that bets are scaled by: all but a few stops were drawn with at least that. `pis` of all drawn stops, in any order. */
export function leastPiOf(pis: readonly number[]): number {
  const sorted = [...pis].sort((a, b) => a - b);
  return sorted[Math.floor(RARELY_DRAWN * sorted.length)] ?? 1;
}

/** logEvidence is the logarithm of what a bet on "fewer than `rate` are false" has grown to; at −log(1 − confidence) the promise holds. */
export function logEvidence({ found, rarelyDrawn, leastPi }: StopsForPromise, rate: number, bet: number): number {
  const stake = (bet * leastPi) / (1 - rate);
  let log = rarelyDrawn * Math.log1p(-stake * (1 - rate));
  for (const { pi, falseStop } of found) {
    if (pi >= leastPi) log += Math.log1p((stake / pi) * (rate - Number(falseStop !== false)));
  }
  return log;
}

/**
 * bestBet is the bet that would have paid best on these stops had one more of them been false, and what it would have grown to then: luck is not counted on.
 */
export function bestBet(stops: StopsForPromise, rate: number): { bet: number; log: number } {
  const doubtful = { ...stops, found: [...stops.found, { pi: stops.leastPi, falseStop: true }] };
  const tried = BETS.map((bet) => ({ bet, log: logEvidence(doubtful, rate, bet) }));
  return tried.reduce((best, one) => (one.log > best.log ? one : best));
}

/** neededLog is what `logEvidence` has to reach. */
export function neededLog({ confidence }: FalseStopPromise): number {
  return -Math.log(1 - confidence);
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
