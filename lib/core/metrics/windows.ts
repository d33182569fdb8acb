/** A window is whole UTC hours and the current one. */
import { type CoverPiece, coverHours, EVERYTHING, endOfWidest, type Level, TIER } from './cover';

/** Hours since 1970-01-01T00Z. */
export interface RollupWindow {
  /** null: from the beginning. */
  start: number | null;
  /** Without this hour; null: to the end. */
  end: number | null;
  pieces: ByLevel<CoverPiece>;
}

/** What is to be read of level 0, and of level 1. */
export type ByLevel<Piece> = readonly [readonly Piece[], readonly Piece[]];

const covered = (start: number, end: number): ByLevel<CoverPiece> => [coverHours(start, end, 0), coverHours(start, end, 1)];

/**
 * windowOf is the last `hours` whole hours and the current one; null: everything. It goes on to the end of a widest bucket, of which nothing is
 * recorded yet but what another machine's clock, a little ahead, has put into the next hour.
 */
export function windowOf(hours: number | null, currentHour: number): RollupWindow {
  if (hours === null) return { start: null, end: null, pieces: [EVERYTHING, EVERYTHING] };
  const start = currentHour - hours;
  return { start, end: null, pieces: covered(start, endOfWidest(currentHour + 1)) };
}

/** windowBetween is the hours from `start` up to and without `end`; nothing where that is no hour. */
export function windowBetween(start: number, end: number): RollupWindow {
  return { start, end, pieces: start < end ? covered(start, end) : [[], []] };
}

/** windowBefore is the one of the same length before; null where there is none. */
export function windowBefore(hours: number | null, currentHour: number): RollupWindow | null {
  if (hours === null) return null;
  const end = currentHour - hours;
  return windowBetween(end - (hours + 1), end);
}

const DAY = 24;
/** Trends of more hours than this are by day. */
const LONGEST_BY_HOUR = 14 * DAY;
const DEFAULT_TREND_HOURS = 24;

export interface TrendWindow {
  start: number;
  /** Hours of a slot, of which each has a row. */
  step: 1 | typeof DAY;
  /** First hour of each slot. */
  slots: readonly number[];
  pieces: ByLevel<CoverPiece & { slot: number }>;
}

/** trendWindow is a row per hour, or per day past 14 days; the first day has only its hours of the window. */
export function trendWindow(hours: number | null, currentHour: number): TrendWindow {
  const length = hours ?? DEFAULT_TREND_HOURS;
  const start = currentHour - length;
  const step = length > LONGEST_BY_HOUR ? DAY : 1;
  const first = start - (start % step);
  const slots = Array.from({ length: Math.floor((currentHour - first) / step) + 1 }, (_, i) => first + i * step);
  const piecesOf = (level: Level) =>
    slots.flatMap((slot) => {
      if (step === 1) return [{ tier: TIER.hour, bucket: slot, sign: 1 as const, slot }];
      return coverHours(Math.max(start, slot), slot + step, level).map((piece) => ({ ...piece, slot }));
    });
  return { start, step, slots, pieces: [piecesOf(0), piecesOf(1)] };
}
