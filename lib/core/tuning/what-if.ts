/**
 * What a configuration would have done to the recorded runs, as one table of figures. One function for the slider, the recommendation, the experiments and
 * the reports.
 */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { type FalseStopBars, isFalseStop } from '@/lib/core/metrics/false-stops';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { candidateOf } from './candidate';
import { MeanSums, RatioSums, shareEstimate, Weights } from './estimates';
import { BY_QUALITY, type Fates, UNKNOWN, UNKNOWN_REASONS } from './fates';
import { FAILED, JUDGED, NO_ROW, type Recordings } from './recordings';
import { estimateSampledStops, type SampledStop } from './sampled-stops';
import type { WhatIf } from './views';

/** With fewer audits than this, what they say does not stand for the runs that nothing else is known of. */
const LEAST_STAND_INS = 5;
const [FULL, LIGHT, EXIT] = ['full', 'lightweight', 'early_exit'].map((type) => PROCESSING_TYPES.indexOf(type as never)) as [
  number,
  number,
  number,
];
const QUALITY_CHECKPOINT = CHECKPOINTS.indexOf('post_quality_filtering');
const ANALYSIS_CHECKPOINT = CHECKPOINTS.indexOf('post_analysis');
const MS_PER_HOUR = 3_600_000;

/** Which of the runs are looked at. */
export interface Scope {
  /** Milliseconds since 1970: only runs that ended from then on. */
  since?: number;
  /** Only one half of the URLs. */
  half?: 0 | 1;
}

/** runRows lists the rows of the runs in scope. */
export function runRows(recordings: Recordings, { since, half }: Scope = {}): Int32Array {
  const rows = new Int32Array(recordings.runs);
  let count = 0;
  for (let row = 0; row < recordings.rows; row++) {
    if (!recordings.isRun(row)) continue;
    if (since !== undefined && recordings.finishedAt.values[row]! < since) continue;
    if (half !== undefined && recordings.half.values[row] !== half) continue;
    rows[count++] = row;
  }
  return rows.subarray(0, count);
}

/** What the replay of a run says: by its own recording, or by that of its audit, which then stands for others as well. */
export interface Standing {
  row: number;
  /** Where the answer is read: the run's own row, its audit's, or NO_ROW where nothing is known. */
  at: number;
  weight: number;
}

/**
 * forEachStanding tells of every run what is known. A stopped run that the candidate needs more of than was measured is known by its audit where it has one;
 * those stand for all such runs, weighted by 1/π. Without enough of them each is unknown.
 */
export function forEachStanding(recordings: Recordings, fates: Fates, rows: Int32Array, visit: (standing: Standing) => void): void {
  const { drawnPi, standIn } = recordings;
  let [drawn, audited, weight] = [0, 0, 0];
  for (const row of rows) {
    if (fates.type[row] !== UNKNOWN || !(drawnPi.values[row]! > 0)) continue;
    drawn++;
    if (standIn.values[row] === NO_ROW) continue;
    audited++;
    weight += 1 / drawnPi.values[row]!;
  }
  const scale = audited >= LEAST_STAND_INS ? drawn / weight : 0;
  const standing: Standing = { row: 0, at: 0, weight: 1 };
  for (const row of rows) {
    standing.row = row;
    standing.at = row;
    standing.weight = 1;
    if (fates.type[row] === UNKNOWN) {
      const pi = drawnPi.values[row]!;
      const stand = standIn.values[row]!;
      const represented = scale > 0 && pi > 0;
      // An audit that does not know either stands for its share of what stays unknown.
      const knows = represented && stand !== NO_ROW && fates.type[stand] !== UNKNOWN;
      standing.at = knows ? stand : NO_ROW;
      standing.weight = represented ? (stand === NO_ROW ? 0 : scale / pi) : 1;
    }
    visit(standing);
  }
}

