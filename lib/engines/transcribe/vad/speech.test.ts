import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_SECONDS } from './frames';
import { speechRegions, totalSeconds } from './speech';

/** `9` = certain, `.` = nobody; a frame each. */
const frames = (picture: string) => Float32Array.from(picture, (c) => (c === '.' ? 0 : Number(c) / 10 + 0.05));
const secondsOf = (picture: string) => picture.length * FRAME_SECONDS;

describe('speechRegions', () => {
  it('finds nothing in silence and nothing in a click', () => {
    expect(speechRegions(frames('.'.repeat(50)), 50 * FRAME_SECONDS)).toEqual([]);
    expect(speechRegions(frames(`${'.'.repeat(20)}99${'.'.repeat(20)}`), 42 * FRAME_SECONDS)).toEqual([]);
  });

  it('keeps a dip inside of a word, and what follows a firm beginning softly', () => {
    expect(speechRegions(frames(`${'.'.repeat(20)}99999..99999${'.'.repeat(20)}`), 52 * FRAME_SECONDS)).toHaveLength(1);
    const [region] = speechRegions(frames(`${'.'.repeat(20)}9999444444${'.'.repeat(20)}`), 50 * FRAME_SECONDS);
    expect(region!.endSeconds).toBeCloseTo(30 * FRAME_SECONDS + 0.2, 6);
  });

  it('does not begin softly', () => {
    expect(speechRegions(frames('.4444444444.'), 12 * FRAME_SECONDS)).toEqual([]);
  });

  it('never overlaps, is in order and inside of the stretch', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '.', '3', '5', '9', '9'), maxLength: 300 }), (picture) => {
        const regions = speechRegions(frames(picture), secondsOf(picture));
        let reached = 0;
        for (const { startSeconds, endSeconds } of regions) {
          expect(startSeconds).toBeGreaterThanOrEqual(reached - 1e-9);
          expect(endSeconds).toBeGreaterThan(startSeconds);
          reached = endSeconds;
        }
        expect(reached).toBeLessThanOrEqual(secondsOf(picture) + 1e-9);
      }),
    );
  });
});

describe('totalSeconds', () => {
  it('counts overlapping time once', () => {
    const region = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });
    expect(totalSeconds([])).toBe(0);
    expect(totalSeconds([region(4, 6), region(0, 5), region(1, 2)])).toBe(6);
    expect(totalSeconds([region(0, 1), region(2, 3)])).toBe(2);
  });
});
