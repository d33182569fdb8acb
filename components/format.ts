/** How quantities are written on every page. Pure; units as the parameters name them. */
import { count, duration, percent, trim } from '@/lib/core/format';

export { clock, count, duration, percent } from '@/lib/core/format';

/**
 * A share in [0, 1] where tenths matter near nothing and near all: 0.004 → `0.4 %`, 0.9991 → `99.9 %`, 0.684 → `68 %`. What is more than nothing
 * never reads 0, and what is less than all never reads 100.
 */
export function finePercent(share: number): string {
  const value = share * 100;
  if (value >= 10 && value <= 90) return percent(share);
  if (value > 0 && value < 0.05) return '< 0.1 %';
  if (value >= 99.95 && value < 100) return '> 99.9 %';
  return `${trim(value.toFixed(1))} %`;
}

/** Long stretches: 0.25 → `15 min`, 3.5 → `3 h 30 min`, 1234 → `1,234 h`. */
export function hours(amount: number): string {
  return Math.abs(amount) < 100
    ? duration(amount * 3600)
    : `${amount < 0 ? '−' : ''}${Math.abs(Math.round(amount)).toLocaleString('en')} h`;
}

/** Scores and confidences, which lie in [0, 1]: `0.71`. */
export function score(value: number): string {
  return value.toFixed(2);
}

/** `then` against `now`, both in milliseconds since the epoch. A future moment (a retry) is `in 12 s`. */
export function relativeTime(thenMs: number, nowMs: number): string {
  const seconds = Math.round((nowMs - thenMs) / 1000);
  if (Math.abs(seconds) < 20) return seconds < 0 ? `in ${-seconds} s` : 'just now';
  const amount = coarse(Math.abs(seconds));
  return seconds < 0 ? `in ${amount}` : `${amount} ago`;
}

function coarse(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
  return count(Math.floor(seconds / 86_400), 'day');
}

/** How the value of a signal reads: numbers short, unknown said in words. */
export function signalValue(value: number | string | boolean | null): string {
  if (value === null) return 'unknown';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  return Number.isInteger(value) ? value.toLocaleString('en') : String(Number(value.toPrecision(4)));
}
