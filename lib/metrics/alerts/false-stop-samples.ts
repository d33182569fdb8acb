import type { Sample } from '@/lib/core/alerts/evaluate';
import { falseStopSample } from '@/lib/core/alerts/samples';
import { hourOf, startOfHour } from '@/lib/core/metrics/deltas';
import { falseStops } from '../audits';
import { epochQuestion, rollups } from '../rollup-query';

/**
 * readFalseStopSamples gives the false stops at each of the times, over the window that ended then: of the runs since the last reset, as the dashboard
 * counts them.
 */
export async function readFalseStopSamples(times: readonly Date[], windowHours: number): Promise<{ at: Date; sample: Sample }[]> {
  const { epoch } = await rollups({ epoch: epochQuestion() });
  const { startedAt, canUndo } = epoch as { startedAt: string; canUndo: boolean };
  const countedSince = canUndo ? Date.parse(startedAt) : 0;
  const samples: { at: Date; sample: Sample }[] = [];
  for (const at of times) {
    const since = new Date(Math.max(countedSince, Number(startOfHour(hourOf(at) - windowHours))));
    samples.push({ at, sample: falseStopSample((await falseStops({ since, until: at })).estimate) });
  }
  return samples;
}
