import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearingOrder, hearingRounds } from './rounds';

describe('hearing rounds', () => {
  it('hear every window exactly once, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (count) => {
        const heard = hearingRounds(count).flat();
        expect([...heard].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  it('begin with the first and the last window, then halves and quarters', () => {
    expect(hearingOrder(9)).toEqual([0, 8, 4, 2, 6, 1, 5, 3, 7]);
  });

  it('end at 2, 4, 8, 16… windows', () => {
    expect(hearingRounds(20).map((round) => round.length)).toEqual([2, 2, 4, 8, 4]);
  });

  it('leave no gap larger than half the item after the second round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 8, max: 2000 }), (count) => {
        const heard = hearingRounds(count)
          .slice(0, 2)
          .flat()
          .sort((a, b) => a - b);
        for (const [i, index] of heard.slice(1).entries()) expect(index - heard[i]!).toBeLessThanOrEqual(count / 2 + 1);
      }),
    );
  });

  it('of a short item are one', () => {
    expect(hearingRounds(3)).toEqual([[0, 2, 1]]);
    expect(hearingRounds(1)).toEqual([[0]]);
    expect(hearingRounds(0)).toEqual([]);
  });
});
