import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { type Fates, UNKNOWN } from './fates';
import { falseStopBarsOf, isFalse, isStop } from './found-out';
import type { StopsForPromise } from './promise';
import { JUDGED, NO_ROW, type Recordings } from './recordings';

/**
 * promisedStops counts the stops that a candidate would have made. `reference`: the version in force, whose bars say what a false stop is. `pi`: the one that is
 * reckoned with. What only a smaller one decided about, and what neither an audit nor a full analysis can tell of, is taken for false.
 */
export function promisedStops(
  recordings: Recordings,
  fates: Fates,
  reference: EffectiveConfig,
  rows: Int32Array,
  pi: number,
): StopsForPromise {
  const { drawnPi, drawnU, verdict, standIn } = recordings;
  const barsOf = falseStopBarsOf(recordings, reference);
  const stops: StopsForPromise = { pi, sure: 0, settledFalse: 0, foundFalse: 0, foundRight: 0, foundUnsure: 0 };
  for (const row of rows) {
    const sure = fates.type[row] !== UNKNOWN;
    const byLot = drawnPi.values[row]! > 0 && drawnPi.values[row]! < 1;
    if (sure ? !isStop(fates, row) : !byLot) continue;
    if (sure) stops.sure++;
    if (byLot && drawnPi.values[row]! < pi) stops.settledFalse++;
    if (byLot && !(drawnPi.values[row]! >= pi && drawnU.values[row]! < pi)) continue;
    const at = sure || standIn.values[row] === NO_ROW ? row : standIn.values[row]!;
    const judged = verdict.values[row] === JUDGED;
    // What its audit could not tell either is no stop that anybody knows of.
    if (judged && !isStop(fates, at)) continue;
    const isRight = judged && isFalse(recordings, fates, barsOf, row, at) === false;
    if (!byLot) stops.settledFalse += Number(!isRight);
    else if (isRight) stops.foundRight++;
    else stops.foundFalse++;
    if (!sure && judged) stops.foundUnsure++;
  }
  return stops;
}
