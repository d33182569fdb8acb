/** A share with its exact interval (Clopper & Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial", Biometrika 26, 1934). */
import type { Interval } from '@/lib/core/runs/content';

/** Halvings of [0, 1]: down to the last bit of a double. */
const HALVINGS = 60;

/**
 * exactInterval returns the two-sided Clopper–Pearson interval of a probability from `hits` in `trials`: its ends are the probabilities at
 * which so many hits or more, and so few or fewer, have a chance of (1 − confidence) / 2. [0, 1] without trials. Integers, 0 ≤ hits ≤ trials.
 */
export function exactInterval(hits: number, trials: number, confidence: number): Interval {
  const tail = (1 - confidence) / 2;
  return {
    lower: hits === 0 ? 0 : solve((p) => 1 - binomialAtMost(hits - 1, trials, p) < tail),
    upper: hits === trials ? 1 : solve((p) => binomialAtMost(hits, trials, p) > tail),
  };
}

/** solve finds where `below` turns from true to false in [0, 1]. */
function solve(below: (p: number) => boolean): number {
  let lower = 0;
  let upper = 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (lower + upper) / 2;
    if (below(middle)) lower = middle;
    else upper = middle;
  }
  return (lower + upper) / 2;
}

/** binomialAtMost is P(X ≤ hits) for X ~ Binomial(trials, p), 0 < p < 1: the terms are summed from their logarithms, so that none underflows on the way. */
export function binomialAtMost(hits: number, trials: number, p: number): number {
  let logTerm = trials * Math.log1p(-p);
  const logOdds = Math.log(p) - Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let k = 1; k <= hits; k++) {
    logTerm += Math.log((trials - k + 1) / k) + logOdds;
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
