import type { AlertView } from '@/lib/core/alerts/views';

export type ZoneTone = 'good' | 'warn' | 'bad';

/** From 0 (the left end) to 1. */
export interface Scale {
  zones: { tone: ZoneTone; from: number; to: number }[];
  target: number | null;
  value: number | null;
  interval: { from: number; to: number } | null;
}

/** Room beyond the outermost bar or value, as a share of what lies between. */
const MARGIN = 0.2;

type Drawn = Pick<AlertView, 'rule' | 'target' | 'criticalLow' | 'warningLow' | 'warningHigh' | 'criticalHigh' | 'value' | 'interval'>;

/** scaleOf lays a rule's bars and its value out on a line that shows all of them; null where there are no bars. */
export function scaleOf({ rule, target, criticalLow, warningLow, warningHigh, criticalHigh, value, interval }: Drawn): Scale | null {
  const edges = [criticalLow, warningLow, warningHigh, criticalHigh].filter((bar) => bar !== null);
  if (edges.length === 0) return null;
  const shown = [...edges, ...[target, value].filter((one) => one !== null)];
  const span = Math.max(...shown) - Math.min(...shown) || 0.1;
  // Savings may be negative; nothing else is, and nothing is more than all.
  const least = Math.max(rule === 'time_savings_avg' ? Number.NEGATIVE_INFINITY : 0, Math.min(...shown) - span * MARGIN);
  const most = Math.min(1, Math.max(...shown) + span * MARGIN);
  const place = (at: number) => Math.min(1, Math.max(0, (at - least) / (most - least)));
  const places = [criticalLow ?? least, warningLow ?? criticalLow ?? least, warningHigh ?? criticalHigh ?? most, criticalHigh ?? most].map(
    place,
  );
  const [critLow = 0, warnLow = 0, warnHigh = 1, critHigh = 1] = places;
  const zones = [
    { tone: 'bad' as const, from: 0, to: critLow },
    { tone: 'warn' as const, from: critLow, to: warnLow },
    { tone: 'good' as const, from: warnLow, to: warnHigh },
    { tone: 'warn' as const, from: warnHigh, to: critHigh },
    { tone: 'bad' as const, from: critHigh, to: 1 },
  ];
  return {
    zones: zones.filter(({ from, to }) => to > from),
    target: target === null ? null : place(target),
    value: value === null ? null : place(value),
    interval: interval && value !== null ? { from: place(interval.lower), to: place(interval.upper) } : null,
  };
}
