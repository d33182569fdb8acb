import type { AlertMetric } from '@/lib/core/alerts/rules';
import { METRIC_WORDS } from '@/lib/core/alerts/words';
import { type Bars, type Colour, colourOf, crossingOf, type Good, type Trend, trendOf } from '@/lib/core/metrics/colour';
import type { OverallMetricsView, PerformanceView } from '@/lib/core/metrics/views';
import { count, finePercent, hours, percent, score } from '../format';

/** One figure as the page shows it: the value, what it rests on, whether it is as it should be, and where it is going. */
export interface Card {
  key: string;
  label: string;
  value: string;
  note: string;
  /** null: there is no bar to hold it against. */
  colour: Colour | null;
  /** What is normal, in words. */
  bars: string | null;
  /** What to do about it; null where it is as it should be. */
  advice: string | null;
  /** null where nothing is known of the window before. `verdict` is null where neither way is better. */
  trend: { verdict: Trend | null; before: string; moved: 'up' | 'down' | 'level' } | null;
}

interface Figure {
  /** As monitoring.yaml calls it, where that knows it. */
  key: AlertMetric | 'total_processed';
  show: (value: number) => string;
  noteOf: (metrics: OverallMetricsView) => string;
  /** `target`: towards the target, from either side; absent: neither way is better. */
  good?: 'higher' | 'lower' | 'target';
  /** Smaller changes than this are none. */
  tolerance: number;
}

const WHOLE_PERCENT = 0.005;
const TENTH_PERCENT = 0.0005;

const byWinnow = ({ failed, failedSource }: OverallMetricsView) => failed - failedSource;

/** knownFigures gives the figures of a window; null where nothing is there to count, which the API says as 0. */
export function knownFigures(metrics: OverallMetricsView): Record<AlertMetric, number | null> {
  const { totalProcessed, qualityBypassed } = metrics;
  return {
    bypass_rate: totalProcessed > 0 ? metrics.bypassRate : null,
    early_exit_rate: totalProcessed > qualityBypassed ? metrics.earlyExitRate : null,
    time_savings_avg: metrics.timeSavedRuns > 0 ? metrics.avgTimeSavings : null,
    quality_score_avg: metrics.avgQualityScore,
    error_rate: totalProcessed + byWinnow(metrics) > 0 ? metrics.errorRate : null,
    false_stop_rate: metrics.falseStopRate,
  };
}

const FIGURES: readonly Figure[] = [
  {
    key: 'total_processed',
    show: (value) => value.toLocaleString('en'),
    noteOf: ({ fullProcessing, qualityBypassed, earlyExits }) =>
      `${count(fullProcessing, 'full analysis', 'full analyses')}, ${count(qualityBypassed, 'quick result')}, ${count(earlyExits, 'early exit')}`,
    tolerance: 1,
  },
  {
    key: 'bypass_rate',
    show: percent,
    noteOf: ({ totalProcessed, qualityBypassed }) =>
      `${qualityBypassed.toLocaleString('en')} of ${count(totalProcessed, 'run')} kept the quick result`,
    good: 'target',
    tolerance: WHOLE_PERCENT,
  },
  {
    key: 'early_exit_rate',
    show: percent,
    noteOf: ({ totalProcessed, qualityBypassed, earlyExits }) =>
      `${earlyExits.toLocaleString('en')} of ${(totalProcessed - qualityBypassed).toLocaleString('en')} that were not bypassed`,
    good: 'target',
    tolerance: WHOLE_PERCENT,
  },
  {
    key: 'time_savings_avg',
    show: percent,
    noteOf: ({ totalTimeSavedHours, timeSavedRuns }) =>
      timeSavedRuns > 0
        ? `${hours(totalTimeSavedHours)} in all; the mean of ${count(timeSavedRuns, 'run')}, against full analyses`
        : 'Known after 20 full analyses',
    good: 'higher',
    tolerance: WHOLE_PERCENT,
  },
  {
    key: 'quality_score_avg',
    show: score,
    noteOf: ({ qualityScoreRuns }) =>
      qualityScoreRuns > 0 ? `Mean of ${count(qualityScoreRuns, 'scored result')}, from 0 to 1` : 'No result has been scored yet',
    good: 'higher',
    tolerance: WHOLE_PERCENT,
  },
  {
    key: 'error_rate',
    show: finePercent,
    noteOf: (metrics) => {
      const own = `${byWinnow(metrics).toLocaleString('en')} of ${count(metrics.totalProcessed + byWinnow(metrics), 'run')} failed by Winnow’s fault`;
      return metrics.failedSource > 0 ? `${own}, ${metrics.failedSource.toLocaleString('en')} more by their source’s` : own;
    },
    good: 'lower',
    tolerance: TENTH_PERCENT,
  },
  {
    key: 'false_stop_rate',
    show: finePercent,
    noteOf: ({ falseStopCi: { lower, upper }, judgedStops }) =>
      judgedStops > 0
        ? `95 % interval ${finePercent(lower)} to ${finePercent(upper)}, from ${count(judgedStops, 'judged stop')}`
        : 'No stop has been judged yet',
    good: 'lower',
    tolerance: TENTH_PERCENT,
  },
];

