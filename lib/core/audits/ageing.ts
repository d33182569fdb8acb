/**
 * Audits and their judging come after everything else, and yet must come: a job's priority improves by one for each half hour that its audit
 * has waited, from the bottom to before the most urgent stage of a high-priority run in less than a day. There it stays: of equals the
 * queue takes the older first, so that nothing can keep it waiting for ever.
 */
const STEP_MS = 30 * 60_000;
/** Before every stage's own number (see lib/data/queue). */
const FRONT = -10;

/** agedPriority is the queue's priority (lower numbers first) of a job that started at `base` and has waited so long. Never worse than `base`. */
export function agedPriority(base: number, waitedMs: number): number {
  return Math.min(base, Math.max(FRONT, base - Math.floor(Math.max(0, waitedMs) / STEP_MS)));
}
