/** Sums over the finished runs whose expected time is known, in milliseconds, waiting excluded. */
export interface TimeTotals {
  spentMs: number;
  expectedFullMs: number;
  /** What finding out cost, over the same time: the audit runs, failed ones too, and judging. */
  auditMs: number;
  judgeMs: number;
}

export interface TimeSaved {
  /** Σ (expected − spent); negative where more was spent than full analyses would have. */
  savedMs: number;
  netSavedMs: number;
  /** A ratio of sums, ≤ 1; null where nothing was expected. */
  savedShare: number | null;
  netSavedShare: number | null;
}

/** timeSaved takes off the audits for the net figures. */
export function timeSaved({ spentMs, expectedFullMs, auditMs, judgeMs }: TimeTotals): TimeSaved {
  const savedMs = expectedFullMs - spentMs;
  const netSavedMs = savedMs - auditMs - judgeMs;
  const share = (ms: number) => (expectedFullMs > 0 ? ms / expectedFullMs : null);
  return { savedMs, netSavedMs, savedShare: share(savedMs), netSavedShare: share(netSavedMs) };
}
