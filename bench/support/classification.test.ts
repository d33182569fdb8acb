import { describe, expect, it } from 'vitest';
import { expectedCalibrationError, f1, macroF1 } from './classification';
import { spearman } from './correlation';

const judged = (label: string, predicted: string, probability = 0.9, correct = label === predicted) => ({
  label,
  predicted,
  probability,
  correct,
});

describe('classification measures', () => {
  const items = [judged('a', 'a'), judged('a', 'b'), judged('b', 'b'), judged('b', 'b')];

  it('gives F1 from hits, misses and false alarms', () => {
    expect(f1(items, 'a')).toBeCloseTo(2 / 3);
    expect(f1(items, 'b')).toBeCloseTo(4 / 5);
    expect(macroF1(items, ['a', 'b'])).toBeCloseTo((2 / 3 + 4 / 5) / 2);
    expect(f1(items, 'never')).toBe(0);
  });

  it('counts an acceptable other label as a hit, and not against that other label', () => {
    const lenient = [judged('a', 'b', 0.9, true), judged('b', 'b')];
    expect(macroF1(lenient, ['a', 'b'])).toBe(1);
  });

  it('is perfectly calibrated when each bin is right as often as it says, and off by the gap otherwise', () => {
    const fair = [...Array(9).fill(judged('a', 'a', 0.9)), judged('a', 'b', 0.9)];
    expect(expectedCalibrationError(fair)).toBeCloseTo(0);
    expect(expectedCalibrationError([judged('a', 'b', 1), judged('a', 'a', 0.35)])).toBeCloseTo((1 + 0.65) / 2);
  });
});

describe('spearman', () => {
  it('sees order only, and shares the ranks of ties', () => {
    expect(spearman([1, 2, 3], [10, 100, 1000])).toBeCloseTo(1);
    expect(spearman([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
    expect(spearman([1, 1, 2, 2], [1, 1, 2, 2])).toBeCloseTo(1);
    expect(spearman([1, 2, 3, 4], [1, 2, 2, 3])).toBeCloseTo(0.9487, 4);
  });
});
