/**
 * The difference of two arms, freed of what the items' kinds explain. Each item gives an unbiased estimate of the difference: what the items before it
 * lead one to expect of its kind in both arms, and what it itself was above or below that, weighted by the probability of its arm and of being measured
 * (augmented inverse-probability weighting: J. M. Robins, A. Rotnitzky, L. P. Zhao, 1994). Of an item that was not measured, what its own run made of it stands in, as
 * far as measured ones bear that out; measured ones make up for what that is off. Expectations come from earlier items alone, so that the estimates are martingale
 * differences and their mean has a confidence sequence.
 */
import { MeanSequence } from './mean-sequence';
import type { DifferenceView } from './views';

/** An expectation leans on the arm's mean as on so many items. */
const PRIOR_ITEMS = 5;
/** The same for the slope of a calibration: a spread of 0.1. */
const PRIOR_SQUARES = PRIOR_ITEMS * 0.1 ** 2;
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
  /** What its own run made of it, measured or not, on the same scale; null = nothing. Needs a `pi` that is true of it. */
  guess: number | null;
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

  add({ arm, stratum }: MeasuredItem, value: number, weight: number): void {
    for (const key of ['', `${arm}`, `|${stratum}`, `${arm}|${stratum}`]) {
      const mean = this.means.get(key) ?? new WeightedMean();
      mean.add(value, weight);
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

/** Turns guesses into what measured items were found to be: least squares, which leans on guesses being right. */
class Calibration {
  private n = 0;
  private guesses = 0;
  private values = 0;
  private squares = 0;
  private products = 0;

  add(guess: number, value: number): void {
    this.n++;
    const [fromGuesses, fromValues] = [guess - this.guesses, value - this.values];
    this.guesses += fromGuesses / this.n;
    this.values += fromValues / this.n;
    this.squares += fromGuesses * (guess - this.guesses);
    this.products += fromGuesses * (value - this.values);
  }

  valueOf(guess: number): number {
    const slope = (this.products + PRIOR_SQUARES) / (this.squares + PRIOR_SQUARES);
    const off = ((this.values - this.guesses) * this.n) / (this.n + PRIOR_ITEMS);
    return guess + off + (slope - 1) * (guess - this.guesses);
  }
}

/** One arm minus another, item by item in the order they were exposed. */
export class DifferenceSequence {
  private readonly expected = new Expectations();
  private readonly calibration = new Calibration();
  private readonly estimates = new MeanSequence();
  private readonly measured: [number, number] = [0, 0];

  /** Arms by index, with their shares of the items. */
  constructor(
    private readonly arm: { index: number; share: number },
    private readonly minus: { index: number; share: number },
  ) {}

  add(item: MeasuredItem): void {
    const { arm, stratum, value, pi } = item;
    const [high, low] = [this.expected.of(this.arm.index, stratum), this.expected.of(this.minus.index, stratum)];
    const guess = item.guess === null ? null : this.calibration.valueOf(item.guess);
    const above = (expected: number) => (guess ?? expected) - expected + (value === null ? 0 : (value - (guess ?? expected)) / pi);
    let estimate = high - low;
    if (arm === this.arm.index) estimate += above(high) / this.arm.share;
    if (arm === this.minus.index) estimate -= above(low) / this.minus.share;
    this.estimates.add(estimate);
    if (arm === this.arm.index) this.measured[0] += Number(value !== null);
    if (arm === this.minus.index) this.measured[1] += Number(value !== null);
    // With guesses every item is there for itself.
    if (guess !== null) this.expected.add(item, value ?? guess, 1);
    else if (value !== null) this.expected.add(item, value, 1 / pi);
    if (item.guess !== null && value !== null) this.calibration.add(item.guess, value);
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
