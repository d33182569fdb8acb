/** How quantities are written on every page. Pure; units as the parameters name them. */

/** 75 → `1:15`, 3675 → `1:01:15`. Fractions are dropped, as players do. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${pad(minutes, hours > 0)}:${pad(rest, true)}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

function pad(value: number, toTwo: boolean): string {
  return toTwo ? String(value).padStart(2, '0') : String(value);
}

/** 0.42 → `0.42 s`, 12.34 → `12.3 s`, 200 → `3 min 20 s`, 3900 → `1 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 0) return `−${duration(-seconds)}`;
  if (seconds < 10) return `${trim(seconds.toFixed(2))} s`;
  if (seconds < 59.95) return `${trim(seconds.toFixed(1))} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return parts([Math.floor(whole / 60), 'min'], [whole % 60, 's']);
  const minutes = Math.round(whole / 60);
  return parts([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
}

function parts(...amounts: [number, string][]): string {
  return amounts
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${unit}`)
    .join(' ');
}

function trim(decimals: string): string {
  return decimals.replace(/\.?0+$/, '');
}

/** A fraction as whole per cent: 0.684 → `68 %`, −0.05 → `−5 %`. */
export function percent(fraction: number): string {
  const value = Math.round(fraction * 100);
  return `${value < 0 ? '−' : ''}${Math.abs(value)} %`;
}

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

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;
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
