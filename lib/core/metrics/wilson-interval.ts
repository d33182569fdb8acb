import type { Interval } from '@/lib/core/runs/content';

/** The normal quantile of a two-sided interval at 95 %. */
const Z = 1.959963984540054;

/**
 * wilsonInterval is the 95 % score interval of a probability from `hits` in `trials` (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927): in closed form, for counts of any size. [0, 1] without trials.
 */
export function wilsonInterval(hits: number, trials: number): Interval {
  if (trials === 0) return { lower: 0, upper: 1 };
  const share = hits / trials;
  const centre = share + Z ** 2 / (2 * trials);
  const half = Z * Math.sqrt((share * (1 - share)) / trials + Z ** 2 / (4 * trials ** 2));
  const scale = 1 + Z ** 2 / trials;
  return { lower: hits === 0 ? 0 : (centre - half) / scale, upper: hits === trials ? 1 : (centre + half) / scale };
}
