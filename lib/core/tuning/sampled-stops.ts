/** What stopping early loses, from single stops that were drawn with known probabilities. The rollups' estimate of the same is ../metrics/false-stops. */
import { exactInterval } from '@/lib/core/metrics/exact-interval';
import type { FalseStopView } from './views';

const CONFIDENCE = 0.95;

/** A stop that was judged, or whose audit failed for good. */
export interface SampledStop {
  /** Probability that it was taken, (0, 1]; 1 for shadow evidence. */
  pi: number;
  /** [0, 1), uniform, independent of pi; taken because u < pi. */
  u: number;
  /** null: its audit failed for good. */
  falseStop: boolean | null;
}

/**
 * estimateSampledStops weights each judged stop by 1/π (Hájek's ratio estimator). `smallestPi` is that of all stops, those that were not selected among them: whatever
 * has u below it was taken, so those are a simple random sample of all stops, for which the binomial interval is exact. Failed audits count as false in it.
 */
export function estimateSampledStops(stops: readonly SampledStop[], smallestPi: number): FalseStopView {
  const judged = stops.filter(({ falseStop }) => falseStop !== null);
  const simple = stops.filter(({ u }) => u < smallestPi);
  return {
    value: weightedMean(judged.map(({ pi, falseStop }) => ({ pi, value: falseStop ? 1 : 0 }))),
    interval: exactInterval(simple.filter(({ falseStop }) => falseStop !== false).length, simple.length, CONFIDENCE),
    n: judged.length,
    judged: judged.length,
    falseStops: judged.filter(({ falseStop }) => falseStop).length,
    failed: stops.length - judged.length,
  };
}

/** weightedMean = Σ value/π ÷ Σ 1/π; null of nothing. */
export function weightedMean(values: readonly { pi: number; value: number }[]): number | null {
  const weight = values.reduce((sum, { pi }) => sum + 1 / pi, 0);
  return weight === 0 ? null : values.reduce((sum, { pi, value }) => sum + value / pi, 0) / weight;
}
