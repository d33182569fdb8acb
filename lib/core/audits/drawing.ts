/** Which stops are audited: each with a probability that is known and stored, so that what the audits find can be weighted back to all stops. */
import type { AuditPolicy } from '@/lib/core/gates/effective-config';

/** A condition is in trial until so many of its stops are judged. */
export const TRIAL_LABELS = 20;

export interface DrawFacts {
  policy: AuditPolicy;
  /** Audits of this deployment that are done. */
  auditsDone: number;
  /** Judged stops of the condition that stopped the run; null where no condition did. */
  conditionLabels: number | null;
  /** Stops selected since midnight UTC. */
  selectedToday: number;
  /** Stops in the last hour and the last 24 hours, this one not among them. */
  stopsLastHour: number;
  stopsLastDay: number;
  /** Until midnight UTC, [0, 86400]. */
  secondsLeftToday: number;
}

/**
 * auditProbability returns π, the probability that a stop is audited: the warm-up rate until `warmupAudits` audits are done and while the
 * condition is in trial, else the rate.
 *
 * The budget lowers it for later stops: the audits expected in the rest of the day must fit into what is left of `maxPerDay`, where stops are
 * expected to go on as fast as in the last hour or the last day, whichever is faster. Once nothing is left, one more is still expected in
 * the rest of the day: a π of zero would take those stops out of every estimate. π does not depend on the stop's own u.
 */
export function auditProbability(facts: DrawFacts): number {
  const { policy, conditionLabels } = facts;
  if (policy.maxPerDay === 0) return 0;
  const warmingUp = facts.auditsDone < policy.warmupAudits;
  const inTrial = conditionLabels !== null && conditionLabels < TRIAL_LABELS;
  const base = warmingUp || inTrial ? policy.warmupRate : policy.rate;
  const perSecond = Math.max(facts.stopsLastHour / 3_600, facts.stopsLastDay / 86_400);
  // This stop is one of those that the budget is for.
  const expectedStops = 1 + perSecond * facts.secondsLeftToday;
  const left = Math.max(1, policy.maxPerDay - facts.selectedToday);
  return Math.min(base, left / expectedStops);
}
