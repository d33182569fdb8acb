import { describe, expect, it } from 'vitest';
import { exactInterval } from '@/lib/core/metrics/exact-interval';
import { seededRandom } from './fixture';
import { estimateSampledStops, weightedMean } from './sampled-stops';

describe('false stops among sampled stops', () => {
  it('are weighted by how rarely a stop was taken', () => {
    const stops = [
      { pi: 1, u: 0.9, falseStop: true },
      { pi: 0.1, u: 0.05, falseStop: false },
    ];
    expect(estimateSampledStops(stops, 0.1).value).toBeCloseTo(1 / 11);
  });

  it('have an exact interval from what was sure to be taken, in which failed audits are false', () => {
    const stops = Array.from({ length: 40 }, (_, i) => ({ pi: 0.5, u: i / 80, falseStop: i < 2 ? true : i === 2 ? null : false }));
    const { interval, failed, judged } = estimateSampledStops(stops, 0.25);
    expect(interval).toEqual(exactInterval(3, 20, 0.95));
    expect({ failed, judged }).toEqual({ failed: 1, judged: 39 });
  });

  it('of none are not known', () => {
    expect(estimateSampledStops([], 1)).toMatchObject({ value: null, interval: { lower: 0, upper: 1 }, n: 0 });
    expect(weightedMean([])).toBeNull();
  });

  it('are held by the interval in at least 95 % of cases, with any mix of probabilities (seed 3)', () => {
    const random = seededRandom(3);
    let held = 0;
    const tries = 400;
    for (let i = 0; i < tries; i++) {
      const stops = Array.from({ length: 2000 }, () => ({ pi: random() < 0.2 ? 0.5 : 0.05, u: random(), falseStop: random() < 0.1 }));
      const { interval } = estimateSampledStops(
        stops.filter(({ pi, u }) => u < pi),
        0.05,
      );
      if (interval!.lower <= 0.1 && interval!.upper >= 0.1) held++;
    }
    expect(held / tries).toBeGreaterThanOrEqual(0.94);
  });
});
