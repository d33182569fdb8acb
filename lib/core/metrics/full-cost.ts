export interface AuditedCost {
  /** What fetching the item took, in the run that was stopped. */
  acquireMs: number;
  /** What hearing took in the stopped run and in its audit; 0 where nothing was heard. */
  stoppedHearMs: number;
  auditHearMs: number;
  /** Share of the item's seconds that the audit heard itself, [0, 1]; the rest was kept from the stopped run. */
  auditHeardShare: number;
  /** What assessing, analysing and remembering took in the audit. */
  textMs: number;
}

/**
 * fullCostMs is what the full analysis of an audited item takes from scratch, in milliseconds. An audit hears only what the stopped run left,
 * so its hearing is scaled to the whole item; where it had nothing left to hear, it is that of the stopped run.
 */
export function fullCostMs({ acquireMs, stoppedHearMs, auditHearMs, auditHeardShare, textMs }: AuditedCost): number {
  return Math.round(acquireMs + (auditHeardShare > 0 ? auditHearMs / auditHeardShare : stoppedHearMs) + textMs);
}
