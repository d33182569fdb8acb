'use client';
import type { KeyboardEvent } from 'react';
import { Bar, BarChart, LabelList, Tooltip, XAxis, YAxis } from 'recharts';
import { barsHeight } from './bars-height';
import { CURSOR, TICK, TOOLTIP } from './look';

export interface BarRow {
  /** Shown at the bar; every row has one of its own. */
  name: string;
  /** One per series; null: nothing to draw. */
  values: readonly (number | null)[];
  /** At the end of the row's last bar. */
  text: string;
}

export interface BarSeries {
  label: string;
  /** `hollow`: what something else is compared with. */
  look: 'solid' | 'soft' | 'hollow';
}

interface BarsChartProps {
  /** For screen readers. */
  label: string;
  rows: readonly BarRow[];
  series: readonly BarSeries[];
  /** On one another, or else beside each other. */
  stacked?: boolean;
  show: (value: number) => string;
}

const LOOKS = {
  solid: { fill: 'var(--accent)' },
  soft: { fill: 'var(--accent-soft)', stroke: 'var(--accent)' },
  hollow: { fill: 'transparent', stroke: 'var(--line-strong)', strokeDasharray: '3 2' },
} as const satisfies Record<BarSeries['look'], object>;

const NAME_WIDTH_PX = 112;
const NAME_LENGTH = 17;
const TEXT_WIDTH_PX = 92;
/** On one line, whatever the name. */
const shorten = (name: string) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name).replaceAll(' ', '\u00A0');

/** Horizontal bars with their values written at the end. */
export default function BarsChart({ label, rows, series, stacked = false, show }: BarsChartProps) {
  const chart = (
    <BarChart
      responsive
      layout="vertical"
      aria-label={label}
      data={rows.map(({ name, values, text }) => ({ name, text, ...values }))}
      margin={{ top: 4, right: TEXT_WIDTH_PX, bottom: 4, left: 0 }}
      barGap={2}
      style={{ width: '100%', height: barsHeight(rows.length, 1) }}
    >
      <XAxis type="number" hide />
      <YAxis
        type="category"
        dataKey="name"
        width={NAME_WIDTH_PX}
        interval={0}
        tickLine={false}
        axisLine={false}
        tick={TICK}
        tickFormatter={shorten}
      />
      <Tooltip {...TOOLTIP} cursor={CURSOR} formatter={(value) => show(Number(value))} />
      {series.map(({ label: name, look }, index) => (
        <Bar
          key={name}
          dataKey={String(index)}
          name={name}
          stackId={stacked ? 'all' : undefined}
          isAnimationActive={false}
          maxBarSize={18}
          // Nothing has its figure too.
          minPointSize={stacked ? 0 : 1}
          {...LOOKS[look]}
        >
          {(stacked ? index === series.length - 1 : index === 0) && (
            <LabelList dataKey="text" position="right" fill="var(--ink-muted)" fontSize={12} />
          )}
        </Bar>
      ))}
    </BarChart>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the chart inside takes the focus and has a role; this only translates its keys.
    <div onKeyDown={stepRows}>
      {series.length > 1 && <Legend series={series} />}
      {chart}
    </div>
  );
}

/** Of the keys, recharts knows Left and Right alone, and in rows Left is on and Right is back: nobody would find that. */
const STEPS: Readonly<Record<string, string>> = { ArrowDown: 'ArrowLeft', ArrowUp: 'ArrowRight' };

function stepRows(event: KeyboardEvent): void {
  const key = STEPS[event.key];
  if (!key) return;
  event.preventDefault();
  event.target.dispatchEvent(new window.KeyboardEvent('keydown', { key, bubbles: true }));
}

function Legend({ series }: { series: readonly BarSeries[] }) {
  return (
    <ul className="flex min-h-7 flex-wrap items-start justify-center gap-x-4 text-ink-muted text-xs leading-5">
      {series.map(({ label, look }) => (
        <li key={label} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width="14" height="10">
            <rect x="0.5" y="0.5" width="13" height="9" {...LOOKS[look]} />
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
