/** One finished run's part in the total. Milliseconds, waiting excluded. */
export interface TimedRun {
  spentMs: number;
  /** null: not known, and then the run says nothing about time saved. */
  expectedFullMs: number | null;
}

/** totalTimeSavedMs = Σ (expected − spent); negative where more was spent than full analyses would have. */
export function totalTimeSavedMs(runs: readonly TimedRun[]): number {
  return runs.reduce((sum, { spentMs, expectedFullMs }) => sum + (expectedFullMs === null ? 0 : expectedFullMs - spentMs), 0);
}

/** netTimeSavedMs takes off what finding out cost: the audit runs' time, failed ones' too, and the time spent on judging. */
export function netTimeSavedMs(runs: readonly TimedRun[], audits: { spentMs: number; judgeMs: number }): number {
  return totalTimeSavedMs(runs) - audits.spentMs - audits.judgeMs;
}
