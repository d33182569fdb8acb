/**
 * Each definition of the performance figures, once (SPEC §3). Everything that shows, alerts on or reports a figure calls these. Totals are of the
 * records of one outcome; null = a mean without members.
 */
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { addTotals, emptyTotals, type Measure, MILLION, OUTCOMES, type Outcome, type Totals } from './totals';

export type TotalsByOutcome = Record<Outcome, Totals>;

export function emptyByOutcome(): TotalsByOutcome {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, emptyTotals()])) as TotalsByOutcome;
}

const ratio = (over: number, under: number): number | null => (under > 0 ? over / under : null);

/** finished sums over full, lightweight and early_exit: what all means are taken over. */
export function finished(totals: TotalsByOutcome): Totals {
  return [totals.full, totals.lightweight, totals.early_exit].reduce(addTotals);
}

/** everything sums over failed ones too: what they asked of language models was paid for. */
export function everything(totals: TotalsByOutcome): Totals {
  return OUTCOMES.map((outcome) => totals[outcome]).reduce(addTotals);
}

/** Requests spared / (made + spared); null where of no run it is known how many were spared, or there are none of either. */
export function apiCallsSavedPct(totals: TotalsByOutcome): number | null {
  const { apiCalls, apiCallsSaved, apiCallsSavedN } = everything(totals);
  return apiCallsSavedN === 0 ? null : ratio(apiCallsSaved, apiCalls + apiCallsSaved);
}

export const totalProcessed = (totals: TotalsByOutcome): number => finished(totals).n;
/** lightweight / total; 0 of nothing. */
export const bypassRate = (totals: TotalsByOutcome): number => ratio(totals.lightweight.n, totalProcessed(totals)) ?? 0;
/** early_exit / (total − lightweight): the share of what was not bypassed; 0 of nothing. */
export const earlyExitRate = (totals: TotalsByOutcome): number => ratio(totals.early_exit.n, totals.full.n + totals.early_exit.n) ?? 0;
/** failed by Winnow's fault / (finished + those); 0 of nothing. */
export const errorRate = (totals: TotalsByOutcome): number =>
  ratio(totals.failed_winnow.n, totalProcessed(totals) + totals.failed_winnow.n) ?? 0;

const mean = (sum: Measure, count: Measure, scale: number) => (totals: TotalsByOutcome) => {
  const all = finished(totals);
  return ratio(all[sum] / scale, all[count]);
};
export const avgQualityScore = mean('qualitySum', 'qualityN', MILLION);
export const avgCoherenceScore = mean('coherenceSum', 'coherenceN', MILLION);
export const avgCompletenessScore = mean('completenessSum', 'completenessN', MILLION);
export const avgInformativenessScore = mean('informativenessSum', 'informativenessN', MILLION);
/** Seconds. */
export const avgProcessingTime = mean('processingMs', 'processingN', 1_000);
/** A fraction ≤ 1, negative where more was spent; the mean over the runs that have the value. */
export const avgTimeSavings = mean('timeSavedSum', 'timeSavedN', MILLION);
export const avgExitConfidence = mean('confidenceSum', 'confidenceN', MILLION);
/** Before what audits cost is taken off. */
export const totalTimeSavedHours = (totals: TotalsByOutcome): number => finished(totals).savedMs / 3_600_000;

/**
 * exitRate: exits at a checkpoint / runs that reached it. Records of which that is not known (posted from outside) count as having
 * reached it; the checkpoints that only they name are reached by nothing else.
 */
export function exitRate(exits: number, checkpoint: string, totals: TotalsByOutcome): number {
  return ratio(exits, reachedCount(checkpoint, totals)) ?? 0;
}

export function reachedCount(checkpoint: string, totals: TotalsByOutcome): number {
  const all = finished(totals);
  const unknown = all.n - all.reachedN;
  const place = CHECKPOINTS.indexOf(checkpoint as CheckpointName);
  return place < 0 ? unknown : all[`reached${place}` as Measure] + unknown;
}
