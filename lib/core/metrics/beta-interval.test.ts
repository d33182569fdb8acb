import { describe, expect, it } from 'vitest';
import { betaInterval, betaShare, logGamma } from './beta-interval';
import { exactInterval } from './exact-interval';

it('logGamma of whole numbers is the logarithm of a factorial', () => {
  for (const [n, factorial] of [
    [1, 1],
    [5, 24],
    [11, 3_628_800],
  ] as const)
    expect(logGamma(n)).toBeCloseTo(Math.log(factorial), 8);
});

describe('betaShare', () => {
  it('of a uniform variable is x, of Beta(2, 1) x², of Beta(1, 3) 1 − (1 − x)³', () => {
    for (const x of [0.01, 0.3, 0.5, 0.99]) {
      expect(betaShare(x, 1, 1)).toBeCloseTo(x, 9);
      expect(betaShare(x, 2, 1)).toBeCloseTo(x ** 2, 9);
      expect(betaShare(x, 1, 3)).toBeCloseTo(1 - (1 - x) ** 3, 9);
    }
  });

  it('is 0 and 1 at the ends', () => expect([betaShare(0, 3, 4), betaShare(1, 3, 4)]).toEqual([0, 1]));
});

it('the ends of the Clopper–Pearson interval are beta quantiles', () => {
  const [hits, trials] = [7, 40];
  const exact = exactInterval(hits, trials, 0.95);
  expect(betaInterval(hits, trials - hits + 1, 0.95).lower).toBeCloseTo(exact.lower, 8);
  expect(betaInterval(hits + 1, trials - hits, 0.95).upper).toBeCloseTo(exact.upper, 8);
});
