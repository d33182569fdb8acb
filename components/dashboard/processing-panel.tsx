'use client';
import { lazy } from 'react';
import type { LlmCacheView, OverallMetricsView } from '@/lib/core/metrics/views';
import { duration, percent } from '../format';
import { ChartPanel } from './chart-panel';
import { barsHeight } from './charts/bars-height';
import { PROCESSING_COLUMNS, processingRows } from './rows';

const BarsChart = lazy(() => import('./charts/bars-chart'));
const SERIES = [{ label: 'Runs', look: 'solid' }] as const;
const money = (usd: number) => `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
const costText = (usd: number, unknown: number) =>
  unknown === 0
    ? money(usd)
    : `${usd === 0 ? '' : `${money(usd)} and `}unknown for ${unknown} run${unknown === 1 ? '' : 's'} (no price set)`;

interface ProcessingPanelProps {
  metrics: OverallMetricsView;
  cache: LlmCacheView;
  period: string;
}

/** How the runs ended, and what they took. */
export function ProcessingPanel({ metrics, cache, period }: ProcessingPanelProps) {
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
      {metrics.avgProcessingTime !== null && <Effort metrics={metrics} cache={cache} />}
    </ChartPanel>
  );
}

function Effort({ metrics, cache }: Pick<ProcessingPanelProps, 'metrics' | 'cache'>) {
  const { avgProcessingTime, p50ProcessingTime, p95ProcessingTime, apiCalls, apiCallsSavedPct, costUsd, costUnknownRuns, costSavedUsd } =
    metrics;
  const facts: [string, string | null][] = [
    ['Mean time', avgProcessingTime === null ? null : duration(avgProcessingTime)],
    ['Median', p50ProcessingTime === null ? null : duration(p50ProcessingTime)],
    ['95th percentile', p95ProcessingTime === null ? null : duration(p95ProcessingTime)],
    ['API calls', apiCalls === 0 ? null : apiCalls.toLocaleString('en')],
    ['API calls saved', apiCallsSavedPct === null ? null : percent(apiCallsSavedPct)],
    ['Answers from the cache', cache.hitRate === null ? null : percent(cache.hitRate)],
    ['Cost', costUsd === 0 && costUnknownRuns === 0 ? null : costText(costUsd, costUnknownRuns)],
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
