import type { Sample } from '@/lib/core/alerts/evaluate';
import type { AlertMetric, AlertRule } from '@/lib/core/alerts/rules';
import { falseStopSample, sampleOf } from '@/lib/core/alerts/samples';
import { falseStopRate } from '../audits';
import { readTotals } from '../read';

/** measure takes each rule's sample over its window that ends now. Rules with the same window share a reading. */
export async function measure(rules: readonly AlertRule[], now: Date): Promise<Map<AlertMetric, Sample>> {
  const totals = new Map(
    [...new Set(rules.filter(({ metric }) => metric !== 'false_stop_rate').map(({ windowHours }) => windowHours))].map(
      (hours) => [hours, readTotals(hours, {})] as const,
    ),
  );
  const sampled = rules.map(async ({ metric, windowHours }): Promise<[AlertMetric, Sample]> => {
    if (metric === 'false_stop_rate')
      return [metric, falseStopSample(await falseStopRate(new Date(now.getTime() - windowHours * 3_600_000)))];
    return [metric, sampleOf(metric, await totals.get(windowHours)!)];
  });
  return new Map(await Promise.all(sampled));
}
