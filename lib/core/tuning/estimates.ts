/** Weighted shares, means and ratios with their 95 % intervals. A weight says how many runs a run stands for. */
import { wilsonInterval } from '@/lib/core/metrics/wilson-interval';
import type { Interval } from '@/lib/core/runs/content';
import type { Estimate } from './views';

const Z = 1.959963984540054;

/** Counts weights and their squares. */
export class Weights {
  sum = 0;
  squares = 0;
  members = 0;

  add(weight: number): void {
    this.sum += weight;
    this.squares += weight * weight;
    this.members++;
  }

  /** How many runs of equal weight would say as much (L. Kish, Survey Sampling, 1965). */
  get effective(): number {
    return this.squares > 0 ? this.sum ** 2 / this.squares : 0;
  }
}

/**
 * shareEstimate is the share of `hits` among `of`. Its interval is Wilson's for as many runs as the weights amount to, widened by `unknown` further runs that
 * may all be hits or none (C. F. Manski, "Nonparametric bounds on treatment effects", 1990).
 */
export function shareEstimate(hits: number, of: Weights, unknown: number): Estimate {
  const all = of.sum + unknown;
  if (all === 0) return { value: null, interval: null, n: 0 };
  const { lower, upper } = wilsonInterval((hits / Math.max(of.sum, Number.MIN_VALUE)) * of.effective, of.effective);
  return {
    value: of.sum > 0 ? hits / of.sum : null,
    interval: { lower: (lower * of.sum) / all, upper: (upper * of.sum + unknown) / all },
    n: of.members,
  };
}

/** A weighted mean, with the variance of its linearised form. */
export class MeanSums {
  private weight = 0;
  private sum = 0;
  private squares = 0;
  private weightSquares = 0;
  private weightSquaresTimes = 0;
  private members = 0;

  add(value: number, weight: number): void {
    this.weight += weight;
    this.sum += weight * value;
    this.weightSquares += weight * weight;
    this.weightSquaresTimes += weight * weight * value;
    this.squares += weight * weight * value * value;
    this.members++;
  }

  estimate(): Estimate {
    if (this.members === 0) return { value: null, interval: null, n: 0 };
    const mean = this.sum / this.weight;
    const spread = this.squares - 2 * mean * this.weightSquaresTimes + mean ** 2 * this.weightSquares;
    return { value: mean, interval: around(mean, spread / this.weight ** 2, this.members), n: this.members };
  }
}

/** A ratio of two weighted sums, y ÷ x, with the variance of its linearised form (W. G. Cochran, Sampling Techniques, 1977, ch. 6). */
export class RatioSums {
  x = 0;
  y = 0;
  private xx = 0;
  private xy = 0;
  private yy = 0;
  private members = 0;

  add(y: number, x: number, weight: number): void {
    const squared = weight * weight;
    this.x += weight * x;
    this.y += weight * y;
    this.xx += squared * x * x;
    this.xy += squared * x * y;
    this.yy += squared * y * y;
    this.members++;
  }

  estimate(): Estimate {
    if (this.members === 0 || this.x === 0) return { value: null, interval: null, n: 0 };
    const ratio = this.y / this.x;
    const spread = this.yy - 2 * ratio * this.xy + ratio ** 2 * this.xx;
    return { value: ratio, interval: around(ratio, spread / this.x ** 2, this.members), n: this.members };
  }
}

/** null of a single member: it says nothing of the spread. */
function around(value: number, variance: number, members: number): Interval | null {
  if (members < 2) return null;
  const half = Z * Math.sqrt((Math.max(0, variance) * members) / (members - 1));
  return { lower: value - half, upper: value + half };
}
