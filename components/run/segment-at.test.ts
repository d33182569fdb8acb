import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { segmentAt } from './segment-at';

describe('segmentAt', () => {
  it.each([
    [-1, -1],
    [0, 0],
    [4.99, 0],
    [5, 1],
    [7, 1],
    [1000, 2],
  ])('at %d s finds segment %d', (seconds, index) => expect(segmentAt([0, 5, 9], seconds)).toBe(index));

  it('finds none in an article or in silence', () => {
    expect(segmentAt([null, null], 3)).toBe(-1);
    expect(segmentAt([], 3)).toBe(-1);
  });

  it('agrees with looking at every segment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true })),
        fc.double({ min: -1, max: 101, noNaN: true }),
        (unsorted, seconds) => {
          const starts = unsorted.sort((a, b) => a - b);
          expect(segmentAt(starts, seconds)).toBe(starts.filter((start) => start <= seconds).length - 1);
        },
      ),
    );
  });
});
