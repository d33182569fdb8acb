import { emptyByOutcome, type TotalsByOutcome } from '@/lib/core/metrics/definitions';
import { MEASURES, OUTCOMES } from '@/lib/core/metrics/totals';
import type { Sample } from './evaluate';
import { sampleOf, type TotalsMetric } from './samples';

/** Hours since 1970-01-01T00Z. */
export type HourlyTotals = ReadonlyMap<number, TotalsByOutcome>;

/**
 * slideSamples gives a metric's sample at the end of each hour from `first` to `last`, over that hour and the `windowHours` before it: what the live rule
 * saw then. Hours without records may be missing. Totals are integers, so adding and taking off again is exact.
 */
export function slideSamples(
  metric: TotalsMetric,
  hourly: HourlyTotals,
  windowHours: number,
  first: number,
  last: number,
): { hour: number; sample: Sample }[] {
  const window = emptyByOutcome();
  const shift = (hour: number, sign: 1 | -1) => {
    const totals = hourly.get(hour);
    if (!totals) return;
    for (const outcome of OUTCOMES) for (const measure of MEASURES) window[outcome][measure] += sign * totals[outcome][measure];
  };
  for (let hour = first - windowHours; hour < first; hour++) shift(hour, 1);
  const samples: { hour: number; sample: Sample }[] = [];
  for (let hour = first; hour <= last; hour++) {
    shift(hour, 1);
    samples.push({ hour, sample: sampleOf(metric, window) });
    shift(hour - windowHours, -1);
  }
  return samples;
}
