import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountedStops, estimateFalseStops, isFalseStop, policyLoss } from './false-stops';
import { stopDeltas } from './stop-deltas';

const BARS = { maxLoss: 0.4, minInformativeness: 0.6 };

describe('a false stop', () => {
  it('lost more than is allowed, of an item that was worth something', () => {
    expect(isFalseStop({ loss: 0.41, informativeness: 0.6 }, BARS)).toBe(true);
    expect(isFalseStop({ loss: 0.4, informativeness: 0.9 }, BARS)).toBe(false);
    expect(isFalseStop({ loss: 1, informativeness: 0.59 }, BARS)).toBe(false);
  });

  it('is not made by a lower loss, nor unmade by a higher one', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, share, (loss, more, informativeness) => {
        fc.pre(more >= loss);
        if (isFalseStop({ loss, informativeness }, BARS)) expect(isFalseStop({ loss: more, informativeness }, BARS)).toBe(true);
      }),
    );
  });
});

interface SampledStop {
  pi: number;
  u: number;
  /** null: its audit failed for good. */
  falseStop: boolean | null;
  kind?: CountedStops['kind'];
}
const sampled = (pi: number, u: number, falseStop: boolean | null): SampledStop => ({ pi, u, falseStop });

/** Stops as the rollups count them; `alsoDrawn` are the probabilities of those that were not selected. */
function counted(stops: readonly SampledStop[], ...alsoDrawn: number[]): CountedStops[] {
  const common = { epoch: 1, hour: 0, configVersion: '1', contentType: 'news', checkpoint: '', spentMs: 0 };
  const judged = stops.flatMap(({ pi, u, falseStop, kind = 'bypass' }) => {
    const verdict = falseStop === null ? 'failed' : falseStop ? 'false' : 'right';
    return stopDeltas({ ...common, kind, drawnPi: pi, verdict, pi, u, loss: falseStop === null ? null : 0.5 });
  });
  const drawn = alsoDrawn.flatMap((drawnPi) =>
    stopDeltas({ ...common, kind: 'bypass', drawnPi, verdict: null, pi: null, u: null, loss: null }),
  );
  return [...judged, ...drawn];
}

describe('the rate of false stops', () => {
  it('weights each judged stop by how seldom such ones are judged', () => {
    const stops = [sampled(0.5, 0.1, true), sampled(0.1, 0.05, false), sampled(1, 0.9, false)];
    expect(estimateFalseStops(counted(stops)).rate).toBeCloseTo(2 / (2 + 10 + 1), 12);
  });

  it('has its interval from the stops below the smallest probability alone', () => {
    const stops = [sampled(0.5, 0.4, true), sampled(0.5, 0.05, false), sampled(0.1, 0.02, false), sampled(1, 0.9, true)];
    const estimate = estimateFalseStops(counted(stops));
    expect(estimate).toMatchObject({ judged: 4, falseStops: 2, failed: 0, simpleRandom: 2 });
    expect(estimate.interval.lower).toBe(0);
    expect(estimate.interval.upper).toBeCloseTo(0.8418861, 6);
    expect(estimateFalseStops(counted(stops, 0.03)).simpleRandom).toBe(1);
  });

  it('counts an audit that failed as false in the bound, and not in the rate', () => {
    const fine = Array.from({ length: 20 }, () => sampled(0.5, 0.1, false));
    const estimate = estimateFalseStops(counted([...fine, sampled(0.5, 0.1, null)]));
    expect(estimate).toMatchObject({ rate: 0, failed: 1, simpleRandom: 21 });
    expect(estimate.interval.lower).toBeGreaterThan(0);
    expect(estimate.interval.upper).toBeGreaterThan(estimateFalseStops(counted(fine)).interval.upper);
  });

  it('is bounded by nothing where some stops had no chance of an audit', () => {
    const stops = Array.from({ length: 50 }, () => sampled(0.5, 0.1, false));
    expect(estimateFalseStops(counted(stops, 0))).toMatchObject({ simpleRandom: 0, interval: { lower: 0, upper: 1 } });
  });

  it('has none of what a type is sent light for, which has a loss of its own', () => {
    const stops = counted([{ ...sampled(0.5, 0.1, true), kind: 'routing' }, sampled(1, 0.2, false)]);
    expect(estimateFalseStops(stops)).toMatchObject({ rate: 0, judged: 1 });
    expect(policyLoss(stops)).toEqual({ loss: 0.5, judged: 1 });
  });

  it('of nothing is unknown', () => {
    expect(estimateFalseStops([])).toMatchObject({ rate: null, interval: { lower: 0, upper: 1 } });
    expect(policyLoss([])).toEqual({ loss: null, judged: 0 });
  });

  it('finds the true rate of a large population, whatever the probabilities were', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.boolean()), { minLength: 1 }), (kinds) => {
        // Of each kind of stop all u of a fine grid: what is taken of it is π of it.
        const grid = Array.from({ length: 2_000 }, (_, i) => (i + 0.5) / 2_000);
        const taken = kinds.flatMap(([pi, falseStop]) => grid.filter((u) => u < pi).map((u) => sampled(pi, u, falseStop)));
        const truth = kinds.filter(([, falseStop]) => falseStop).length / kinds.length;
        expect(estimateFalseStops(counted(taken)).rate).toBeCloseTo(truth, 1);
      }),
      { numRuns: 20 },
    );
  });
});
