/** Which buckets of the rollups add up to a window. */

/** Tiers of metric_cell. A bucket is named by its first hour; tier 3 has only bucket 0, which is everything. */
export const TIER = { hour: 0, day: 1, month: 2, all: 3 } as const;

export interface CoverPiece {
  tier: number;
  /** Its first hour, since 1970-01-01T00Z. */
  bucket: number;
  /** −1: taken off, where a whole day without some of its hours is less to read than the others one by one. */
  sign: 1 | -1;
}

interface Unit {
  tier: number;
  floor: (hour: number) => number;
  next: (bucket: number) => number;
}

const DAY = 24;

function monthOf(hour: number, later: number): number {
  const date = new Date(hour * 3_600_000);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later) / 3_600_000;
}

const UNITS: readonly Unit[] = [
  { tier: TIER.hour, floor: (hour) => hour, next: (hour) => hour + 1 },
  { tier: TIER.day, floor: (hour) => Math.floor(hour / DAY) * DAY, next: (day) => day + DAY },
  { tier: TIER.month, floor: (hour) => monthOf(hour, 0), next: (month) => monthOf(month, 1) },
];

/** Lists of more hours or days than this are never the shortest: days or months stand for most of them. */
const LONGEST_LIST = 100;

export const EVERYTHING: readonly CoverPiece[] = [{ tier: TIER.all, bucket: 0, sign: 1 }];

/** startOfNextMonth is the first hour of the month after the one of `hour`. */
export const startOfNextMonth = (hour: number): number => monthOf(hour, 1);

/** coverHours gives the fewest hours, days and months whose sum is the hours from `start` up to and without `end` (UTC). */
export function coverHours(start: number, end: number): CoverPiece[] {
  return start < end ? cover(start, end, 0) : [];
}

/** Both ends are buckets of this level; each goes up or down to one of the next level, whichever makes the list the shortest. */
function cover(start: number, end: number, level: number): CoverPiece[] {
  const unit = UNITS[level]!;
  const wider = UNITS[level + 1];
  if (!wider) return list(unit, start, end, 1);
  const around = (hour: number) => {
    const down = wider.floor(hour);
    return down === hour ? [hour] : [down, wider.next(down)];
  };
  const ways = end - start <= LONGEST_LIST * (unit.next(start) - start) ? [list(unit, start, end, 1)] : [];
  for (const from of around(start)) {
    for (const to of around(end)) {
      if (from <= to) ways.push([...signed(unit, start, from), ...cover(from, to, level + 1), ...signed(unit, to, end)]);
    }
  }
  return ways.reduce((best, way) => (way.length < best.length ? way : best));
}

function signed(unit: Unit, from: number, to: number): CoverPiece[] {
  return from <= to ? list(unit, from, to, 1) : list(unit, to, from, -1);
}

function list({ tier, next }: Unit, start: number, end: number, sign: 1 | -1): CoverPiece[] {
  const pieces: CoverPiece[] = [];
  for (let bucket = start; bucket < end; bucket = next(bucket)) pieces.push({ tier, bucket, sign });
  return pieces;
}
