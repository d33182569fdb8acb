/** What stopping early loses, from judged stops that were drawn with known probabilities. */
import type { Interval } from '@/lib/core/runs/content';
import { exactInterval } from './exact-interval';

const CONFIDENCE = 0.95;

export interface FalseStopBars {
  /** `audit.max_loss` */
  maxLoss: number;
  minInformativeness: number;
}

/** isFalseStop: more was lost than is allowed, of an item that was worth something. Both by the frozen ruler, each in [0, 1]. */
export function isFalseStop(verdict: { loss: number; informativeness: number }, bars: FalseStopBars): boolean {
  return verdict.loss > bars.maxLoss && verdict.informativeness >= bars.minInformativeness;
}

/** A stop that was judged, or whose audit failed for good. */
export interface SampledStop {
  /** Probability that it was taken, (0, 1]; 1 for shadow evidence. */
  pi: number;
  /** [0, 1), uniform, independent of pi; taken because u < pi. */
  u: number;
  /** null: its audit failed for good. */
  falseStop: boolean | null;
}

export interface FalseStopEstimate {
  /** Σ false/π ÷ Σ 1/π over the judged stops; null without any. */
  rate: number | null;
  /** 95 %, exact, from the simple random part: the stops with u below the smallest π. Failed audits count as false. [0, 1] without any. */
  interval: Interval;
  judged: number;
  falseStops: number;
  failed: number;
  /** How many stops the interval rests on. */
  simpleRandom: number;
}

/**
 * estimateFalseStops weights each judged stop by 1/π (Hájek's ratio estimator). `smallestPi` is that of all stops, those that were not selected
 * among them: whatever has u below it was taken, so those are a simple random sample of all stops, for which the binomial interval is exact.
 */
export function estimateFalseStops(stops: readonly SampledStop[], smallestPi: number): FalseStopEstimate {
  const judged = stops.filter(({ falseStop }) => falseStop !== null);
  const simple = stops.filter(({ u }) => u < smallestPi);
  return {
    rate: weightedMean(judged.map(({ pi, falseStop }) => ({ pi, value: falseStop ? 1 : 0 }))),
    interval: exactInterval(simple.filter(({ falseStop }) => falseStop !== false).length, simple.length, CONFIDENCE),
    judged: judged.length,
    falseStops: judged.filter(({ falseStop }) => falseStop).length,
    failed: stops.length - judged.length,
    simpleRandom: simple.length,
  };
}

/** weightedMean = Σ value/π ÷ Σ 1/π; null of nothing. */
export function weightedMean(values: readonly { pi: number; value: number }[]): number | null {
  const weight = values.reduce((sum, { pi }) => sum + 1 / pi, 0);
  return weight === 0 ? null : values.reduce((sum, { pi, value }) => sum + value / pi, 0) / weight;
}
