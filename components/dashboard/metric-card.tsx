import { ArrowDownRight, ArrowRight, ArrowUpRight, type LucideIcon } from 'lucide-react';
import type { Trend } from '@/lib/core/metrics/colour';
import { cn } from '../ui/cn';
import type { Card } from './cards';
import { ColourBadge } from './colour-badge';

const ARROWS: Record<NonNullable<Card['trend']>['moved'], LucideIcon> = { up: ArrowUpRight, down: ArrowDownRight, level: ArrowRight };
const TRENDS: Record<Trend, { label: string; style: string }> = {
  better: { label: 'Better', style: 'text-good' },
  worse: { label: 'Worse', style: 'text-bad' },
  same: { label: 'Same', style: 'text-ink-muted' },
};
/** A number and its sign stay on one line. */
const unbroken = (text: string) => text.replaceAll(' %', '\u00A0%');

const MOVES = { up: 'More', down: 'Less', level: 'Same' } as const;

interface MetricCardProps {
  card: Card;
  /** The window before, in words: `the 24 hours before`; null where there is none. */
  before: string | null;
}

/** One figure: its value, what it rests on, whether that is normal, and the window before. */
export function MetricCard({ card: { label, value, note, colour, bars, trend }, before }: MetricCardProps) {
  return (
    <li aria-label={label} className="flex flex-col gap-1 rounded-lg border border-line bg-surface p-4 sm:first:col-span-2">
      <h3 className="text-ink-muted text-sm">{label}</h3>
      <div className="flex flex-wrap items-center justify-between gap-x-2 gap-y-1">
        <p className="font-semibold text-2xl tabular-nums tracking-tight">{value}</p>
        {colour && <ColourBadge colour={colour} />}
      </div>
      <p className="text-ink-muted text-xs tabular-nums leading-5">{note}</p>
      <div className="mt-auto space-y-1 pt-1 text-xs tabular-nums leading-5">
        {before && <TrendLine trend={trend} before={before} />}
        {bars && <p className="text-ink-faint">{unbroken(bars)}</p>}
      </div>
    </li>
  );
}

function TrendLine({ trend, before }: { trend: Card['trend']; before: string }) {
  if (!trend) return <p className="text-ink-faint">Nothing to compare with in {before}</p>;
  const Icon = ARROWS[trend.moved];
  const { label, style } = trend.verdict ? TRENDS[trend.verdict] : { label: MOVES[trend.moved], style: 'text-ink-muted' };
  return (
    <p className="text-ink-muted">
      <span className={cn('font-medium', style)}>
        <Icon aria-hidden className="mr-1 inline size-3.5 align-[-0.15em]" />
        {trend.verdict === 'same' && trend.moved !== 'level' ? 'As near its target' : label}
      </span>
      , was {unbroken(trend.before)} in {before}
    </p>
  );
}
