/**
 * The difference of two arms, freed of what the items' kinds explain. Each item gives an unbiased estimate of the difference: what the items before it
 * lead one to expect of its kind in both arms, and what it itself was above or below that, weighted by the probability of its arm and of being measured
 * (augmented inverse-probability weighting: J. M. Robins, A. Rotnitzky, L. P. Zhao, 1994). Expectations come from earlier items alone, so that the
 * estimates are martingale differences and their mean has a confidence sequence.
 */
import { MeanSequence } from './mean-sequence';
import type { DifferenceView } from './views';

/** An expectation leans on the arm's mean as on so many items. */
const PRIOR_ITEMS = 5;
/** With fewer measured items in either arm nothing is said. */
const LEAST_MEASURED = 30;

export interface MeasuredItem {
  /** Index of its arm. */
  arm: number;
  /** Its kind, known before it was decided upon: content type and length, say. */
  stratum: string;
  /** null: it was not measured. */
  value: number | null;
  /** Probability that it was measured, (0, 1]. */
  pi: number;
}

class WeightedMean {
  private weight = 0;
  private sum = 0;

  add(value: number, weight: number): void {
    this.weight += weight;
    this.sum += weight * value;
  }

  /** The mean with `prior` as if it had been seen PRIOR_ITEMS times. */
  towards(prior: number): number {
    return (this.sum + PRIOR_ITEMS * prior) / (this.weight + PRIOR_ITEMS);
  }
}

/** What the items so far lead one to expect. */
class Expectations {
  private readonly means = new Map<string, WeightedMean>();

  add({ arm, stratum, pi }: MeasuredItem, value: number): void {
    for (const key of ['', `${arm}`, `|${stratum}`, `${arm}|${stratum}`]) {
      const mean = this.means.get(key) ?? new WeightedMean();
      mean.add(value, 1 / pi);
      this.means.set(key, mean);
    }
  }

  of(arm: number, stratum: string): number {
    const all = this.toward('', 0);
    const ofArm = this.toward(`${arm}`, all);
    // An item of this kind in any arm, moved by what this arm differs from all.
    const ofKind = this.toward(`|${stratum}`, all) + ofArm - all;
    return this.toward(`${arm}|${stratum}`, ofKind);
  }

  private toward(key: string, prior: number): number {
    return this.means.get(key)?.towards(prior) ?? prior;
  }
}

/** One arm minus another, item by item in the order they were exposed. */
export class DifferenceSequence {
  private readonly expected = new Expectations();
  private readonly estimates = new MeanSequence();
  private readonly measured: [number, number] = [0, 0];

  /** Arms by index, with their shares of the items. */
  constructor(
    private readonly arm: { index: number; share: number },
    private readonly minus: { index: number; share: number },
  ) {}

  add(item: MeasuredItem): void {
    const [high, low] = [this.expected.of(this.arm.index, item.stratum), this.expected.of(this.minus.index, item.stratum)];
    let estimate = high - low;
    if (item.value !== null) {
      if (item.arm === this.arm.index) estimate += (item.value - high) / (this.arm.share * item.pi);
      if (item.arm === this.minus.index) estimate -= (item.value - low) / (this.minus.share * item.pi);
      if (item.arm === this.arm.index) this.measured[0]++;
      if (item.arm === this.minus.index) this.measured[1]++;
      this.expected.add(item, item.value);
    }
    this.estimates.add(estimate);
  }

  /** Of one item: what tells how many items a comparison takes. */
  get variance(): number {
    return this.estimates.variance;
  }

  difference(): DifferenceView {
    const enough = Math.min(...this.measured) >= LEAST_MEASURED;
    return { value: enough ? this.estimates.mean : null, sequence: enough ? this.estimates.interval() : null, n: this.estimates.n };
  }
}

const MINUTE_BARS = [5, 20, 60];

/** stratumOf names the kind of an item: its type as guessed from its title and source, and its length by four classes. */
export function stratumOf(contentType: string | null, durationSeconds: number | null): string {
  const minutes = durationSeconds === null ? null : durationSeconds / 60;
  const length = minutes === null ? 'unknown' : MINUTE_BARS.filter((bar) => minutes >= bar).length;
  return `${contentType ?? ''}|${length}`;
}
