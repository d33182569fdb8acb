/**
 * The watch: an activated version's first twelve hours held against the version before. Each measure is a difference with its 99 % interval
 * (99 and not 95, because four of them are looked at, again and again); one that lies wholly on the bad side is worse.
 */
import type { Interval } from '@/lib/core/runs/content';

export const WATCH_HOURS = 12;
/** How far back the version before is looked at. */
export const WATCH_BEFORE_DAYS = 7;
/** Fewer runs than this on either side say nothing. */
export const WATCH_LEAST_RUNS = 20;

/** The two-sided normal quantile at 99 %. */
const Z = 2.5758293035489004;

/** Sums over the runs that have the value. */
export interface Mean {
  n: number;
  sum: number;
  sumOfSquares: number;
}

export interface WatchSample {
  /** Finished, and failed by Winnow's fault. */
  runs: number;
  failed: number;
  /** [0, 1] */
  quality: Mean;
  /** ≤ 1, may be negative. */
  timeSaved: Mean;
  /** Runs that somebody gave a thumb. */
  verdicts: number;
  thumbsDown: number;
}

export const WATCH_MEASURES = ['error_rate', 'quality_score', 'time_saved', 'thumbs_down'] as const;
export type WatchMeasure = (typeof WATCH_MEASURES)[number];

export interface WatchMeasureView {
  measure: WatchMeasure;
  now: number | null;
  nowN: number;
  before: number | null;
  beforeN: number;
  /** now − before, 99 %; null where either side has too few. */
  difference: Interval | null;
  verdict: 'too_early' | 'no_worse' | 'worse';
}

export interface WatchView {
  version: number;
  previous: number;
  activatedAt: string;
  /** When the twelve hours end. */
  until: string;
  over: boolean;
  verdict: 'too_early' | 'no_worse' | 'worse';
  measures: WatchMeasureView[];
}

/** compareWatched gives each measure's verdict. */
export function compareWatched(now: WatchSample, before: WatchSample): WatchMeasureView[] {
  return [
    share('error_rate', [now.failed, now.runs], [before.failed, before.runs]),
    average('quality_score', now.quality, before.quality),
    average('time_saved', now.timeSaved, before.timeSaved),
    share('thumbs_down', [now.thumbsDown, now.verdicts], [before.thumbsDown, before.verdicts]),
  ];
}

/** verdictOf: worse where one measure is; too early where no measure can be told yet. */
export function verdictOf(measures: readonly WatchMeasureView[]): WatchView['verdict'] {
  if (measures.some(({ verdict }) => verdict === 'worse')) return 'worse';
  return measures.some(({ verdict }) => verdict === 'no_worse') ? 'no_worse' : 'too_early';
}

/** More is worse. */
function share(measure: WatchMeasure, [hits, n]: [number, number], [hitsBefore, nBefore]: [number, number]): WatchMeasureView {
  const difference = enough(n, nBefore) ? newcombeInterval([hits, n], [hitsBefore, nBefore], Z) : null;
  return {
    measure,
    now: n > 0 ? hits / n : null,
    nowN: n,
    before: nBefore > 0 ? hitsBefore / nBefore : null,
    beforeN: nBefore,
    difference,
    verdict: difference === null ? 'too_early' : difference.lower > 0 ? 'worse' : 'no_worse',
  };
}

/** Less is worse. */
function average(measure: WatchMeasure, now: Mean, before: Mean): WatchMeasureView {
  const difference = enough(now.n, before.n) ? welchInterval(now, before) : null;
  return {
    measure,
    now: meanOf(now),
    nowN: now.n,
    before: meanOf(before),
    beforeN: before.n,
    difference,
    verdict: difference === null ? 'too_early' : difference.upper < 0 ? 'worse' : 'no_worse',
  };
}

const enough = (n: number, nBefore: number) => n >= WATCH_LEAST_RUNS && nBefore >= WATCH_LEAST_RUNS;
const meanOf = ({ n, sum }: Mean) => (n > 0 ? sum / n : null);

/**
 * newcombeInterval: the hybrid score interval of p1 − p2 (R. G. Newcombe, "Interval estimation for the difference between independent
 * proportions", Statistics in Medicine 17, 1998, method 10); `z` is the two-sided normal quantile.
 */
export function newcombeInterval([hits1, n1]: [number, number], [hits2, n2]: [number, number], z: number): Interval {
  const [p1, p2] = [hits1 / n1, hits2 / n2];
  const [one, two] = [scoreInterval(p1, n1, z), scoreInterval(p2, n2, z)];
  return {
    lower: p1 - p2 - Math.hypot(p1 - one.lower, two.upper - p2),
    upper: p1 - p2 + Math.hypot(one.upper - p1, p2 - two.lower),
  };
}

/** E. B. Wilson, JASA 22, 1927. */
function scoreInterval(p: number, n: number, z: number): Interval {
  const scale = 1 + z ** 2 / n;
  const centre = (p + z ** 2 / (2 * n)) / scale;
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / scale;
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/** welchInterval of a difference of means, by the normal quantile (B. L. Welch, Biometrika 34, 1947): twenty runs or more on each side. */
function welchInterval(one: Mean, two: Mean): Interval {
  const difference = one.sum / one.n - two.sum / two.n;
  const half = Z * Math.sqrt(varianceOf(one) / one.n + varianceOf(two) / two.n);
  return { lower: difference - half, upper: difference + half };
}

function varianceOf({ n, sum, sumOfSquares }: Mean): number {
  return Math.max(0, (sumOfSquares - sum ** 2 / n) / (n - 1));
}
