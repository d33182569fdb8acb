import type { Interval } from '@/lib/core/runs/content';
import type { ChangedRun, Estimate, Fate } from '@/lib/core/tuning/views';
import { finePercent, percent, score } from '../format';
import { CHECKPOINT_LABELS, PROCESSING_LABELS } from '../words';

export type Unit = 'share' | 'signed' | 'score';

/** Saved time may be negative; the other shares may be very small. */
export function show(value: number | null, unit: Unit): string {
  if (value === null) return '–';
  if (unit === 'score') return score(value);
  return unit === 'signed' ? percent(value) : finePercent(value);
}

/** `48–60 %`, `0.71–0.78`; a negative end has its sign. */
export function intervalWords(interval: Interval | null, unit: Unit): string | null {
  if (!interval) return null;
  const [lower, upper] = [show(interval.lower, unit), show(interval.upper, unit)];
  if (unit === 'score') return `${lower} to ${upper}`;
  return `${lower.replace(/\s*%$/, '')} to ${upper}`;
}

export function basisWords({ n }: Pick<Estimate, 'n'>): string {
  return `n = ${n.toLocaleString('en')}`;
}

/** `Early exit, after hearing` */
export function fateWords({ processingType, checkpoint }: Fate): string {
  if (processingType === null) return 'not known';
  const { label } = PROCESSING_LABELS[processingType];
  return checkpoint ? `${label}, ${CHECKPOINT_LABELS[checkpoint].toLowerCase()}` : label;
}

export function changedRunWords({ before, after }: ChangedRun): string {
  return `${fateWords(before)} → ${fateWords(after)}`;
}
