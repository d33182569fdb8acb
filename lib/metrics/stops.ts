import type { CountedStops } from '@/lib/core/metrics/false-stops';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import type { RollupWindow } from '@/lib/core/metrics/windows';
import { rollups, stopsIn, stopsQuestion } from './rollup-query';

/** readStops gives what the audits say of the runs that ended within a window. */
export async function readStops(window: RollupWindow, filter: PerformanceFilter = {}): Promise<CountedStops[]> {
  const { stops } = await rollups({ stops: stopsQuestion(filter, window) });
  return stopsIn(stops);
}
