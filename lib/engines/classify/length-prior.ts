import { BUILT_IN_TYPES, type BuiltInType } from './labels';

/** A log-normal: the median, and the standard deviation of the logarithm. */
type Typical = readonly [median: number, spread: number];

/**
 * How long items of each type usually are, from general knowledge (a commercial runs half a minute, a song three or four, a meeting close to
 * an hour). Not learned: the training material says nothing of length. The spreads are wide, since every type has its exceptions.
 */
const TYPICAL: Record<BuiltInType, { minutes: Typical; words: Typical }> = {
  discussion: { minutes: [50, 1.0], words: [7000, 1.1] },
  educational: { minutes: [12, 1.2], words: [1800, 1.2] },
  technology: { minutes: [25, 1.3], words: [3500, 1.4] },
  news: { minutes: [12, 1.6], words: [1500, 1.8] },
  entertainment: { minutes: [20, 2.0], words: [2500, 2.2] },
  music: { minutes: [3.5, 0.9], words: [150, 1.0] },
  advertisement: { minutes: [0.5, 0.9], words: [80, 0.9] },
};

/** However odd its length, an item may still be of that type. */
const FLOOR = -3;

/**
 * lengthPrior gives one log-density per built-in type. A known duration is used rather than words, for the words may be those of a part.
 * Zeros when neither is known.
 */
export function lengthPrior(durationSeconds: number | null, wordCount: number): number[] {
  return BUILT_IN_TYPES.map((type) => {
    const { minutes, words } = TYPICAL[type];
    if (durationSeconds !== null && durationSeconds > 0) return logDensity(durationSeconds / 60, minutes);
    return wordCount > 0 ? logDensity(wordCount, words) : 0;
  });
}

function logDensity(value: number, [median, spread]: Typical): number {
  const z = Math.log(value / median) / spread;
  return Math.max(FLOOR, -0.5 * z * z - Math.log(spread));
}
