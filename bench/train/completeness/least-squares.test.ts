import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isotonic, leastSquares } from './least-squares';

const number = fc.double({ min: -5, max: 5, noNaN: true });

describe('leastSquares', () => {
  it('finds the line that the points lie on', () => {
    const rows = [0, 1, 2, 3, 4].map((x) => [1, x, x * x]);
    const fitted = leastSquares(
      rows,
      rows.map(([, x, square]) => 2 - 3 * x! + 0.5 * square!),
      0,
    );
    for (const [i, value] of [2, -3, 0.5].entries()) expect(fitted[i]).toBeCloseTo(value, 6);
  });

  it('leaves residuals that are at right angles to every column', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -5, max: 5 }), number), { minLength: 8, maxLength: 20 }), (points) => {
        // Bent at one place, so that no column is a mixture of the others, or nearly.
        const rows = points.map(([x], i) => [1, i === 3 ? x + 20 : x, i]);
        const targets = points.map(([, y]) => y);
        const fitted = leastSquares(rows, targets, 0);
        const residuals = rows.map((row, i) => targets[i]! - row.reduce((sum, value, j) => sum + value * fitted[j]!, 0));
        return [0, 1, 2].every((column) => Math.abs(rows.reduce((sum, row, i) => sum + row[column]! * residuals[i]!, 0)) < 1e-5);
      }),
    );
  });

  it('holds coefficients back, but not the first', () => {
    const rows = [0, 1, 2, 3].map((x) => [1, x - 1.5]);
    const [level, slope] = leastSquares(rows, [10, 12, 14, 16], 100) as [number, number];
    expect(level).toBeCloseTo(13, 6);
    expect(slope).toBeGreaterThan(0);
    expect(slope).toBeLessThan(0.1);
  });
});

describe('isotonic', () => {
  it('is ascending', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ from: number, to: number }), { minLength: 1, maxLength: 40 }), (points) => {
        const { to } = isotonic(points, 3);
        return to.every((value, i) => i === 0 || value > to[i - 1]!);
      }),
    );
  });

  it('pools what falls', () => {
    const points = [1, 3, 2, 4].map((to, from) => ({ from, to }));
    expect(isotonic(points, 1)).toEqual({ from: [0, 1.5, 3], to: [1, 2.5, 4] });
  });
});
