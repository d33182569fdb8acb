'use client';
import { lazy } from 'react';
import type { OverallMetricsView } from '@/lib/core/metrics/views';
import { duration, percent } from '../format';
import { ChartPanel } from './chart-panel';
import { barsHeight } from './charts/bars-height';
import { PROCESSING_COLUMNS, processingRows } from './rows';

const BarsChart = lazy(() => import('./charts/bars-chart'));
const SERIES = [{ label: 'Runs', look: 'solid' }] as const;
const money = (usd: number) => `$${usd.toFixed(2)}`;

/** How the runs ended, and what they took. */
export function ProcessingPanel({ metrics, period }: { metrics: OverallMetricsView; period: string }) {
  const rows = processingRows(metrics);
  return (
    <ChartPanel
      title="Processing breakdown"
      explanation={`Runs that ended in ${period}, by what came of them.`}
      fileName="winnow-processing"
      columns={PROCESSING_COLUMNS}
      rows={rows}
      keyOf={({ type }) => type}
      heightPx={barsHeight(rows.length, SERIES.length)}
      chart={
        <BarsChart
          label="Processing breakdown: runs by what came of them"
          series={SERIES}
          show={(value) => value.toLocaleString('en')}
          rows={rows.map(({ label, count, share }) => ({
            name: label,
            values: [count],
            text: `${count.toLocaleString('en')} (${percent(share)})`,
          }))}
        />
      }
    >
      {metrics.avgProcessingTime !== null && <Effort metrics={metrics} />}
    </ChartPanel>
  );
}

function Effort({ metrics }: { metrics: OverallMetricsView }) {
  const { avgProcessingTime, p50ProcessingTime, p95ProcessingTime, apiCalls, apiCallsSavedPct, costUsd, costSavedUsd } = metrics;
  const facts: [string, string | null][] = [
    ['Mean time', avgProcessingTime === null ? null : duration(avgProcessingTime)],
    ['Median', p50ProcessingTime === null ? null : duration(p50ProcessingTime)],
    ['95th percentile', p95ProcessingTime === null ? null : duration(p95ProcessingTime)],
    ['API calls', apiCalls === 0 ? null : apiCalls.toLocaleString('en')],
    ['API calls saved', apiCallsSavedPct === null ? null : percent(apiCallsSavedPct)],
    ['Cost', costUsd === 0 ? null : money(costUsd)],
    ['Cost saved', costSavedUsd === 0 ? null : money(costSavedUsd)],
  ];
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs tabular-nums">
      {facts.map(
        ([name, value]) =>
          value !== null && (
            <div key={name} className="flex gap-1.5">
              <dt className="text-ink-faint">{name}</dt>
              <dd className="text-ink-muted">{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
