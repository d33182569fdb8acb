/** How quantities are written, on pages and in messages. Pure; units as the parameters name them. */

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

/** Without zeros that say nothing: `12.50` → `12.5`. */
export function trim(decimals: string): string {
  return decimals.replace(/\.?0+$/, '');
}

/** A fraction as whole per cent: 0.684 → `68 %`, −0.05 → `−5 %`. */
export function percent(fraction: number): string {
  const value = Math.round(fraction * 100);
  return `${value < 0 ? '−' : ''}${Math.abs(value)} %`;
}

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`;
}
