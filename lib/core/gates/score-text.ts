/** score writes two numbers with as few decimals (two at least) as still show which is larger, so that no page says "0.65 is under 0.65". */
export function score(value: number, bar: number): { value: string; bar: string } {
  for (let digits = 2; digits < 6; digits++) {
    const shown = { value: value.toFixed(digits), bar: bar.toFixed(digits) };
    if (shown.value !== shown.bar || value === bar) return shown;
  }
  return { value: String(value), bar: String(bar) };
}

/** afterHearing says how much was heard, as ` after hearing 20 %`; nothing where all of it was. `heardShare` is in (0, 1]. */
export function afterHearing(heardShare: number): string {
  return heardShare < 1 ? ` after hearing ${Math.max(1, Math.floor(heardShare * 100))} %` : '';
}
