import type { Interval } from '@/lib/core/runs/content';

/** What is normal for a figure, as monitoring.yaml has it; null where it has none. On the figure's own scale. */
export interface Bars {
  target: number | null;
  warningLow: number | null;
  criticalLow: number | null;
  warningHigh: number | null;
  criticalHigh: number | null;
}

/** `none`: nothing is known yet, or there is no bar to hold it against. */
export const COLOURS = ['green', 'yellow', 'red', 'none'] as const;
export type Colour = (typeof COLOURS)[number];

export interface Crossing {
  colour: 'yellow' | 'red';
  side: 'low' | 'high';
  /** The bar that was crossed, on the figure's own scale. */
  bar: number;
}

/** crossingOf gives the worst bar that both ends are beyond; null where there is none. What is on a bar has not crossed it. */
export function crossingOf({ lower, upper }: Interval, bars: Bars): Crossing | null {
  const beyond = (colour: Crossing['colour'], low: number | null, high: number | null): Crossing | null => {
    if (low !== null && upper < low) return { colour, side: 'low', bar: low };
    return high !== null && lower > high ? { colour, side: 'high', bar: high } : null;
  };
  return beyond('red', bars.criticalLow, bars.criticalHigh) ?? beyond('yellow', bars.warningLow, bars.warningHigh);
}

/** colourOf holds a figure against its bars: red beyond a critical one, yellow beyond a warning one, green otherwise. */
export function colourOf(value: number | null, bars: Bars): Colour {
  const hasBars = [bars.warningLow, bars.criticalLow, bars.warningHigh, bars.criticalHigh].some((bar) => bar !== null);
  if (value === null || Number.isNaN(value) || !hasBars) return 'none';
  return crossingOf({ lower: value, upper: value }, bars)?.colour ?? 'green';
}

/** Which way a figure should move; `target`: towards a value, from either side. */
export type Good = 'higher' | 'lower' | { target: number };

export type Trend = 'better' | 'worse' | 'same';

/**
 * trendOf compares a figure with that of the window before; null where either is not known. Changes of less than `tolerance`, on the figure's own
 * scale, are `same`: a page that shows whole per cents would otherwise call a change better that it does not show.
 */
export function trendOf(value: number | null, before: number | null, good: Good, tolerance: number): Trend | null {
  if (value === null || before === null) return null;
  const gain = merit(value, good) - merit(before, good);
  if (Math.abs(gain) < tolerance) return 'same';
  return gain > 0 ? 'better' : 'worse';
}

function merit(value: number, good: Good): number {
  if (good === 'higher') return value;
  return good === 'lower' ? -value : -Math.abs(value - good.target);
}
