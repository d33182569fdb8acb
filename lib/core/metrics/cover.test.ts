import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CoverPiece, coverHours, startOfNextMonth, TIER } from './cover';

const hour = (iso: string) => Date.parse(iso.replace('Z', ':00Z')) / 3_600_000;

function hoursOf({ tier, bucket }: CoverPiece): number[] {
  const end = tier === TIER.hour ? bucket + 1 : tier === TIER.day ? bucket + 24 : startOfNextMonth(bucket);
  return Array.from({ length: end - bucket }, (_, i) => bucket + i);
}

function hourCounts(pieces: readonly CoverPiece[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const piece of pieces) for (const at of hoursOf(piece)) counts.set(at, (counts.get(at) ?? 0) + piece.sign);
  return new Map([...counts].filter(([, count]) => count !== 0));
}

describe('coverHours', () => {
  it('counts each hour of the window exactly once, and no other', () => {
    const window = fc.tuple(fc.integer({ min: hour('2019-12-01T00Z'), max: hour('2028-03-01T00Z') }), fc.nat(9_000));
    fc.assert(
      fc.property(window, ([start, length]) => {
        const counts = hourCounts(coverHours(start, start + length));
        expect(counts.size).toBe(length);
        expect([...counts].every(([at, count]) => count === 1 && at >= start && at < start + length)).toBe(true);
      }),
    );
  });

  it('takes whole days and months where there are any', () => {
    expect(coverHours(hour('2024-02-01T00Z'), hour('2024-03-01T00Z'))).toEqual([
      { tier: TIER.month, bucket: hour('2024-02-01T00Z'), sign: 1 },
    ]);
    expect(coverHours(hour('2024-02-27T23Z'), hour('2024-03-01T02Z'))).toHaveLength(5);
  });

  it('takes a day without its first hours where that is less', () => {
    expect(coverHours(hour('2024-02-05T02Z'), hour('2024-02-06T00Z'))).toEqual([
      { tier: TIER.hour, bucket: hour('2024-02-05T00Z'), sign: -1 },
      { tier: TIER.hour, bucket: hour('2024-02-05T01Z'), sign: -1 },
      { tier: TIER.day, bucket: hour('2024-02-05T00Z'), sign: 1 },
    ]);
  });

  it('is short for any window up to the end of a month', () => {
    for (let length = 1; length <= 8_784; length += 7) {
      const end = hour('2026-12-01T00Z');
      expect(coverHours(end - length, end).length).toBeLessThanOrEqual(12 + 16 + 13);
    }
  });

  it('of nothing is nothing', () => expect(coverHours(5, 5)).toEqual([]));
});
