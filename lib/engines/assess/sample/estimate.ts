import type { Interval } from '@/lib/core/runs/content';
import { featureRow, type SampleFeatures } from './features';
import fitted from './model.json';

/** Made by `bench/train/completeness`, from transcripts of which all was read. */
export interface SampleModel {
  /** For `featureRow`. */
  coefficients: number[];
  /** Isotonic calibration: from the regression's value to completeness, both ascending; straight lines between, level outside. */
  calibration: { from: number[]; to: number[] };
  /** Standard deviation of what the estimate is off by: √(base + perStretch / stretches). */
  spread: { base: number; perStretch: number };
  /** 90 % of the items are off by at most so many of these standard deviations. */
  deviations: number;
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** estimateCompleteness gives completeness for the whole item with its 90 % interval, all in [0, 1]. */
export function estimateCompleteness(features: SampleFeatures, model: SampleModel = fitted): { completeness: number; interval: Interval } {
  const value = featureRow(features).reduce((sum, feature, i) => sum + feature * model.coefficients[i]!, 0);
  const completeness = clamp(interpolate(value, model.calibration));
  const reach = model.deviations * spreadOf(features.stretches, model);
  return { completeness, interval: { lower: clamp(completeness - reach), upper: clamp(completeness + reach) } };
}

export function spreadOf(stretches: number, { spread }: Pick<SampleModel, 'spread'>): number {
  return Math.sqrt(spread.base + spread.perStretch / stretches);
}

export function interpolate(value: number, { from, to }: SampleModel['calibration']): number {
  const after = from.findIndex((x) => x >= value);
  if (after < 0) return to.at(-1)!;
  if (after === 0) return to[0]!;
  const [x0, x1] = [from[after - 1]!, from[after]!];
  return to[after - 1]! + ((to[after]! - to[after - 1]!) * (value - x0)) / (x1 - x0);
}
