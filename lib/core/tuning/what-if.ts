/**
 * What a configuration would have done to the recorded runs, as one table of figures. One function for the slider, the recommendation, the experiments and
 * the reports.
 */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { MeanSums, RatioSums, shareEstimate, Weights } from './estimates';
import { type Fates, UNKNOWN, UNKNOWN_REASONS } from './fates';
import { foundOutStops, smallestPi } from './found-out';
import { NO_ROW, type Recordings } from './recordings';
import { estimateSampledStops } from './sampled-stops';
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
  /** Only the URLs that choose, or only those that certify. */
  part?: 'choosing' | 'certifying';
}

/** runRows lists the rows of the runs in scope. */
export function runRows(recordings: Recordings, { since, part }: Scope = {}): Int32Array {
  const rows = new Int32Array(recordings.runs);
  let count = 0;
  for (let row = 0; row < recordings.rows; row++) {
    if (!recordings.isRun(row)) continue;
    if (since !== undefined && recordings.finishedAt.values[row]! < since) continue;
    if (part !== undefined && (recordings.chooses.values[row] === 1) !== (part === 'choosing')) continue;
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
    addTime(time, recordings, fates, row, at, weight);
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

/** timeSavedUnder is the share of the time that a configuration saves, as `whatIf` has it; null where nothing is known. */
export function timeSavedUnder(recordings: Recordings, fates: Fates, rows: Int32Array): number | null {
  const time = new RatioSums();
  forEachStanding(recordings, fates, rows, ({ row, at, weight }) => {
    if (at !== NO_ROW) addTime(time, recordings, fates, row, at, weight);
  });
  return time.x > 0 ? time.y / time.x : null;
}

function addTime(time: RatioSums, recordings: Recordings, fates: Fates, row: number, at: number, weight: number): void {
  const expected = expectedMs(recordings, row);
  const spent = spentUnder(recordings, fates, row, at);
  if (expected > 0 && !Number.isNaN(spent)) time.add(expected - spent, expected, weight);
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

function falseStopsUnder(recordings: Recordings, fates: Fates, reference: EffectiveConfig, rows: Int32Array): WhatIf['falseStops'] {
  const stops = foundOutStops(recordings, fates, reference, rows).filter(({ failed, falseStop }) => failed || falseStop !== null);
  return estimateSampledStops(stops, smallestPi(recordings, rows));
}
