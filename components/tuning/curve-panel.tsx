'use client';
import { lazy } from 'react';
import type { CurvePoint, RecommendationView, WhatIf } from '@/lib/core/tuning/views';
import { ChartPanel } from '../dashboard/chart-panel';
import type { Column } from '../dashboard/table';
import { finePercent, percent, score } from '../format';
import type { CurveMark } from './curve-chart';
import { intervalWords } from './words';

const CurveChart = lazy(() => import('./curve-chart'));
const HEIGHT_PX = 300;
const or = (value: number | null, write: (value: number) => string) => (value === null ? '–' : write(value));

const COLUMNS: readonly Column<CurvePoint>[] = [
  { key: 'minOverall', label: 'Overall bar', value: ({ minOverall }) => minOverall, show: ({ minOverall }) => score(minOverall) },
  { key: 'minDimension', label: 'Other bars', value: ({ minDimension }) => minDimension, show: ({ minDimension }) => score(minDimension) },
  { key: 'timeSaved', label: 'Time saved', value: ({ timeSaved }) => timeSaved, show: ({ timeSaved }) => or(timeSaved, percent) },
  {
    key: 'deliveredQuality',
    label: 'Delivered quality',
    value: ({ deliveredQuality }) => deliveredQuality,
    show: ({ deliveredQuality }) => or(deliveredQuality, score),
  },
  { key: 'bypassRate', label: 'Bypass rate', value: ({ bypassRate }) => bypassRate, show: ({ bypassRate }) => or(bypassRate, finePercent) },
  {
    key: 'falseStopRate',
    label: 'False stops',
    value: ({ falseStopRate }) => falseStopRate,
    show: ({ falseStopRate }) => or(falseStopRate, finePercent),
  },
  {
    key: 'falseStopInterval',
    label: 'their interval',
    value: ({ falseStopInterval }) => intervalWords(falseStopInterval, 'share'),
  },
  { key: 'certified', label: 'Promise holds', value: ({ certified }) => (certified ? 'yes' : 'no') },
];

function markOf(label: string, timeSaved: number | null | undefined, quality: number | null | undefined): CurveMark | null {
  return timeSaved == null || quality == null ? null : { label, timeSaved, quality };
}

const markOfWhatIf = (label: string, what: WhatIf | null | undefined) => markOf(label, what?.timeSaved.value, what?.deliveredQuality.value);

/** Quality against time over every bar, with where the active version stands, the draft, and what is recommended. */
export function CurvePanel({ recommendation, draft }: { recommendation: RecommendationView; draft: WhatIf | null }) {
  const { curve, current, expected } = recommendation;
  const known = curve.filter(({ timeSaved, deliveredQuality }) => timeSaved !== null && deliveredQuality !== null);
  return (
    <ChartPanel
      title="Quality against time"
      explanation={`Every recorded run under bars from low to high: mean score of what is delivered, and the share of the time of full analyses that is saved. ${current.runs.toLocaleString('en')} runs.`}
      fileName="winnow-quality-time-curve"
      columns={COLUMNS}
      rows={known}
      keyOf={({ minOverall, minDimension }) => `${minOverall}/${minDimension}`}
      heightPx={HEIGHT_PX}
      chart={
        <CurveChart
          label="Delivered quality against time saved, by the bar"
          heightPx={HEIGHT_PX}
          curve={known.flatMap(
            ({ minOverall, timeSaved, deliveredQuality }) => markOf(`Bar ${score(minOverall)}`, timeSaved, deliveredQuality) ?? [],
          )}
          current={markOfWhatIf('Now', current)}
          recommended={markOfWhatIf('Recommended', expected)}
          draft={markOfWhatIf('As drafted', draft)}
        />
      }
    />
  );
}