/** cardsOf gives the figures in the order in which the page shows them. */
export function cardsOf({ overallMetrics, previous, targets }: Pick<PerformanceView, 'overallMetrics' | 'previous' | 'targets'>): Card[] {
  return FIGURES.map((figure) => {
    const { key, show, noteOf } = figure;
    const bars = targets.find(({ metric }) => metric === key) ?? null;
    const value = figureOf(figure, overallMetrics);
    return {
      key,
      label: key === 'total_processed' ? 'Total processed' : METRIC_WORDS[key].label,
      value: value === null ? '–' : show(value),
      note: noteOf(overallMetrics),
      colour: bars && colourOf(value, bars),
      bars: bars && barWords(bars, show),
      advice: adviceOn(key, value, bars),
      trend: previous && trendWords(figure, bars, value, figureOf(figure, previous)),
    };
  });
}

function figureOf({ key }: Figure, metrics: OverallMetricsView): number | null {
  return key === 'total_processed' ? metrics.totalProcessed : knownFigures(metrics)[key];
}

function adviceOn(key: Figure['key'], value: number | null, bars: Bars | null): string | null {
  if (key === 'total_processed' || value === null || !bars) return null;
  const crossing = crossingOf({ lower: value, upper: value }, bars);
  return crossing && METRIC_WORDS[key].advice[crossing.side];
}

function trendWords({ good, tolerance, show }: Figure, bars: Bars | null, value: number | null, before: number | null): Card['trend'] {
  if (value === null || before === null) return null;
  const change = value - before;
  const way = wayOf(good, bars);
  return {
    verdict: way && trendOf(value, before, way, tolerance),
    before: show(before),
    moved: Math.abs(change) < tolerance ? 'level' : change > 0 ? 'up' : 'down',
  };
}

function wayOf(good: Figure['good'], bars: Bars | null): Good | null {
  if (good !== 'target') return good ?? null;
  return bars?.target == null ? null : { target: bars.target };
}

/** `Target 60 %, normal from 50 % to 80 %, critical below 40 %`. */
function barWords({ target, warningLow, criticalLow, warningHigh, criticalHigh }: Bars, show: (value: number) => string): string {
  const words = (bar: number | null, name: string) => (bar === null ? '' : `${name} ${show(bar)}`);
  const normal = listOf([words(warningLow, 'from'), words(warningHigh, warningLow === null ? 'up to' : 'to')], ' ');
  const critical = listOf([words(criticalLow, 'below'), words(criticalHigh, 'above')], ' or ');
  const all = listOf([words(target, 'target'), normal && `normal ${normal}`, critical && `critical ${critical}`], ', ');
  return all.charAt(0).toUpperCase() + all.slice(1);
}

const listOf = (parts: string[], separator: string) => parts.filter(Boolean).join(separator);
