/** Which of the stops that a configuration would have made were found out about, and which of those were false. */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { type FalseStopBars, isFalseStop } from '@/lib/core/metrics/false-stops';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { candidateOf } from './candidate';
import { BY_QUALITY, type Fates, UNKNOWN } from './fates';
import { FAILED, JUDGED, NO_ROW, type Recordings } from './recordings';
import type { SampledStop } from './sampled-stops';

const LIGHT = PROCESSING_TYPES.indexOf('lightweight');
const EXIT = PROCESSING_TYPES.indexOf('early_exit');
const QUALITY_CHECKPOINT = CHECKPOINTS.indexOf('post_quality_filtering');
const ANALYSIS_CHECKPOINT = CHECKPOINTS.indexOf('post_analysis');

/** A stop that was found out about. */
export interface FoundOut extends SampledStop {
  row: number;
  /** Its audit failed for good. Else, without a verdict, it was judged and no label tells of this stop. */
  failed: boolean;
}

/** falseStopBarsOf gives the bars that the version in force holds a stop of a row against. */
export function falseStopBarsOf(recordings: Recordings, reference: EffectiveConfig): (row: number) => FalseStopBars {
  const { typePolicy, generalType } = candidateOf(reference, recordings.dictionary);
  const { maxLoss } = reference.quality.audit;
  return (row) => {
    const type = recordings.contentType.values[row]!;
    return { maxLoss, minInformativeness: typePolicy(type < 0 ? generalType : type).bars.minInformativeness };
  };
}

/** foundOutStops lists the stops by conditions and by quality that an audit or a full analysis has found out about. */
export function foundOutStops(recordings: Recordings, fates: Fates, reference: EffectiveConfig, rows: Int32Array): FoundOut[] {
  const { verdict, pi, u, standIn } = recordings;
  const barsOf = falseStopBarsOf(recordings, reference);
  const stops: FoundOut[] = [];
  for (const row of rows) {
    if (verdict.values[row] === 0) continue;
    const at = fates.type[row] !== UNKNOWN || standIn.values[row] === NO_ROW ? row : standIn.values[row]!;
    const drawn = { row, pi: pi.values[row]!, u: u.values[row]! };
    const stopped = isStop(fates, at);
    if (verdict.values[row] === FAILED) {
      if (stopped || fates.type[at] === UNKNOWN) stops.push({ ...drawn, failed: true, falseStop: null });
    } else if (verdict.values[row] === JUDGED && stopped) {
      stops.push({ ...drawn, failed: false, falseStop: isFalse(recordings, fates, barsOf, row, at) });
    }
  }
  return stops;
}

/** What a type's policy or the submitter sends light is no gate's doing. */
export function isStop(fates: Fates, at: number): boolean {
  return fates.type[at] === EXIT || (fates.type[at] === LIGHT && fates.lightBy[at] === BY_QUALITY);
}

/** isFalse tells of a judged stop whether it was false, as read at `at`; null where no label tells of it. */
export function isFalse(
  recordings: Recordings,
  fates: Fates,
  barsOf: (row: number) => FalseStopBars,
  row: number,
  at: number,
): boolean | null {
  const loss = lossOf(recordings, fates, at);
  if (Number.isNaN(loss)) return null;
  return isFalseStop({ loss, informativeness: recordings.informativeness.values[row]! }, barsOf(row));
}

/** What the user would have lost, [0, 1]: all of it where nothing is delivered. NaN = not known. */
function lossOf(recordings: Recordings, fates: Fates, at: number): number {
  const checkpoint = fates.checkpoint[at]!;
  if (fates.type[at] === EXIT && checkpoint < QUALITY_CHECKPOINT) return 1;
  if (checkpoint === ANALYSIS_CHECKPOINT) return recordings.lossAtAnalysis.values[at]!;
  const round = fates.roundRow[at]!;
  return round >= 0 ? recordings.roundLoss.values[round]! : recordings.lossWhole.values[at]!;
}

/** smallestPi is the least probability with which any stop was drawn; the stops with u below it are a simple random sample. */
export function smallestPi({ drawnPi }: Recordings, rows: Int32Array): number {
  let least = 1;
  for (const row of rows) if (drawnPi.values[row]! > 0 && drawnPi.values[row]! < least) least = drawnPi.values[row]!;
  return least;
}
