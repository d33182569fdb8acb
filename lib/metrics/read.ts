/** What /api/performance says, from the rollups alone: it takes as long with ten million records as with ten thousand. */
import { asWinnowError } from '@/lib/base/errors';
import { readEnv } from '@/lib/config/env';
import {
  apiCallsSavedPct,
  avgCoherenceScore,
  avgCompletenessScore,
  avgExitConfidence,
  avgInformativenessScore,
  avgProcessingTime,
  avgQualityScore,
  avgTimeSavings,
  bypassRate,
  earlyExitRate,
  emptyByOutcome,
  errorRate,
  everything,
  exitRate,
  finished,
  reachedCount,
  type TotalsByOutcome,
  totalProcessed,
  totalTimeSavedHours,
} from '@/lib/core/metrics/definitions';
import { hourOf, startOfHour } from '@/lib/core/metrics/deltas';
import { auditMs, type CountedStops, estimateFalseStops, judgedAt } from '@/lib/core/metrics/false-stops';
import { quantileOf } from '@/lib/core/metrics/histogram';
import { addInto, emptyTotals, MILLION, type Outcome, type Totals } from '@/lib/core/metrics/totals';
import type {
  CheckpointView,
  ContentTypeView,
  LlmCacheView,
  MetricTargetView,
  OverallMetricsView,
  PerformanceFilter,
  PerformanceView,
  QualityTrendView,
} from '@/lib/core/metrics/views';
import { type RollupWindow, type TrendWindow, trendWindow, windowBefore, windowOf } from '@/lib/core/metrics/windows';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { type LlmCacheFigures, llmCacheFigures } from '@/lib/data/llm-cache';
import {
  epochQuestion,
  heartbeatQuestion,
  histQuestion,
  reasonsQuestion,
  rollups,
  stopsIn,
  stopsQuestion,
  type TotalsAnswer,
  TREND_MEASURES,
  totalsIn,
  totalsQuestion,
  trendQuestion,
  versionsQuestion,
} from './rollup-query';

/** What is asked for; `hours` from 1 to 8784, null for everything since the last reset. */
export interface PerformanceQuery {
  hours: number | null;
  filter: PerformanceFilter;
}

const MOST_REASONS = 5;
const MOST_VERSIONS = 100;
const MINUTE_MS = 60_000;
/** A year: what the calls of language models are looked back on at most. */
const LONGEST_HOURS = 8_784;

type Question =
  | 'cells'
  | 'previous'
  | 'hist'
  | 'previousHist'
  | 'stops'
  | 'previousStops'
  | 'reasons'
  | 'trends'
  | 'versions'
  | 'epoch'
  | 'uptime';
type Answers = Partial<Record<Question, unknown>>;
interface Epoch {
  startedAt: string;
  canUndo: boolean;
}

const CELL_KEYS = ['content_type', 'outcome', 'exit_checkpoint'] as const;
const asCells = (filter: PerformanceFilter, window: RollupWindow) => totalsQuestion(CELL_KEYS, filter, window);

interface Cell {
  contentType: string;
  outcome: Outcome;
  exitCheckpoint: string;
  totals: Totals;
}

function cellsIn(answer: unknown): Cell[] {
  return ((answer as TotalsAnswer) ?? []).map((row) => {
    const [contentType, outcome, exitCheckpoint] = row as [string, Outcome, string];
    return { contentType, outcome, exitCheckpoint, totals: totalsIn(row, CELL_KEYS.length) };
  });
}

function byOutcome(cells: readonly Pick<Cell, 'outcome' | 'totals'>[]): TotalsByOutcome {
  const sums = emptyByOutcome();
  for (const { outcome, totals } of cells) addInto(sums[outcome], totals);
  return sums;
}

function byOutcomeIn(answer: unknown): TotalsByOutcome {
  return byOutcome(((answer as TotalsAnswer) ?? []).map((row) => ({ outcome: row[0] as Outcome, totals: totalsIn(row, 1) })));
}

/** groupedBy keeps the order in which the groups first appear. */
function groupedBy(cells: readonly Cell[], key: 'contentType' | 'exitCheckpoint'): Map<string, Cell[]> {
  const groups = new Map<string, Cell[]>();
  for (const cell of cells) groups.set(cell[key], [...(groups.get(cell[key]) ?? []), cell]);
  return groups;
}

/** readTotals sums the records of a window by outcome: what the definitions and the alerts ask for. */
export async function readTotals(hours: number | null, filter: PerformanceFilter): Promise<TotalsByOutcome> {
  const { totals } = await rollups({ totals: totalsQuestion(['outcome'], filter, windowOf(hours, hourOf(Date.now()))) });
  return byOutcomeIn(totals);
}

