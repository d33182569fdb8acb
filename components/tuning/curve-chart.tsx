'use client';
import { CartesianGrid, Legend, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from 'recharts';
import { CURSOR, GRID, TICK, TOOLTIP } from '../dashboard/charts/look';
import { percent, score } from '../format';

export interface CurveMark {
  label: string;
  timeSaved: number;
  quality: number;
}

interface CurveChartProps {
  label: string;
  heightPx: number;
  /** Bars from low to high. */
  curve: readonly CurveMark[];
  current: CurveMark | null;
  recommended: CurveMark | null;
  draft: CurveMark | null;
}

/** What is delivered against what is saved; single points stand out by their shapes as well. */
export default function CurveChart({ label, heightPx, curve, current, recommended, draft }: CurveChartProps) {
  const points = [
    { name: 'Now', mark: current, shape: 'square', fill: 'var(--ink)' },
    { name: 'As drafted', mark: draft, shape: 'triangle', fill: 'var(--series-2)' },
    { name: 'Recommended', mark: recommended, shape: 'star', fill: 'var(--series-3)' },
  ] as const;
  return (
    <ScatterChart
      responsive
      aria-label={label}
      margin={{ top: 8, right: 20, bottom: 24, left: 4 }}
      style={{ width: '100%', height: heightPx }}
    >
      <CartesianGrid {...GRID} />
      <XAxis
        type="number"
        dataKey="timeSaved"
        name="Time saved"
        domain={['auto', 'auto']}
        tickFormatter={percent}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        label={{ value: 'Time saved', position: 'insideBottom', offset: -14, fill: 'var(--ink-muted)', fontSize: 12 }}
      />
      <YAxis
        type="number"
        dataKey="quality"
        name="Delivered quality"
        domain={['auto', 'auto']}
        tickFormatter={score}
        width={44}
        tick={TICK}
        tickLine={false}
        axisLine={false}
      />
      <Tooltip
        {...TOOLTIP}
        cursor={{ stroke: CURSOR.stroke }}
        formatter={(value, name) => (name === 'Time saved' ? percent(Number(value)) : score(Number(value)))}
      />
      <Legend
        verticalAlign="top"
        iconSize={10}
        formatter={(text: unknown) => <span className="text-ink-muted text-xs">{String(text)}</span>}
      />
      <Scatter
        name="By the bar"
        data={[...curve]}
        line={{ stroke: 'var(--series-1)', strokeWidth: 2 }}
        fill="var(--series-1)"
        isAnimationActive={false}
      />
      {points.map(({ name, mark, shape, fill }) =>
        mark ? <Scatter key={name} name={name} data={[mark]} shape={shape} fill={fill} isAnimationActive={false} /> : null,
      )}
    </ScatterChart>
  );
}
