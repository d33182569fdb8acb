/** The rows behind the charts, with their columns: what the page draws, shows as a table and hands out as a file. */
import type { CheckpointView, ContentTypeView, OverallMetricsView, PerformanceView, QualityTrendView } from '@/lib/core/metrics/views';
import type { CheckpointName } from '@/lib/core/signals/declared';
import { duration, percent, score } from '../format';
import { CHECKPOINT_LABELS, humanise, PROCESSING_LABELS } from '../words';
import type { Column } from './table';

const known = <T>(value: T | null, show: (value: T) => string) => (value === null ? '–' : show(value));
const whole = (value: number) => value.toLocaleString('en');

export interface ProcessingRow {
  type: string;
  label: string;
  count: number;
  /** Of all runs that ended, failed ones included; 0 of none. */
  share: number;
}

/** processingRows says how the runs of the window ended. Failed ones are in no other figure than the error rate. */
export function processingRows(metrics: OverallMetricsView): ProcessingRow[] {
  const { fullProcessing, qualityBypassed, earlyExits, failed, failedSource, totalProcessed } = metrics;
  const all = totalProcessed + failed;
  const ends = [
    { type: 'full', label: PROCESSING_LABELS.full.label, count: fullProcessing },
    { type: 'lightweight', label: PROCESSING_LABELS.lightweight.label, count: qualityBypassed },
    { type: 'early_exit', label: PROCESSING_LABELS.early_exit.label, count: earlyExits },
    { type: 'failed_winnow', label: 'Failed in Winnow', count: failed - failedSource },
    { type: 'failed_source', label: 'Failed at source', count: failedSource },
  ];
  return all === 0 ? [] : ends.map((end) => ({ ...end, share: end.count / all }));
}

export const PROCESSING_COLUMNS: readonly Column<ProcessingRow>[] = [
  { key: 'processingType', label: 'Ended as', value: ({ type }) => type, show: ({ label }) => label },
  { key: 'count', label: 'Runs', value: ({ count }) => count, show: ({ count }) => whole(count) },
  { key: 'share', label: 'Share', value: ({ share }) => share, show: ({ share }) => percent(share) },
];

export const CONTENT_TYPE_COLUMNS: readonly Column<ContentTypeView>[] = [
  { key: 'contentType', label: 'Content type', value: ({ contentType }) => contentType, show: ({ contentType }) => humanise(contentType) },
  { key: 'count', label: 'Runs', value: ({ count }) => count, show: ({ count }) => whole(count) },
  { key: 'bypassRate', label: 'Bypass rate', value: ({ bypassRate }) => bypassRate, show: ({ bypassRate }) => percent(bypassRate) },
  {
    key: 'avgQualityScore',
    label: 'Mean quality',
    value: ({ avgQualityScore }) => avgQualityScore,
    show: ({ avgQualityScore }) => known(avgQualityScore, score),
  },
  {
    key: 'avgProcessingTime',
    label: 'Mean time',
    value: ({ avgProcessingTime }) => avgProcessingTime,
    show: ({ avgProcessingTime }) => known(avgProcessingTime, duration),
  },
];

export interface CheckpointRow extends CheckpointView {
  label: string;
  /** Exits here / all finished runs; what `expect` is held against. 0 of none. */
  share: number;
  expect: number | null;
}

/** checkpointRows has every checkpoint in the order of the pipeline, those where nothing ended included; none without runs. */
export function checkpointRows({
  checkpointAnalytics,
  checkpointExpectations,
  overallMetrics: { totalProcessed },
}: Pick<PerformanceView, 'checkpointAnalytics' | 'checkpointExpectations' | 'overallMetrics'>): CheckpointRow[] {
  if (totalProcessed === 0) return [];
  return checkpointAnalytics.map((view) => ({
    ...view,
    label: CHECKPOINT_LABELS[view.checkpointName as CheckpointName] ?? humanise(view.checkpointName),
    share: view.exitCount / totalProcessed,
    expect: checkpointExpectations.find(({ checkpointName }) => checkpointName === view.checkpointName)?.expect ?? null,
  }));
}

export const CHECKPOINT_COLUMNS: readonly Column<CheckpointRow>[] = [
  { key: 'checkpointName', label: 'Checkpoint', value: ({ checkpointName }) => checkpointName, show: ({ label }) => label },
  { key: 'exitCount', label: 'Exits', value: ({ exitCount }) => exitCount, show: ({ exitCount }) => whole(exitCount) },
  { key: 'reached', label: 'Reached', value: ({ reached }) => reached, show: ({ reached }) => whole(reached) },
  { key: 'exitRate', label: 'Exit rate', value: ({ exitRate }) => exitRate, show: ({ exitRate }) => percent(exitRate) },
  { key: 'shareOfAll', label: 'Of all runs', value: ({ share }) => share, show: ({ share }) => percent(share) },
  { key: 'expectedShare', label: 'Expected', value: ({ expect }) => expect, show: ({ expect }) => known(expect, percent) },
  {
    key: 'avgConfidence',
    label: 'Mean confidence',
    value: ({ avgConfidence }) => avgConfidence,
    show: ({ avgConfidence }) => known(avgConfidence, score),
  },
  { key: 'audited', label: 'Audited', value: ({ audited }) => audited, show: ({ audited }) => whole(audited) },
  { key: 'falseStops', label: 'False stops', value: ({ falseStops }) => falseStops, show: ({ falseStops }) => whole(falseStops) },
  {
    key: 'topExitReasons',
    label: 'Top reasons',
    value: ({ topExitReasons }) => topExitReasons.map(({ reason, count }) => `${reason} (${count})`).join('; '),
  },
];

const scoreColumn = (key: keyof QualityTrendView, label: string): Column<QualityTrendView> => ({
  key,
  label,
  value: (row) => row[key],
  show: (row) => known(row[key] as number | null, score),
});

/** qualityColumns: `isDaily` says whether a row is a day or an hour. */
export function qualityColumns(isDaily: boolean): Column<QualityTrendView>[] {
  return [
    {
      key: 'timestamp',
      label: isDaily ? 'Day (UTC)' : 'Hour (UTC)',
      value: ({ timestamp }) => timestamp,
      show: ({ timestamp }) => momentWords(Date.parse(timestamp), isDaily),
    },
    scoreColumn('avgQualityScore', 'Overall'),
    scoreColumn('coherenceScore', 'Coherence'),
    scoreColumn('completenessScore', 'Completeness'),
    scoreColumn('informativenessScore', 'Informativeness'),
    {
      key: 'itemsProcessed',
      label: 'Runs',
      value: ({ itemsProcessed }) => itemsProcessed,
      show: ({ itemsProcessed }) => whole(itemsProcessed),
    },
  ];
}

const DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
const HOUR = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });

/** momentWords: `23 Nov`, or `23 Nov, 14:00` where hours count. UTC, as the rows are. */
export function momentWords(atMs: number, isDaily: boolean): string {
  return isDaily ? DAY.format(atMs) : `${DAY.format(atMs)}, ${HOUR.format(atMs)}`;
}

/** tickWords: the same, as short as the length of the window allows. */
export function tickWords(atMs: number, windowHours: number): string {
  return windowHours <= 48 ? HOUR.format(atMs) : DAY.format(atMs);
}

const DAILY_BEYOND_HOURS = 14 * 24;

/** Whether the trend of a window comes by day; without a window it is that of the last 24 hours. */
export const isDailyTrend = (hours: number | null): boolean => hours !== null && hours > DAILY_BEYOND_HOURS;