/** readPerformance is all that the dashboard shows. */
export async function readPerformance({ hours, filter }: PerformanceQuery): Promise<PerformanceView> {
  const now = Date.now();
  const window = windowOf(hours, hourOf(now));
  const before = windowBefore(hours, hourOf(now));
  const trend = trendWindow(hours, hourOf(now));
  const minute = Math.floor(now / MINUTE_MS);
  const [answers, bars, cache]: [Answers, Bars, LlmCacheFigures] = await Promise.all([
    rollups({
      cells: asCells(filter, window),
      hist: histQuestion(filter, window),
      stops: stopsQuestion(filter, window),
      ...(before && {
        previous: totalsQuestion(['outcome'], filter, before),
        previousHist: histQuestion(filter, before),
        previousStops: stopsQuestion(filter, before),
      }),
      reasons: reasonsQuestion(MOST_REASONS, filter, window),
      trends: trendQuestion(filter, trend),
      versions: versionsQuestion(),
      epoch: epochQuestion(),
      uptime: heartbeatQuestion(window.start, minute),
    }),
    readBars(),
    llmCacheFigures(hours ?? LONGEST_HOURS),
  ]);
  const epoch = answers.epoch as Epoch;
  const cells = cellsIn(answers.cells);
  const totals = byOutcome(cells);
  const stops = stopsIn(answers.stops);
  return {
    overallMetrics: overallView(totals, answers.hist, stops),
    previous: before ? overallView(byOutcomeIn(answers.previous), answers.previousHist, stopsIn(answers.previousStops)) : null,
    contentTypeBreakdown: contentTypeViews(cells),
    checkpointAnalytics: checkpointViews(cells, totals, answers.reasons, stops),
    qualityTrends: trendViews(trend, answers.trends),
    ...bars,
    uptime: uptimeView(answers.uptime as { first: number | null; minutes: number | null }, minute),
    configVersions: newestFirst((answers.versions as string[] | null) ?? []).slice(0, MOST_VERSIONS),
    llmCache: cacheView(cache),
    recording: readEnv().values.ENABLE_DASHBOARD_METRICS,
    epoch: { startedAt: new Date(epoch.startedAt).toISOString(), canUndo: epoch.canUndo },
    generatedAt: new Date(now).toISOString(),
  };
}

export async function readOverall({ hours, filter }: PerformanceQuery): Promise<OverallMetricsView> {
  const window = windowOf(hours, hourOf(Date.now()));
  const answers: Answers = await rollups({
    cells: totalsQuestion(['outcome'], filter, window),
    hist: histQuestion(filter, window),
    stops: stopsQuestion(filter, window),
  });
  return overallView(byOutcomeIn(answers.cells), answers.hist, stopsIn(answers.stops));
}

export async function readContentTypes({ hours, filter }: PerformanceQuery): Promise<ContentTypeView[]> {
  const { cells } = await rollups({ cells: asCells(filter, windowOf(hours, hourOf(Date.now()))) });
  return contentTypeViews(cellsIn(cells));
}

export async function readCheckpoints({ hours, filter }: PerformanceQuery): Promise<CheckpointView[]> {
  const window = windowOf(hours, hourOf(Date.now()));
  const answers: Answers = await rollups({
    cells: asCells(filter, window),
    reasons: reasonsQuestion(MOST_REASONS, filter, window),
    stops: stopsQuestion(filter, window),
  });
  const cells = cellsIn(answers.cells);
  return checkpointViews(cells, byOutcome(cells), answers.reasons, stopsIn(answers.stops));
}

export async function readTrends({ hours, filter }: PerformanceQuery): Promise<QualityTrendView[]> {
  const trend = trendWindow(hours, hourOf(Date.now()));
  const { trends } = await rollups({ trends: trendQuestion(filter, trend) });
  return trendViews(trend, trends);
}

function overallView(totals: TotalsByOutcome, hist: unknown, stops: readonly CountedStops[]): OverallMetricsView {
  const falseStops = estimateFalseStops(stops);
  const bins = ((hist as [number, number][] | null) ?? []).map(([bin, count]) => ({ bin, count }));
  const seconds = (share: number) => {
    const ms = quantileOf(bins, share);
    return ms === null ? null : ms / 1000;
  };
  const llm = everything(totals);
  return {
    totalProcessed: totalProcessed(totals),
    qualityBypassed: totals.lightweight.n,
    earlyExits: totals.early_exit.n,
    fullProcessing: totals.full.n,
    bypassRate: bypassRate(totals),
    earlyExitRate: earlyExitRate(totals),
    avgTimeSavings: avgTimeSavings(totals) ?? 0,
    totalTimeSavedHours: totalTimeSavedHours(totals) - auditMs(stops) / 3_600_000,
    failed: totals.failed_source.n + totals.failed_winnow.n,
    failedSource: totals.failed_source.n,
    errorRate: errorRate(totals),
    avgQualityScore: avgQualityScore(totals),
    falseStopRate: falseStops.rate,
    falseStopCi: falseStops.interval,
    avgProcessingTime: avgProcessingTime(totals),
    p50ProcessingTime: seconds(0.5),
    p95ProcessingTime: seconds(0.95),
    apiCalls: llm.apiCalls,
    apiCallsSavedPct: apiCallsSavedPct(totals),
    costUsd: llm.costMicros / MILLION,
    costUnknownRuns: llm.costUnknown,
    costSavedUsd: llm.costSavedMicros / MILLION,
    timeSavedRuns: finished(totals).timeSavedN,
    qualityScoreRuns: finished(totals).qualityN,
    judgedStops: falseStops.judged,
  };
}

