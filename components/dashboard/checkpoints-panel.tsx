'use client';
import { lazy } from 'react';
import type { PerformanceView } from '@/lib/core/metrics/views';
import { count, percent, score } from '../format';
import { ChartPanel } from './chart-panel';
import { barsHeight } from './charts/bars-height';
import { CHECKPOINT_COLUMNS, type CheckpointRow, checkpointRows } from './rows';

const BarsChart = lazy(() => import('./charts/bars-chart'));
const SERIES = [
  { label: 'Ended there', look: 'solid' },
  { label: 'Expected', look: 'hollow' },
] as const;

/** Where runs ended early, against what monitoring.yaml expects, and why. */
export function CheckpointsPanel({ view, period }: { view: PerformanceView; period: string }) {
  const rows = checkpointRows(view);
  return (
    <ChartPanel
      title="Checkpoints"
      explanation={`Share of the ${count(view.overallMetrics.totalProcessed, 'finished run')} of ${period} that ended at a checkpoint, with the share that monitoring.yaml expects in brackets.`}
      fileName="winnow-checkpoints"
      columns={CHECKPOINT_COLUMNS}
      rows={rows}
      keyOf={({ checkpointName }) => checkpointName}
      heightPx={barsHeight(rows.length, SERIES.length)}
      chart={
        <BarsChart
          label="Checkpoints: share of runs that ended there, measured and expected"
          series={SERIES}
          show={percent}
          rows={rows.map(({ label, share, expect }) => ({
            name: label,
            values: [share, expect],
            text: expect === null ? percent(share) : `${percent(share)} (${percent(expect)})`,
          }))}
        />
      }
    >
      <ul className="grid grid-cols-1 gap-x-8 border-line border-t pt-1 lg:grid-cols-2">
        {rows
          .filter(({ exitCount }) => exitCount > 0)
          .map((row) => (
            <Reasons key={row.checkpointName} row={row} />
          ))}
      </ul>
    </ChartPanel>
  );
}

function Reasons({ row }: { row: CheckpointRow }) {
  const { label, exitCount, exitRate, reached, avgConfidence, audited, falseStops, topExitReasons } = row;
  return (
    <li className="space-y-1 py-2 text-sm">
      <p>
        <strong className="font-medium">
          <bdi>{label}</bdi>
        </strong>{' '}
        <span className="text-ink-muted text-xs tabular-nums">
          {exitCount.toLocaleString('en')} of {reached.toLocaleString('en')} that came there ended ({percent(exitRate)})
          {avgConfidence !== null && `, mean confidence ${score(avgConfidence)}`}
          {audited > 0 && `, ${count(falseStops, 'false stop')} of ${audited.toLocaleString('en')} audited`}
        </span>
      </p>
      <ol className="space-y-0.5 text-ink-muted text-xs leading-5">
        {topExitReasons.map(({ reason, count: times }) => (
          <li key={reason} className="flex justify-between gap-3">
            <bdi className="line-clamp-2 min-w-0">{reason}</bdi>
            <span className="shrink-0 tabular-nums">{count(times, 'run')}</span>
          </li>
        ))}
      </ol>
    </li>
  );
}
