/** Which buckets of the rollups add up to a window. */

/** Tiers of metric_cell. A bucket is named by its first hour; the last tier has only bucket 0, which is everything. */
export const TIER = { hour: 0, day: 2, all: 6 } as const;

/** Hours of a bucket, by tier. Each is a multiple of the one before by so little that no more than three of a tier are needed at an end of a window. */
export const BUCKET_HOURS = [1, 6, 24, 96, 384, 1_536] as const;
const WIDEST = BUCKET_HOURS[5];

/**
 * Cells are kept at two levels: 0 summed over sources and config versions, 1 with each apart. Of each the tiers there are, besides the one of everything. Level 1 has many more
 * cells and is read only where somebody filters: it does with fewer.
 */
export const LEVEL_TIERS = [
  [0, 1, 2, 3, 4, 5],
  [TIER.hour, TIER.day, 4],
] as const;
export type Level = 0 | 1;

export interface CoverPiece {
  tier: number;
  /** Its first hour, since 1970-01-01T00Z. */
  bucket: number;
  /** −1: taken off, where a whole day without some of its hours is less to read than the others one by one. */
  sign: 1 | -1;
}

export const EVERYTHING: readonly CoverPiece[] = [{ tier: TIER.all, bucket: 0, sign: 1 }];

/** endOfWidest is the end of the widest bucket that `hour` is in. */
export const endOfWidest = (hour: number): number => (Math.floor(hour / WIDEST) + 1) * WIDEST;

/** An end of the window that has been moved to `at`, and what that leaves out (+1) or takes in too much (−1). */
interface Way {
  at: number;
  pieces: readonly CoverPiece[];
}

/**
 * coverHours gives the fewest buckets, some of them taken off, whose sum is the hours from `start` up to and without `end` (UTC): at level 0 some ten for windows of months. Tier by
 * tier each end is moved down or up to where the next tier has one, whichever leads to the shortest list.
 */
export function coverHours(start: number, end: number, level: Level = 0): CoverPiece[] {
  let best: { length: number; pieces: () => CoverPiece[] } | null = null;
  let starts: Way[] = [{ at: start, pieces: [] }];
  let ends: Way[] = [{ at: end, pieces: [] }];
  const tiers = LEVEL_TIERS[level];
  for (const [i, tier] of tiers.entries()) {
    const hours = BUCKET_HOURS[tier];
    for (const from of starts) {
      for (const to of ends) {
        const length = from.pieces.length + to.pieces.length + Math.abs(to.at - from.at) / hours;
        if (best === null || length < best.length) {
          // Made when it is the last: the first is of thousands of hours.
          best = { length, pieces: () => [...from.pieces, ...range(tier, from.at, to.at), ...to.pieces] };
        }
      }
    }
    const wider = tiers[i + 1];
    if (wider === undefined) break;
    starts = moved(starts, BUCKET_HOURS[wider], (at, to) => range(tier, at, to));
    ends = moved(ends, BUCKET_HOURS[wider], (at, to) => range(tier, to, at));
  }
  return best!.pieces();
}

/** The ways on from each of these to the bounds of the wider buckets, the shortest to each bound. */
function moved(ways: readonly Way[], hours: number, between: (at: number, to: number) => CoverPiece[]): Way[] {
  const shortest = new Map<number, Way>();
  for (const { at, pieces } of ways) {
    for (const to of new Set([Math.floor(at / hours) * hours, Math.ceil(at / hours) * hours])) {
      const way = { at: to, pieces: [...pieces, ...between(at, to)] };
      const known = shortest.get(to);
      if (!known || way.pieces.length < known.pieces.length) shortest.set(to, way);
    }
  }
  return [...shortest.values()];
}

/** The buckets from one bound to another; taken off where that is backwards. */
function range(tier: number, from: number, to: number): CoverPiece[] {
  const hours = BUCKET_HOURS[tier]!;
  const sign = from <= to ? 1 : -1;
  const first = Math.min(from, to);
  return Array.from({ length: Math.abs(to - from) / hours }, (_, i) => ({ tier, bucket: first + i * hours, sign }));
}