/** Most frequent first. */
function contentTypeViews(cells: readonly Cell[]): ContentTypeView[] {
  const views = [...groupedBy(cells, 'contentType')].map(([contentType, own]) => {
    const totals = byOutcome(own);
    return {
      contentType,
      count: totalProcessed(totals),
      bypassRate: bypassRate(totals),
      avgQualityScore: avgQualityScore(totals),
      avgProcessingTime: avgProcessingTime(totals),
    };
  });
  return views.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count || (a.contentType < b.contentType ? -1 : 1));
}

/** Winnow's checkpoints in their order, then those that only posted records name. */
function checkpointViews(
  cells: readonly Cell[],
  totals: TotalsByOutcome,
  reasons: unknown,
  stops: readonly CountedStops[],
): CheckpointView[] {
  const exits = groupedBy(
    cells.filter(({ outcome, exitCheckpoint, totals }) => outcome === 'early_exit' && exitCheckpoint !== '' && totals.n > 0),
    'exitCheckpoint',
  );
  const rows = (reasons as [string, string, number][] | null) ?? [];
  const foreign = [...exits.keys()].filter((name) => !CHECKPOINTS.some((own) => own === name)).sort();
  return [...CHECKPOINTS, ...foreign].map((checkpointName) => {
    const own = byOutcome(exits.get(checkpointName) ?? []);
    return {
      checkpointName,
      exitCount: own.early_exit.n,
      exitRate: exitRate(own.early_exit.n, checkpointName, totals),
      topExitReasons: rows.flatMap(([name, reason, count]) => (name === checkpointName ? [{ reason, count }] : [])),
      avgConfidence: avgExitConfidence(own),
      reached: reachedCount(checkpointName, totals),
      ...judgedAt(stops, checkpointName),
    };
  });
}

/** Versions are numbers, where they are Winnow's own; others may post any name. */
function newestFirst(versions: readonly string[]): string[] {
  return [...versions].sort(new Intl.Collator('en', { numeric: true }).compare).reverse();
}

function trendViews({ slots }: TrendWindow, answer: unknown): QualityTrendView[] {
  const bySlot = new Map(((answer as number[][] | null) ?? []).map(([slot, ...sums]) => [slot, sums]));
  return slots.map((slot) => {
    const sums = emptyTotals();
    for (const [i, sum] of (bySlot.get(slot) ?? []).entries()) sums[TREND_MEASURES[i]!] = sum;
    // All finished ones are summed already; the definitions sum over the three ways to finish.
    const totals: TotalsByOutcome = { ...emptyByOutcome(), full: sums };
    return {
      timestamp: startOfHour(slot).toISOString(),
      avgQualityScore: avgQualityScore(totals),
      coherenceScore: avgCoherenceScore(totals),
      completenessScore: avgCompletenessScore(totals),
      informativenessScore: avgInformativenessScore(totals),
      itemsProcessed: totalProcessed(totals),
    };
  });
}

function cacheView({ asked, exact, similar }: LlmCacheFigures): LlmCacheView {
  const given = asked + exact + similar;
  return { asked, exact, similar, hitRate: given === 0 ? null : (exact + similar) / given };
}

function uptimeView(
  { first, minutes }: { first: number | null; minutes: number | null },
  currentMinute: number,
): PerformanceView['uptime'] {
  const length = first === null ? 0 : Math.max(0, currentMinute - first);
  return { share: length === 0 ? null : Math.min(1, (minutes ?? 0) / length), minutes: length };
}

type Bars = Pick<PerformanceView, 'targets' | 'checkpointExpectations'>;

/** The bars of the active configuration. Without a valid one there are none, and the figures are there all the same. */
async function readBars(): Promise<Bars> {
  const version = await activeConfigVersion().catch((error) => {
    if (asWinnowError(error).code === 'config_invalid') return null;
    throw error;
  });
  const monitoring = version?.config.value.monitoring;
  const targets = Object.entries(monitoring?.overall_metrics ?? {}).map(
    ([metric, rule]): MetricTargetView => ({
      metric,
      target: rule.target ?? null,
      warningLow: rule.warning_low ?? null,
      criticalLow: rule.critical_low ?? null,
      warningHigh: rule.warning_high ?? null,
      criticalHigh: rule.critical_high ?? null,
    }),
  );
  const checkpointExpectations = Object.entries(monitoring?.checkpoints ?? {}).flatMap(([checkpointName, expected]) =>
    expected?.expect === undefined ? [] : [{ checkpointName, expect: expected.expect }],
  );
  return { targets, checkpointExpectations };
}