/** whatIf sums up. `reference`: the version in force; a candidate is judged by its bars and not by the candidate's own. */
export function whatIf(recordings: Recordings, fates: Fates, reference: EffectiveConfig, rows = runRows(recordings)): WhatIf {
  const known = new Weights();
  const notLight = new Weights();
  const byType = [0, 0, 0];
  const members = [0, 0, 0];
  const byCheckpoint = CHECKPOINTS.map(() => 0);
  const exitMembers = CHECKPOINTS.map(() => 0);
  const reasons = new Map<number, number>();
  const time = new RatioSums();
  const quality = new MeanSums();
  let [unknown, standIns] = [0, 0];
  forEachStanding(recordings, fates, rows, ({ row, at, weight }) => {
    if (fates.type[row] === UNKNOWN) {
      const reason = fates.reason[row]!;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    if (at === NO_ROW) {
      unknown += weight;
      return;
    }
    if (at !== row) standIns++;
    const type = fates.type[at]!;
    known.add(weight);
    byType[type]! += weight;
    members[type]!++;
    if (type !== LIGHT) notLight.add(weight);
    if (type === EXIT) {
      byCheckpoint[fates.checkpoint[at]!]! += weight;
      exitMembers[fates.checkpoint[at]!]!++;
    }
    const expected = expectedMs(recordings, row);
    const spent = spentUnder(recordings, fates, row, at);
    if (expected > 0 && !Number.isNaN(spent)) time.add(expected - spent, expected, weight);
    const delivered = deliveredQuality(recordings, fates, at);
    if (!Number.isNaN(delivered)) quality.add(delivered, weight);
  });
  const unknownRuns = [...reasons.values()].reduce((sum, count) => sum + count, 0);
  return {
    runs: rows.length,
    unknown: {
      runs: unknownRuns,
      share: rows.length > 0 ? unknownRuns / rows.length : 0,
      reasons: [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, count]) => ({ reason: UNKNOWN_REASONS[reason]!, runs: count })),
    },
    estimatedFromAudits: standIns,
    counts: { full: members[FULL]!, lightweight: members[LIGHT]!, early_exit: members[EXIT]! },
    bypassRate: shareEstimate(byType[LIGHT]!, known, unknown),
    earlyExitRate: shareEstimate(byType[EXIT]!, notLight, unknown),
    exits: CHECKPOINTS.map((checkpoint, i) => ({
      checkpoint,
      count: exitMembers[i]!,
      ...shareEstimate(byCheckpoint[i]!, known, unknown),
    })),
    timeSaved: time.estimate(),
    timeSavedHours: time.y / MS_PER_HOUR,
    deliveredQuality: quality.estimate(),
    falseStops: falseStopsUnder(recordings, fates, reference, rows),
  };
}

function expectedMs({ acquireMs, hearMs, assessMs, analyzeMs }: Recordings, row: number): number {
  return acquireMs.values[row]! + hearMs.values[row]! + assessMs.values[row]! + analyzeMs.values[row]!;
}

function endsAlike(recordings: Recordings, fates: Fates, row: number): boolean {
  const { decidedType, decidedCheckpoint, decidedRound } = recordings;
  return (
    fates.type[row] === decidedType.values[row] &&
    fates.checkpoint[row] === decidedCheckpoint.values[row] &&
    fates.round[row] === decidedRound.values[row]
  );
}

/** spentUnder is what the run took where it ended the same way; else what its stages would take here. NaN = not known. */
export function spentUnder(recordings: Recordings, fates: Fates, row: number, at: number): number {
  const { spentMs, acquireMs, hearMs, assessMs, analyzeMs } = recordings;
  if (at === row && endsAlike(recordings, fates, row) && !Number.isNaN(spentMs.values[row]!)) return spentMs.values[row]!;
  const type = fates.type[at]!;
  const acquired = acquireMs.values[row]!;
  if (type === EXIT && fates.checkpoint[at] === 0) return acquired;
  const heard = acquired + hearMs.values[row]! * fates.heard[at]!;
  if (fates.roundRow[at]! >= 0) return heard + assessMs.values[row]! * Math.min(1, fates.heard[at]!);
  const assessed = heard + assessMs.values[row]!;
  if (type === FULL || fates.checkpoint[at] === ANALYSIS_CHECKPOINT) return assessed + analyzeMs.values[row]!;
  return type === EXIT && fates.checkpoint[at]! < QUALITY_CHECKPOINT ? heard : assessed;
}

/** deliveredQuality is the score of what would be delivered; NaN for early exits, and where it was not scored. */
export function deliveredQuality(recordings: Recordings, fates: Fates, at: number): number {
  const type = fates.type[at]!;
  if (type === FULL) return recordings.fullQuality.values[at]!;
  if (type !== LIGHT) return Number.NaN;
  const round = fates.roundRow[at]!;
  return round >= 0 ? recordings.roundAssessment.overall.values[round]! : recordings.assessment.overall.values[at]!;
}

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
  const { verdict, pi, u, informativeness, standIn } = recordings;
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
      const loss = lossOf(recordings, fates, at);
      const falseStop = Number.isNaN(loss) ? null : isFalseStop({ loss, informativeness: informativeness.values[row]! }, barsOf(row));
      stops.push({ ...drawn, failed: false, falseStop });
    }
  }
  return stops;
}

/** What a type's policy or the submitter sends light is no gate's doing. */
export function isStop(fates: Fates, at: number): boolean {
  return fates.type[at] === EXIT || (fates.type[at] === LIGHT && fates.lightBy[at] === BY_QUALITY);
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

function falseStopsUnder(recordings: Recordings, fates: Fates, reference: EffectiveConfig, rows: Int32Array): WhatIf['falseStops'] {
  const stops = foundOutStops(recordings, fates, reference, rows).filter(({ failed, falseStop }) => failed || falseStop !== null);
  return estimateSampledStops(stops, smallestPi(recordings, rows));
}
