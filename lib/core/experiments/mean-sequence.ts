import type { Interval } from '@/lib/core/runs/content';

const ALPHA = 0.05;
/** The sequence is narrowest about here. */
const DESIGNED_FOR = 1000;
const RHO_SQUARED = (-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA)) + 1) / DESIGNED_FOR;

/**
 * The mean of values that come one by one, with an interval that holds at 95 % at all times together, so that one may look whenever one likes: the asymptotic
 * confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha, E. H. Kennedy, A. Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences", 2024.
 */
export class MeanSequence {
  n = 0;
  mean = 0;
  private squares = 0;

  add(value: number): void {
    this.n++;
    const before = value - this.mean;
    this.mean += before / this.n;
    this.squares += before * (value - this.mean);
  }

  /** Of one value, per value. */
  get variance(): number {
    return this.n > 1 ? this.squares / (this.n - 1) : Number.NaN;
  }

  /** null with fewer than two values. */
  interval(): Interval | null {
    if (this.n < 2) return null;
    const grown = this.n * RHO_SQUARED + 1;
    const radius = Math.sqrt((this.variance * 2 * grown * Math.log(Math.sqrt(grown) / ALPHA)) / (this.n ** 2 * RHO_SQUARED));
    return { lower: this.mean - radius, upper: this.mean + radius };
  }
}
