/**
 * What is summed over records: all that the definitions need, and nothing that cannot be added. Integers, so that sums are exact in any order:
 * scores, confidences and fractions in millionths, times in milliseconds.
 */
import { CHECKPOINTS } from '@/lib/core/signals/declared';

/** How a record counts. Failed ones are in no count but the error rate's. */
export const OUTCOMES = ['full', 'lightweight', 'early_exit', 'failed_source', 'failed_winnow'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const isFinished = (outcome: Outcome): boolean => outcome !== 'failed_source' && outcome !== 'failed_winnow';

export const SCORE_MEASURES = [
  'qualityN',
  'qualitySum',
  'coherenceN',
  'coherenceSum',
  'completenessN',
  'completenessSum',
  'informativenessN',
  'informativenessSum',
] as const;

export const MEASURES = [
  'n',
  ...SCORE_MEASURES,
  'confidenceN',
  'confidenceSum',
  'processingN',
  'processingMs',
  'timeSavedN',
  'timeSavedSum',
  'savedMs',
  'reachedN',
  'reached0',
  'reached1',
  'reached2',
  'reached3',
  'reached4',
  'apiCalls',
  'apiCallsSavedN',
  'apiCallsSaved',
  'costMicros',
  'costUnknown',
  'costSavedMicros',
] as const;
export type Measure = (typeof MEASURES)[number];
/** `reachedN`: records of which it is known which checkpoints they reached; `reachedI`: those that reached checkpoint I. */
export type Totals = Record<Measure, number>;

/** A finished or failed run, or a record posted from outside. Shares and scores in [0, 1] unless said otherwise. */
export interface PerformanceEntry {
  outcome: Outcome;
  source: 'run' | 'posted';
  contentType: string | null;
  configVersion: string | null;
  qualityScore: number | null;
  coherenceScore: number | null;
  completenessScore: number | null;
  informativenessScore: number | null;
  exitCheckpoint: string | null;
  exitReason: string | null;
  exitConfidence: number | null;
  /** Bit i: checkpoint i was reached. */
  reached: number | null;
  spentMs: number | null;
  expectedFullMs: number | null;
  /** ≤ 1, negative allowed. */
  timeSavedPct: number | null;
  /** What it asked language models; absent for records posted from outside. */
  llm?: LlmEntry;
}

/** Requests to language models, and micros of a US dollar. */
export interface LlmEntry {
  apiCalls: number;
  /** null = some of it has no known price. */
  costUsdMicros: number | null;
  /** What the cache, or the end before the full analysis, spared; null = not known. */
  apiCallsSaved: number | null;
  costSavedUsdMicros: number | null;
}

export const MILLION = 1_000_000;
/** What an analysis in full is taken to last where nothing better is known. */
const UNKNOWN_FULL_MS = 600_000;
const NEARLY_ALL = 0.99;

/**
 * savedMsOf is what a record saved: expected − spent; without those, from the posted share s of time saved: spent × s / (1 − s), or
 * 600 s × s where s > 0.99 or no time was given; 0 where nothing is known.
 */
export function savedMsOf({
  spentMs,
  expectedFullMs,
  timeSavedPct: share,
}: Pick<PerformanceEntry, 'spentMs' | 'expectedFullMs' | 'timeSavedPct'>): number {
  if (spentMs !== null && expectedFullMs !== null) return expectedFullMs - spentMs;
  if (share === null) return 0;
  if (spentMs === null || share > NEARLY_ALL) return Math.round(UNKNOWN_FULL_MS * share);
  return Math.round((spentMs * share) / (1 - share));
}

const NOTHING = Object.fromEntries(MEASURES.map((measure) => [measure, 0])) as Totals;

export function emptyTotals(): Totals {
  return { ...NOTHING };
}

/** totalsOf is what one record adds. */
export function totalsOf(entry: PerformanceEntry): Totals {
  const totals = emptyTotals();
  addEntry(totals, entry);
  return totals;
}

/** addEntry adds a record to totals in place. A failed run adds to `n` and to what was asked of language models alone: that was paid for. */
export function addEntry(totals: Totals, entry: PerformanceEntry): void {
  totals.n += 1;
  if (entry.llm) addLlm(totals, entry.llm);
  if (!isFinished(entry.outcome)) return;
  const add = (value: number | null, count: Measure, sum: Measure, scale: number) => {
    if (value === null) return;
    totals[count] += 1;
    totals[sum] += Math.round(value * scale);
  };
  // An early exit has no result whose quality could be scored.
  if (entry.outcome !== 'early_exit') add(entry.qualityScore, 'qualityN', 'qualitySum', MILLION);
  add(entry.coherenceScore, 'coherenceN', 'coherenceSum', MILLION);
  add(entry.completenessScore, 'completenessN', 'completenessSum', MILLION);
  add(entry.informativenessScore, 'informativenessN', 'informativenessSum', MILLION);
  if (entry.exitCheckpoint !== null) add(entry.exitConfidence, 'confidenceN', 'confidenceSum', MILLION);
  add(entry.spentMs, 'processingN', 'processingMs', 1);
  add(entry.timeSavedPct, 'timeSavedN', 'timeSavedSum', MILLION);
  totals.savedMs += savedMsOf(entry);
  if (entry.reached !== null) {
    totals.reachedN += 1;
    for (const i of CHECKPOINTS.keys()) totals[`reached${i}` as Measure] += (entry.reached >> i) & 1;
  }
}

function addLlm(totals: Totals, { apiCalls, costUsdMicros, apiCallsSaved, costSavedUsdMicros }: LlmEntry): void {
  totals.apiCalls += apiCalls;
  totals.costMicros += costUsdMicros ?? 0;
  if (costUsdMicros === null) totals.costUnknown += 1;
  if (apiCallsSaved !== null) {
    totals.apiCallsSavedN += 1;
    totals.apiCallsSaved += apiCallsSaved;
  }
  totals.costSavedMicros += costSavedUsdMicros ?? 0;
}

export function addTotals(a: Totals, b: Totals): Totals {
  const sum = { ...a };
  addInto(sum, b);
  return sum;
}

/** addInto adds `more` to `totals` in place: records are summed by the hundred thousand. */
export function addInto(totals: Totals, more: Totals): void {
  for (const measure of MEASURES) totals[measure] += more[measure];
}
