import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BUCKET_HOURS, type CoverPiece, coverHours, endOfWidest, LEVEL_TIERS, TIER } from './cover';

const hour = (iso: string) => Date.parse(iso.replace('Z', ':00Z')) / 3_600_000;

const hoursOf = ({ tier, bucket }: CoverPiece) => Array.from({ length: BUCKET_HOURS[tier]! }, (_, i) => bucket + i);

function hourCounts(pieces: readonly CoverPiece[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const piece of pieces) for (const at of hoursOf(piece)) counts.set(at, (counts.get(at) ?? 0) + piece.sign);
  return new Map([...counts].filter(([, count]) => count !== 0));
}

describe('coverHours', () => {
  it.each([0, 1] as const)('counts each hour of the window exactly once, and no other, by buckets that level %i has', (level) => {
    const window = fc.tuple(fc.integer({ min: hour('2019-12-01T00Z'), max: hour('2028-03-01T00Z') }), fc.nat(9_000));
    fc.assert(
      fc.property(window, ([start, length]) => {
        const pieces = coverHours(start, start + length, level);
        expect(pieces.every(({ tier }) => (LEVEL_TIERS[level] as readonly number[]).includes(tier))).toBe(true);
        const counts = hourCounts(pieces);
        expect(counts.size).toBe(length);
        expect([...counts].every(([at, count]) => count === 1 && at >= start && at < start + length)).toBe(true);
      }),
    );
  });

  it('takes a whole bucket where there is one', () => {
    const day = hour('2024-02-05T00Z');
    expect(coverHours(day, day + 24)).toEqual([{ tier: TIER.day, bucket: day, sign: 1 }]);
    const end = endOfWidest(day);
    expect(coverHours(end - BUCKET_HOURS.at(-1)!, end)).toHaveLength(1);
  });

  it('takes a day without its first hours where that is less', () => {
    expect(coverHours(hour('2024-02-05T02Z'), hour('2024-02-06T00Z'))).toEqual([
      { tier: TIER.hour, bucket: hour('2024-02-05T00Z'), sign: -1 },
      { tier: TIER.hour, bucket: hour('2024-02-05T01Z'), sign: -1 },
      { tier: TIER.day, bucket: hour('2024-02-05T00Z'), sign: 1 },
    ]);
  });

  it('is short for any window, shorter still for one that is open at its end', () => {
    const now = hour('2026-11-23T01Z');
    for (let length = 1; length <= 8_784; length += 17) {
      expect(coverHours(now - length, now).length).toBeLessThanOrEqual(22);
      expect(coverHours(now - length, endOfWidest(now)).length).toBeLessThanOrEqual(16);
    }
  });

  it('of nothing is nothing', () => expect(coverHours(5, 5)).toEqual([]));
});
