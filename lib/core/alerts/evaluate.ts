import { crossingOf } from '@/lib/core/metrics/colour';
import type { Interval } from '@/lib/core/runs/content';
import type { AlertRule, Severity } from './rules';

export interface Sample {
  /** In the metric's own unit; null where nothing in the window has it. */
  value: number | null;
  /** How many runs it rests on. */
  n: number;
  /** 95 %; null where none can be given. */
  interval: Interval | null;
}

export type Level = 'ok' | Severity | 'no_data';
export type Side = 'low' | 'high';

export interface Observation {
  level: Level;
  /** Which bar was crossed; null where none was. */
  side: Side | null;
  threshold: number | null;
}

/**
 * evaluateRule holds a sample against a rule's bars; a value at a bar has not crossed it. `no_data`: fewer than `minSamples`, or no value. A rule that
 * fires on the lower bound compares the end of the interval that is nearer to normal: the lower one with high bars, the upper one with low bars;
 * a metric without an interval (a mean, of which only sums are kept) is compared by its value.
 */
export function evaluateRule(sample: Sample | null, rule: AlertRule): Observation {
  if (sample === null || sample.value === null || sample.n < rule.minSamples) return { level: 'no_data', side: null, threshold: null };
  const ends = rule.firesOn === 'lower_bound' && sample.interval ? sample.interval : { lower: sample.value, upper: sample.value };
  const crossing = crossingOf(ends, rule.bars);
  if (!crossing) return { level: 'ok', side: null, threshold: null };
  return { level: crossing.colour === 'red' ? 'critical' : 'warning', side: crossing.side, threshold: crossing.bar };
}
