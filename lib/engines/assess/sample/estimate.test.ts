import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateCompleteness, interpolate, type SampleModel } from './estimate';
import { featureRow, incidenceCoverage, type SampleFeatures } from './features';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const features: fc.Arbitrary<SampleFeatures> = fc.record({
  leftOut: share,
  allButOne: share,
  half: share,
  coverage: share,
  heardShare: share,
  stretches: fc.integer({ min: 2, max: 200 }),
  words: fc.integer({ min: 0, max: 100_000 }),
});
const example: SampleFeatures = { leftOut: 0.4, allButOne: 0.9, half: 0.8, coverage: 0.5, heardShare: 0.3, stretches: 6, words: 1_300 };

describe('estimateCompleteness', () => {
  it('is in [0, 1] and inside its interval, whatever was measured', () => {
    fc.assert(
      fc.property(features, (measured) => {
        const { completeness, interval } = estimateCompleteness(measured);
        return 0 <= interval.lower && interval.lower <= completeness && completeness <= interval.upper && interval.upper <= 1;
      }),
    );
  });

  it('gives more for results that tell more of what they were not made of', () => {
    const low = estimateCompleteness({ ...example, leftOut: 0.1, allButOne: 0.6, half: 0.5 });
    const high = estimateCompleteness({ ...example, leftOut: 0.8, allButOne: 0.98, half: 0.95 });
    expect(high.completeness).toBeGreaterThan(low.completeness + 0.05);
  });

  it('is surer the more stretches it rests on', () => {
    const width = (stretches: number) => {
      const { interval } = estimateCompleteness({ ...example, stretches });
      return interval.upper - interval.lower;
    };
    expect(width(16)).toBeLessThan(width(4));
    expect(width(4)).toBeLessThan(width(2));
  });

  it('reads the regression and its calibration as they are stored', () => {
    const model: SampleModel = {
      coefficients: featureRow(example).map((_, i) => (i === 1 ? 1 : 0)),
      calibration: { from: [0, 1], to: [0.2, 0.6] },
      spread: { base: 0.01, perStretch: 0 },
      deviations: 2,
    };
    const { completeness, interval } = estimateCompleteness(example, model);
    expect(completeness).toBeCloseTo(0.36);
    expect(interval.lower).toBeCloseTo(0.16);
    expect(interval.upper).toBeCloseTo(0.56);
  });
});

describe('interpolate', () => {
  it('is level outside and straight between', () => {
    const calibration = { from: [0, 1, 3], to: [0.1, 0.5, 0.9] };
    expect([-1, 0, 0.5, 2, 3, 9].map((value) => Number(interpolate(value, calibration).toFixed(3)))).toEqual([
      0.1, 0.1, 0.3, 0.7, 0.9, 0.9,
    ]);
  });
});

describe('incidenceCoverage', () => {
  const words = ['harbour', 'election', 'glacier', 'orchestra', 'vaccine', 'bridge', 'volcano', 'tariff'];

  it('is whole where every word is in every stretch', () => {
    expect(incidenceCoverage([words.join(' '), words.join(' '), words.join(' ')])).toBe(1);
  });

  it('is nearly nothing where no word comes twice', () => {
    expect(incidenceCoverage(['harbour election', 'glacier orchestra', 'vaccine bridge'])).toBeLessThan(0.2);
  });

  it('is a share, also of nothing', () => {
    expect(incidenceCoverage([])).toBe(0);
    fc.assert(
      fc.property(fc.array(fc.array(fc.constantFrom(...words)).map((list) => list.join(' '))), (stretches) => {
        const coverage = incidenceCoverage(stretches);
        return coverage >= 0 && coverage <= 1;
      }),
    );
  });
});
