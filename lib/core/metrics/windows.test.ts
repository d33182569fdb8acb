import { describe, expect, it } from 'vitest';
import { BUCKET_HOURS, EVERYTHING, endOfWidest } from './cover';
import { trendWindow, windowBefore, windowOf } from './windows';

const hour = (iso: string) => Date.parse(iso) / 3_600_000;
const NOW = hour('2026-11-23T01:00Z');

describe('a window', () => {
  it('is whole hours and the current one, open at its end', () => {
    expect(windowOf(24, NOW)).toMatchObject({ start: NOW - 24, end: null });
    expect(windowOf(null, NOW)).toEqual({ start: null, end: null, pieces: [EVERYTHING, EVERYTHING] });
  });

  it('and the one before are of one length and touch', () => {
    const before = windowBefore(24, NOW)!;
    expect(before.end).toBe(windowOf(24, NOW).start);
    expect(before.end! - before.start!).toBe(25);
    expect(windowBefore(null, NOW)).toBeNull();
  });

  it('takes in what a clock that runs ahead has put into the next hour', () => {
    for (const last of [NOW, endOfWidest(NOW) - 1]) {
      for (const pieces of windowOf(1, last).pieces)
        expect(Math.max(...pieces.map(({ tier, bucket }) => bucket + BUCKET_HOURS[tier]!))).toBeGreaterThanOrEqual(last + 2);
    }
  });
});

describe('trends', () => {
  it('are by hour up to 14 days, by day beyond', () => {
    expect(trendWindow(336, NOW)).toMatchObject({ step: 1 });
    expect(trendWindow(336, NOW).slots).toHaveLength(337);
    const byDay = trendWindow(337, NOW);
    expect(byDay.step).toBe(24);
    expect(byDay.slots[0]).toBe(hour('2026-11-09T00:00Z'));
    expect(byDay.slots.at(-1)).toBe(hour('2026-11-23T00:00Z'));
  });

  it('of everything are those of 24 hours', () => expect(trendWindow(null, NOW)).toEqual(trendWindow(24, NOW)));

  it('have only the window’s own hours on the first day', () => {
    const { start, pieces, slots } = trendWindow(720, NOW);
    for (const ofLevel of pieces) {
      const first = ofLevel.filter(({ slot }) => slot === slots[0]);
      expect(first.reduce((sum, { tier, sign }) => sum + sign * BUCKET_HOURS[tier]!, 0)).toBe(slots[1]! - start);
    }
  });
});
