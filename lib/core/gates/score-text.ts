/** score writes two numbers with as few decimals (two at least) as still show which is larger, so that no page says "0.65 is under 0.65". */
export function score(value: number, bar: number): { value: string; bar: string } {
  for (let digits = 2; digits < 6; digits++) {
    const shown = { value: value.toFixed(digits), bar: bar.toFixed(digits) };
    if (shown.value !== shown.bar || value === bar) return shown;
  }
  return { value: String(value), bar: String(bar) };
}

/** heardPercent writes a share of an item, (0, 1), that is neither nothing nor all of it. */
export function heardPercent(heardShare: number): string {
  return `${Math.min(99, Math.max(1, Math.round(heardShare * 100)))} %`;
}

/** afterHearing says how much was heard, as ` after hearing 20 %`; nothing where all of it was. */
export function afterHearing(heardShare: number): string {
  return heardShare < 1 ? ` after hearing ${heardPercent(heardShare)}` : '';
}
