import { logGamma } from '@/lib/core/metrics/beta-interval';

/** How sure it has to be that the arms got other shares than they should. */
const ALPHA = 0.01;
/** The alternative: shares that are off by about 1.5 points, spread as a Dirichlet distribution of this weight. */
const CONCENTRATION = 1000;

export interface SampleRatio {
  healthy: boolean;
  /** Bound on the probability of such counts, or more telling ones at any time before, if the shares were as they should be. [0, 1] */
  p: number;
}

/**
 * checkSampleRatio holds the exposures of each arm against their shares: a Bayes factor that may be looked at after every exposure (M. Lindon, A. Malek,
 * "Anytime-valid inference for multinomial count data", 2022). Counts and shares in the same order.
 */
export function checkSampleRatio(counts: readonly number[], shares: readonly number[]): SampleRatio {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let log = logGamma(CONCENTRATION) - logGamma(CONCENTRATION + total);
  for (const [i, count] of counts.entries()) {
    const weight = CONCENTRATION * shares[i]!;
    log += logGamma(weight + count) - logGamma(weight) - count * Math.log(shares[i]!);
  }
  const p = Math.min(1, Math.exp(-log));
  return { healthy: p > ALPHA, p };
}
