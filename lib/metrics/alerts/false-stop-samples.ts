import type { Sample } from '@/lib/core/alerts/evaluate';
import { falseStopSample } from '@/lib/core/alerts/samples';
import { hourOf, startOfHour } from '@/lib/core/metrics/deltas';
import { estimateFalseStops } from '@/lib/core/metrics/false-stops';
import { windowBetween } from '@/lib/core/metrics/windows';
import { readStops } from '../stops';

/** readFalseStopSamples gives the false stops at each of the times, over the window of whole hours that ended then: the current one where it is now. */
export async function readFalseStopSamples(times: readonly Date[], windowHours: number): Promise<{ at: Date; sample: Sample }[]> {
  const samples: { at: Date; sample: Sample }[] = [];
  for (const at of times) {
    const hour = hourOf(at);
    const end = at > startOfHour(hour) ? hour + 1 : hour;
    const stops = await readStops(windowBetween(hour - windowHours, end));
    samples.push({ at, sample: falseStopSample(estimateFalseStops(stops)) });
  }
  return samples;
}
