import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fuseRanks, lendToNeighbours } from './fusion';

const list = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 20 });

describe('fuseRanks', () => {
  it('puts what leads every list first, with the full score', () => {
    expect(
      fuseRanks([
        ['b', 'a', 'c'],
        ['b', 'c'],
      ])[0],
    ).toEqual({ key: 'b', score: 1 });
  });

  it('puts what two lists hold before what one holds at the same places', () => {
    expect(
      fuseRanks([
        ['x', 'both'],
        ['y', 'both'],
      ])[0]?.key,
    ).toBe('both');
  });

  it('keeps every key once, in descending score, whatever the lists', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (lists) => {
        const fused = fuseRanks(lists);
        expect(new Set(fused.map(({ key }) => key))).toEqual(new Set(lists.flat()));
        expect(fused).toHaveLength(new Set(lists.flat()).size);
        for (const [i, { score }] of fused.entries()) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(fused[i - 1]?.score ?? 1);
        }
      }),
    );
  });

  it('of one list keeps the order', () => {
    fc.assert(
      fc.property(list, (keys) => {
        expect(fuseRanks([keys]).map(({ key }) => key)).toEqual(keys);
      }),
    );
  });
});

describe('lendToNeighbours', () => {
  it('brings in what stands beside a hit, below it, and lifts neighbours that were both found', () => {
    const ranked = [
      { key: 'a/0', score: 0.5 },
      { key: 'b/4', score: 0.45 },
      { key: 'b/5', score: 0.45 },
    ];
    expect(lendToNeighbours(ranked).map(({ key }) => key)).toEqual(['b/4', 'b/5', 'a/0', 'a/1', 'b/3', 'b/6']);
  });

  it('of nothing is nothing', () => expect(lendToNeighbours([])).toEqual([]));
});
