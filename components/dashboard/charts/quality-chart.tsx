'use client';
import { CartesianGrid, Legend, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import { score } from '../../format';
import { CURSOR, GRID, TICK, TOOLTIP } from './look';

export interface QualityPoint {
  /** Start of the hour or day, milliseconds since the epoch. */
  atMs: number;
  overall: number | null;
  coherence: number | null;
  completeness: number | null;
  informativeness: number | null;
}

interface QualityChartProps {
  label: string;
  heightPx: number;
  points: readonly QualityPoint[];
  /** Writes a moment on the axis, shortly, and in the tooltip. */
  showTick: (atMs: number) => string;
  showMoment: (atMs: number) => string;
}

const DOTS_UP_TO = 60;
/** As they are listed, not by name. */
const inOrder = () => 0;
const HALF_HOUR_MS = 1_800_000;

/** Told apart by their strokes too. */
const LINES = [
  { key: 'overall', name: 'Overall', stroke: 'var(--series-1)', strokeWidth: 2.5 },
  { key: 'coherence', name: 'Coherence', stroke: 'var(--series-2)', strokeDasharray: '6 3' },
  { key: 'completeness', name: 'Completeness', stroke: 'var(--series-3)', strokeDasharray: '2 3' },
  { key: 'informativeness', name: 'Informativeness', stroke: 'var(--series-4)', strokeDasharray: '8 3 2 3' },
] as const;

/** The scores over time. A line breaks where nothing was scored. */
export default function QualityChart({ label, heightPx, points, showTick, showMoment }: QualityChartProps) {
  const dot = points.length <= DOTS_UP_TO && { r: 2.5, strokeDasharray: '0', fill: 'var(--surface)' };
  return (
    <LineChart
      responsive
      aria-label={label}
      data={[...points]}
      margin={{ top: 8, right: 16, bottom: 4, left: 0 }}
      style={{ width: '100%', height: heightPx }}
    >
      <CartesianGrid vertical={false} {...GRID} />
      <XAxis
        type="number"
        scale="time"
        dataKey="atMs"
        // One point alone has a width too.
        domain={[
          (first: number) => first - (points.length === 1 ? HALF_HOUR_MS : 0),
          (last: number) => last + (points.length === 1 ? HALF_HOUR_MS : 0),
        ]}
        tickFormatter={showTick}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        minTickGap={24}
      />
      <YAxis
        domain={[0, 1]}
        ticks={[0, 0.25, 0.5, 0.75, 1]}
        tickFormatter={score}
        width={40}
        tick={TICK}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        {...TOOLTIP}
        cursor={{ stroke: CURSOR.stroke }}
        itemSorter={inOrder}
        labelFormatter={(at) => showMoment(Number(at))}
        formatter={(value) => score(Number(value))}
      />
      <Legend
        itemSorter={null}
        verticalAlign="top"
        iconType="plainline"
        iconSize={24}
        formatter={(text: unknown) => <span className="text-ink-muted text-xs">{String(text)}</span>}
      />
      {LINES.map(({ key, ...line }) => (
        <Line key={key} dataKey={key} type="linear" strokeWidth={1.75} dot={dot} isAnimationActive={false} {...line} />
      ))}
    </LineChart>
  );
}
