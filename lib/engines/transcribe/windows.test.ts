import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planNominalWindows, seamZone } from './windows';

const durations = fc.double({ min: 0.05, max: 6 * 3600, noNaN: true });

describe('planNominalWindows', () => {
  it('covers the whole item without a gap or an overlap, in order', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        const windows = planNominalWindows(seconds);
        expect(windows.map(({ index }) => index)).toEqual(windows.map((_, i) => i));
        expect(windows[0]!.startSeconds).toBe(0);
        expect(windows.at(-1)!.endSeconds).toBe(seconds);
        for (const [i, window] of windows.slice(1).entries()) expect(window.startSeconds).toBe(windows[i]!.endSeconds);
      }),
    );
  });

  it('has windows of at most 25 s, or a single one of at most 30 s', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        const windows = planNominalWindows(seconds);
        for (const { startSeconds, endSeconds } of windows) {
          expect(endSeconds - startSeconds).toBeLessThanOrEqual((windows.length === 1 ? 30 : 25) + 1e-6);
          if (windows.length > 1) expect(endSeconds - startSeconds).toBeGreaterThanOrEqual(15 - 1e-6);
        }
      }),
    );
  });
});

describe('seamZone', () => {
  it('leaves the ends of the item where they are', () => {
    expect(seamZone(0, 100)).toBeNull();
    expect(seamZone(100, 100)).toBeNull();
  });

  it('lies inside the item, and never reaches the zone of the next boundary', () => {
    fc.assert(
      fc.property(durations, (seconds) => {
        const zones = planNominalWindows(seconds).flatMap(({ endSeconds }) => seamZone(endSeconds, seconds) ?? []);
        for (const [i, zone] of zones.entries()) {
          expect(zone.startSeconds).toBeGreaterThanOrEqual(0);
          expect(zone.endSeconds).toBeLessThanOrEqual(seconds);
          if (i > 0) expect(zone.startSeconds).toBeGreaterThan(zones[i - 1]!.endSeconds);
        }
      }),
    );
  });
});
