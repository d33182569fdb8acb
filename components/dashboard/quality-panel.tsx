'use client';
import { lazy } from 'react';
import type { QualityTrendView } from '@/lib/core/metrics/views';
import { ChartPanel } from './chart-panel';
import { isDailyTrend, momentWords, qualityColumns, tickWords } from './rows';

const QualityChart = lazy(() => import('./charts/quality-chart'));
const HEIGHT_PX = 280;
const DEFAULT_HOURS = 24;

/** The scores over time, by dimension. */
export function QualityPanel({ trends, hours }: { trends: readonly QualityTrendView[]; hours: number | null }) {
  const isDaily = isDailyTrend(hours);
  const window = hours ?? DEFAULT_HOURS;
  const rows = trends.filter(({ itemsProcessed }) => itemsProcessed > 0);
  return (
    <ChartPanel
      title="Quality trends"
      explanation={`Mean scores from 0 to 1 of each UTC ${isDaily ? 'day' : 'hour'}${hours === null ? ' of the last 24 hours' : ''}. An early exit has no overall score.`}
      fileName="winnow-quality-trends"
      columns={qualityColumns(isDaily)}
      rows={rows}
      keyOf={({ timestamp }) => timestamp}
      heightPx={HEIGHT_PX}
      chart={
        <QualityChart
          label="Quality trends: overall, coherence, completeness and informativeness over time"
          heightPx={HEIGHT_PX}
          showTick={(atMs) => tickWords(atMs, window)}
          showMoment={(atMs) => `${momentWords(atMs, isDaily)} UTC`}
          points={trends.map((row) => ({
            atMs: Date.parse(row.timestamp),
            overall: row.avgQualityScore,
            coherence: row.coherenceScore,
            completeness: row.completenessScore,
            informativeness: row.informativenessScore,
          }))}
        />
      }
    />
  );
}
