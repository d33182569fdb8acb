import type { AuditView, LossPointView, LossView } from '@/lib/core/runs/views';
import { percent, score } from '../format';

/** verdictOn says in one or two sentences what stopping lost and what that counts as. */
export function verdictOn({ stopKind }: Pick<AuditView, 'stopKind'>, loss: LossView): string {
  return `${lostOf(loss)} ${countsAs(stopKind, loss)}${loss.source === 'self_selected' ? ' It was asked for and not drawn by lot, so it is in no estimate.' : ''}`;
}

function lostOf({ loss, points }: LossView): string {
  if (points.length === 0) return 'The full analysis found no point that could have been lost.';
  if (points.every(({ carried }) => !carried)) return `Nothing of what the full analysis found was delivered: ${percent(loss)} was lost.`;
  return `What was delivered misses ${percent(loss)} of what the full analysis found.`;
}

function countsAs(stopKind: AuditView['stopKind'], { loss, informativeness, falseStop, maxLoss, minInformativeness }: LossView): string {
  if (stopKind === 'routing') return 'Its type goes the light way by policy, so this is policy loss and no false stop.';
  if (falseStop) {
    return `That is a false stop: more than ${percent(maxLoss)} lost, of an item whose informativeness is ${score(informativeness)}, at least ${score(minInformativeness)}.`;
  }
  if (loss <= maxLoss) return `That is no false stop: up to ${percent(maxLoss)} may be lost.`;
  return `That is no false stop: the item's informativeness is ${score(informativeness)}, under ${score(minInformativeness)}.`;
}

/** missedFirst orders points by what matters: what was missed before what was carried, the weightiest first. */
export function missedFirst(points: readonly LossPointView[]): LossPointView[] {
  return [...points].sort((a, b) => Number(a.carried) - Number(b.carried) || b.weight - a.weight);
}
