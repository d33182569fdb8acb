/**
 * Earned confidence: what judged stops say about a condition.
 *
 *   state     │ evidence against it suffices │ evidence for it suffices │ 20 labels
 *   ──────────┼──────────────────────────────┼──────────────────────────┼──────────
 *   trial     │ suspended                    │ –                        │ trusted
 *   trusted   │ suspended                    │ –                        │ –
 *   suspended │ –                            │ trusted                  │ –
 *
 * The test is a bet (G. Shafer, "Testing by betting", 2021): capital that starts at 1 and, while stopping here is right at least `min_confidence` of the time,
 * is not expected to grow, whatever came before. At 1/α the condition is suspended. Capital is drawn towards 1 with a half-life of 200 labels, so that a
 * condition that has been right for years can still be found out; that adds at most 0.7 to what is staked over that time (docs/decisions/0023).
 */
import { TRIAL_LABELS } from '@/lib/core/audits/drawing';
import { betaInterval } from '@/lib/core/metrics/beta-interval';
import type { Interval } from '@/lib/core/runs/content';
import type { EvidenceState } from './views';

const ALPHA = 0.05;
export const ENOUGH_CAPITAL = 1 / ALPHA;
export const HALF_LIFE_LABELS = 200;
const KEPT_PER_LABEL = 2 ** (-1 / HALF_LIFE_LABELS);
/** The bet pays best where it is right this much less (more) often than it must be. */
const DESIGNED_FOR = 0.1;
/** A declared confidence weighs as much as so many labels. */
const PRIOR_LABELS = 10;
/** Bars of 0 and 1 leave nothing to bet on. */
const LEAST_BAR = 0.001;

export interface Evidence {
  state: EvidenceState;
  /** Of the bet against it, or of a suspended one the bet for it; ≥ 0, enough at 1/α. */
  capital: number;
  labels: number;
  wrong: number;
  /** Older labels counting less. */
  rightWeight: number;
  wrongWeight: number;
}

export interface EvidenceStep {
  evidence: Evidence;
  /** Where the label changed the state. */
  moved: { from: EvidenceState; to: EvidenceState } | null;
}

export function noEvidence(): Evidence {
  return { state: 'trial', capital: 1, labels: 0, wrong: 0, rightWeight: 0, wrongWeight: 0 };
}

/** judge takes one label in: whether stopping there was right. `bar`: the checkpoint's `min_confidence`, [0, 1]. */
export function judge(before: Evidence, right: boolean, bar: number): EvidenceStep {
  const factor = payout(right, bar, before.state === 'suspended' ? 'for' : 'against');
  const counted: Evidence = {
    ...before,
    capital: (KEPT_PER_LABEL * before.capital + 1 - KEPT_PER_LABEL) * factor,
    labels: before.labels + 1,
    wrong: before.wrong + Number(!right),
    rightWeight: KEPT_PER_LABEL * before.rightWeight + Number(right),
    wrongWeight: KEPT_PER_LABEL * before.wrongWeight + Number(!right),
  };
  const to = stateAfter(counted);
  if (to === before.state) return { evidence: counted, moved: null };
  const capital = to === 'trusted' && before.state === 'trial' ? counted.capital : 1;
  return { evidence: { ...counted, state: to, capital }, moved: { from: before.state, to } };
}

/** The likelihood ratio of one label: 10 points off the bar against the bar itself. Expected to be at most 1 where the hypothesis holds. */
function payout(right: boolean, bar: number, side: 'for' | 'against'): number {
  const tested = Math.min(1 - LEAST_BAR, Math.max(LEAST_BAR, bar));
  const alternative = side === 'against' ? Math.max(tested - DESIGNED_FOR, tested / 2) : Math.min(tested + DESIGNED_FOR, (1 + tested) / 2);
  return right ? alternative / tested : (1 - alternative) / (1 - tested);
}

function stateAfter({ state, capital, labels }: Evidence): EvidenceState {
  if (capital >= ENOUGH_CAPITAL) return state === 'suspended' ? 'trusted' : 'suspended';
  return state === 'trial' && labels >= TRIAL_LABELS ? 'trusted' : state;
}

/** evidenceOf takes labels in, oldest first. */
export function evidenceOf(labels: readonly boolean[], bar: number): Evidence {
  return labels.reduce((evidence, right) => judge(evidence, right, bar).evidence, noEvidence());
}

/** posterior: how often stopping here is right, from the declared confidence and the labels. For showing; the bet decides. */
export function posterior({ rightWeight, wrongWeight }: Evidence, declared: number): { mean: number; interval: Interval } {
  const prior = Math.min(1 - LEAST_BAR, Math.max(LEAST_BAR, declared));
  const right = prior * PRIOR_LABELS + rightWeight;
  const wrong = (1 - prior) * PRIOR_LABELS + wrongWeight;
  return { mean: right / (right + wrong), interval: betaInterval(right, wrong, 0.95) };
}

/** evidenceShare says how near the next move is, [0, 1], on a logarithmic scale. */
export function evidenceShare({ capital }: Evidence): number {
  return Math.min(1, Math.max(0, Math.log(Math.max(capital, 1)) / Math.log(ENOUGH_CAPITAL)));
}
