/**
 * Histograms that merge by adding counts (as DDSketch: Masson, Rim & Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", VLDB 2019). Bin b holds values in (γ^(b−1), γ^b]; with γ = 1.05 / 0.95 whatever lies in it is within 5 % of `binValue`.
 */
const RELATIVE_ERROR = 0.05;
const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
/** For what is 0: below it no bin of a positive integer number of milliseconds lies. */
export const ZERO_BIN = -1;

/** binOf gives the bin of a value ≥ 0 (milliseconds, an integer). */
export function binOf(value: number): number {
  return value < 1 ? ZERO_BIN : Math.ceil(Math.log(value) / Math.log(GAMMA) - 1e-9);
}

/** binValue is the value within 5 % of all that are in the bin. */
export function binValue(bin: number): number {
  return bin === ZERO_BIN ? 0 : (2 * GAMMA ** bin) / (GAMMA + 1);
}

/** quantileOf is the value at `share` in [0, 1] of a histogram (nearest rank), within 5 %; null of nothing. Bins in any order, counts ≥ 0. */
export function quantileOf(bins: readonly { bin: number; count: number }[], share: number): number | null {
  const sorted = bins.filter(({ count }) => count > 0).sort((a, b) => a.bin - b.bin);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil(share * total));
  let seen = 0;
  for (const { bin, count } of sorted) {
    seen += count;
    if (seen >= rank) return binValue(bin);
  }
  return binValue(sorted.at(-1)!.bin);
}
