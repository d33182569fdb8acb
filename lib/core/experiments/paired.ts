/** Both arms over the same history: what an experiment with random arms would show, from far fewer items, as far as the recordings know. */
import { type Fates, UNKNOWN } from '@/lib/core/tuning/fates';
import type { Recordings } from '@/lib/core/tuning/recordings';
import { deliveredQuality, spentUnder } from '@/lib/core/tuning/what-if';
import { MeanSequence } from './mean-sequence';
import type { DifferenceView, PairedReplayView } from './views';

/** pairedReplay compares item by item: time is aggressive − conservative, quality conservative − aggressive, of the runs that are known under both. */
export function pairedReplay(recordings: Recordings, conservative: Fates, aggressive: Fates, rows: Int32Array): PairedReplayView {
  const time = new MeanSequence();
  const quality = new MeanSequence();
  let unknown = 0;
  const { acquireMs, hearMs, assessMs, analyzeMs } = recordings;
  for (const row of rows) {
    if (conservative.type[row] === UNKNOWN || aggressive.type[row] === UNKNOWN) {
      unknown++;
      continue;
    }
    const expected = acquireMs.values[row]! + hearMs.values[row]! + assessMs.values[row]! + analyzeMs.values[row]!;
    const saved = (spentUnder(recordings, conservative, row, row) - spentUnder(recordings, aggressive, row, row)) / expected;
    if (Number.isFinite(saved)) time.add(saved);
    const lost = deliveredQuality(recordings, conservative, row) - deliveredQuality(recordings, aggressive, row);
    if (Number.isFinite(lost)) quality.add(lost);
  }
  return { runs: rows.length, unknown, timeDifference: viewOf(time), qualityDifference: viewOf(quality) };
}

function viewOf(sequence: MeanSequence): DifferenceView {
  return { value: sequence.n > 0 ? sequence.mean : null, sequence: sequence.interval(), n: sequence.n };
}
