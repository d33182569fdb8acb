import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearingOrder, hearingRounds, unheardStretches } from './rounds';

const counts = fc.integer({ min: 1, max: 2000 });
const shares = fc.double({ min: 0.01, max: 1, noNaN: true });
const ends = (count: number, share: number) => hearingRounds(count, share).map(({ windows }) => windows.length);

describe('hearing rounds', () => {
  it('hear every window exactly once, whatever the length', () => {
    fc.assert(
      fc.property(counts, shares, (count, share) => {
        const all = hearingRounds(count, share).at(-1)!.windows;
        expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
      }),
    );
  });

  it('each go on from the one before', () => {
    fc.assert(
      fc.property(counts, shares, (count, share) => {
        const rounds = hearingRounds(count, share);
        for (const [i, { round, windows }] of rounds.entries()) {
          expect(round).toBe(i + 1);
          expect(windows.slice(0, rounds[i - 1]?.windows.length ?? 0)).toEqual(rounds[i - 1]?.windows ?? []);
          expect(windows.length).toBeGreaterThan(rounds[i - 1]?.windows.length ?? 0);
        }
      }),
    );
  });

  it('sample at most the share that is allowed, or two windows; after that at most three rounds hear the rest, and the last is whole', () => {
    fc.assert(
      fc.property(counts, shares, (count, share) => {
        const rounds = hearingRounds(count, share);
        expect(rounds.map(({ whole }) => whole)).toEqual(rounds.map((_, i) => i === rounds.length - 1));
        const samples = rounds.slice(0, 1 + rounds.findIndex(({ lastSample }) => lastSample));
        expect(samples.length).toBe(count < 4 ? 0 : Math.max(1, samples.length));
        expect(rounds.filter(({ lastSample }) => lastSample)).toHaveLength(count < 4 ? 0 : 1);
        expect(rounds.length - samples.length).toBeLessThanOrEqual(3);
        for (const { windows } of samples) {
          expect(windows.length).toBeLessThanOrEqual(Math.max(2, share * count + 1e-6));
          expect(windows.length).toBeLessThan(count);
        }
      }),
    );
  });

  it.each<[number, number, number[]]>([
    [18, 0.4, [2, 4, 7, 11, 15, 18]],
    [20, 0.4, [2, 4, 8, 12, 16, 20]],
    [100, 0.29, [2, 4, 8, 16, 29, 53, 77, 100]],
    [18, 0.05, [2, 8, 13, 18]],
    [8, 1, [2, 4, 7, 8]],
  ])('of %i windows with a share of %d end at %j', (count, share, expected) => expect(ends(count, share)).toEqual(expected));

  it('are one for an item shorter than twice the least sample, and none for nothing', () => {
    expect(hearingRounds(3, 0.4)).toEqual([{ round: 1, windows: [0, 2, 1], lastSample: false, whole: true }]);
    expect(ends(1, 1)).toEqual([1]);
    expect(hearingRounds(0, 0.4)).toEqual([]);
  });

  it('begin with the first and the last window, then halves and quarters', () => {
    expect(hearingOrder(9)).toEqual([0, 8, 4, 2, 6, 1, 5, 3, 7]);
  });

  it('leave no gap larger than half the item after the second round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 2000 }), (count) => {
        const heard = [...hearingRounds(count, 0.4)[1]!.windows].sort((a, b) => a - b);
        for (const [i, index] of heard.slice(1).entries()) expect(index - heard[i]!).toBeLessThanOrEqual(count / 2 + 1);
      }),
    );
  });
});

describe('what was not heard', () => {
  const windows = Array.from({ length: 6 }, (_, index) => ({ index, startSeconds: index * 10, endSeconds: (index + 1) * 10 }));

  it('is the gaps between what was', () => {
    expect(unheardStretches(windows, [5, 0, 3])).toEqual([
      { startSeconds: 10, endSeconds: 30 },
      { startSeconds: 40, endSeconds: 50 },
    ]);
  });

  it('is nothing once all was heard', () => expect(unheardStretches(windows, [0, 1, 2, 3, 4, 5])).toEqual([]));
});
