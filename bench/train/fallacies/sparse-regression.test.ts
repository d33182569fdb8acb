import { describe, expect, it } from 'vitest';
import { fitSparse, type SparseExample } from './sparse-regression';

const example = (at: number[], label: number, weight = 1): SparseExample => ({ at, values: at.map(() => 1), label, weight });

describe('fitSparse', () => {
  it('learns which feature goes with which class, and nothing of one that goes with both', () => {
    const examples = [example([0, 2], 0), example([1, 2], 1), example([0], 0), example([1], 1)];
    const { weights } = fitSparse(examples, { classes: 2, features: 3, l2: 0.01, iterations: 200 });
    expect(weights[0]![0]).toBeGreaterThan(0.5);
    expect(weights[1]![0]).toBeLessThan(-0.5);
    expect(weights[1]![1]).toBeGreaterThan(0.5);
    expect(Math.abs(weights[0]![2]!)).toBeLessThan(0.1);
  });

  it('gives the same weights each time', () => {
    const train = () => fitSparse([example([0], 0), example([1], 1, 3)], { classes: 2, features: 2, l2: 0.1, iterations: 50 });
    expect(train()).toEqual(train());
  });

  it('leaves the bias free: without features it follows the share of each class', () => {
    const { bias } = fitSparse([example([], 0), example([], 1, 3)], { classes: 2, features: 1, l2: 1, iterations: 400 });
    expect(bias[1]! - bias[0]!).toBeCloseTo(Math.log(3), 1);
  });
});
