import {
  avgQualityScore,
  avgTimeSavings,
  bypassRate,
  earlyExitRate,
  errorRate,
  finished,
  type TotalsByOutcome,
  totalProcessed,
} from '@/lib/core/metrics/definitions';
import type { FalseStopEstimate } from '@/lib/core/metrics/false-stops';
import { wilsonInterval } from '@/lib/core/metrics/wilson-interval';
import type { Sample } from './evaluate';
import type { AlertMetric } from './rules';

/** What can be read off the totals of a window; false stops come from audits. */
export type TotalsMetric = Exclude<AlertMetric, 'false_stop_rate'>;

/** sampleOf gives a metric's value over a window, by its definition, and how many runs it rests on. Null = nothing in the window. */
export function sampleOf(metric: TotalsMetric, totals: TotalsByOutcome): Sample {
  const rate = (value: number, hits: number, n: number): Sample => ({
    value: n === 0 ? null : value,
    n,
    interval: wilsonInterval(hits, n),
  });
  const processed = totalProcessed(totals);
  switch (metric) {
    case 'bypass_rate':
      return rate(bypassRate(totals), totals.lightweight.n, processed);
    case 'early_exit_rate':
      return rate(earlyExitRate(totals), totals.early_exit.n, totals.full.n + totals.early_exit.n);
    case 'error_rate':
      return rate(errorRate(totals), totals.failed_winnow.n, processed + totals.failed_winnow.n);
    case 'quality_score_avg':
      return { value: avgQualityScore(totals), n: finished(totals).qualityN, interval: null };
    case 'time_savings_avg':
      return { value: avgTimeSavings(totals), n: finished(totals).timeSavedN, interval: null };
  }
}

/** falseStopSample: n is the stops that were judged. */
export function falseStopSample({ rate, interval, judged }: FalseStopEstimate): Sample {
  return { value: rate, n: judged, interval };
}
