import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exactInterval } from './exact-interval';

it.each([
  // As given by binom.test(hits, trials) of R.
  { hits: 0, trials: 20, lower: 0, upper: 0.1684335 },
  { hits: 1, trials: 10, lower: 0.002528579, upper: 0.4450161 },
  { hits: 5, trials: 10, lower: 0.187086, upper: 0.812914 },
  { hits: 10, trials: 10, lower: 0.6915029, upper: 1 },
])('$hits in $trials', ({ hits, trials, lower, upper }) => {
  const interval = exactInterval(hits, trials, 0.95);
  expect(interval.lower).toBeCloseTo(lower, 6);
  expect(interval.upper).toBeCloseTo(upper, 6);
});

it('with no hit the upper end is 1 − (α/2)^(1/n), for many trials too', () => {
  for (const trials of [1, 7, 100, 5_000]) expect(exactInterval(0, trials, 0.95).upper).toBeCloseTo(1 - 0.025 ** (1 / trials), 10);
});

it('without trials everything is possible', () => {
  expect(exactInterval(0, 0, 0.95)).toEqual({ lower: 0, upper: 1 });
});

const counts = fc.integer({ min: 1, max: 400 }).chain((trials) => fc.tuple(fc.nat(trials), fc.constant(trials)));

it('holds the share itself, mirrors with what is counted, and is wider at more confidence', () => {
  fc.assert(
    fc.property(counts, ([hits, trials]) => {
      const { lower, upper } = exactInterval(hits, trials, 0.95);
      expect(lower).toBeLessThanOrEqual(hits / trials);
      expect(upper).toBeGreaterThanOrEqual(hits / trials);
      const mirrored = exactInterval(trials - hits, trials, 0.95);
      expect(mirrored.lower).toBeCloseTo(1 - upper, 9);
      const wider = exactInterval(hits, trials, 0.99);
      expect(wider.lower).toBeLessThanOrEqual(lower);
      expect(wider.upper).toBeGreaterThanOrEqual(upper);
    }),
  );
});

it('covers the truth at least as often as it says, whatever the truth', () => {
  const trials = 25;
  for (const p of [0.01, 0.05, 0.2, 0.5, 0.77]) {
    let covered = 0;
    let chance = (1 - p) ** trials;
    for (let hits = 0; hits <= trials; hits++) {
      const { lower, upper } = exactInterval(hits, trials, 0.95);
      if (lower <= p && p <= upper) covered += chance;
      chance *= ((trials - hits) / (hits + 1)) * (p / (1 - p));
    }
    expect(covered).toBeGreaterThanOrEqual(0.95);
  }
});
