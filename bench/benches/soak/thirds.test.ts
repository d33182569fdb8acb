import { describe, expect, it } from 'vitest';
import { third, thirds } from './thirds';

describe('thirds of a span', () => {
  const values = [0, 10, 20, 30, 40, 50, 60].map((at) => ({ at, size: at }));
  const span = { from: 0, to: 60 };

  it('hold each value once, those outside in none', () => {
    expect([0, 1, 2].map((n) => third(values, span, n).map(({ at }) => at))).toEqual([
      [0, 10],
      [20, 30],
      [40, 50],
    ]);
  });

  it('have their means', () => {
    expect(thirds(values, span, ({ size }) => size)).toEqual([5, 25, 45]);
  });
});
