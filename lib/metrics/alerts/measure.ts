import type { Sample } from '@/lib/core/alerts/evaluate';
import type { AlertMetric, AlertRule } from '@/lib/core/alerts/rules';
import { sampleOf } from '@/lib/core/alerts/samples';
import { readTotals } from '../read';
import { readFalseStopSamples } from './false-stop-samples';

/** measure takes each rule's sample over its window that ends now. Rules with the same window share a reading. */
export async function measure(rules: readonly AlertRule[], now: Date): Promise<Map<AlertMetric, Sample>> {
  const onTotals = rules.filter(({ metric }) => metric !== 'false_stop_rate');
  const totals = new Map([...new Set(onTotals.map(({ windowHours }) => windowHours))].map((hours) => [hours, readTotals(hours, {})]));
  const sampled = rules.map(async ({ metric, windowHours }): Promise<[AlertMetric, Sample]> => {
    if (metric !== 'false_stop_rate') return [metric, sampleOf(metric, await totals.get(windowHours)!)];
    const [latest] = await readFalseStopSamples([now], windowHours);
    return [metric, latest!.sample];
  });
  return new Map(await Promise.all(sampled));
}
