/**
 * What is counted of stops: that they were drawn, what was judged of them, and what finding that out took. Judging comes late and may be repeated, so that what a run
 * adds changes; a change is one more delta, with what it added before taken off.
 */
import type { StopKind } from '@/lib/core/audits/stops';
import { MILLION } from './totals';

/** What one run adds. */
export interface StopEntry {
  epoch: number;
  /** The one it ended in, since 1970-01-01T00Z. */
  hour: number;
  configVersion: string;
  contentType: string;
  /** '' where nothing stopped it, or would have. */
  kind: StopKind | '';
  /** '' where it was no early exit. */
  checkpoint: string;
  /** The probability its stop was drawn with, [0, 1]; null: not drawn, as full runs whose gates were recorded. */
  drawnPi: number | null;
  /** null: not judged, or not yet. */
  verdict: 'right' | 'false' | 'failed' | null;
  /** Of what was judged or failed: the probability that it was taken, (0, 1], and [0, 1) of which it was taken because u < pi. */
  pi: number | null;
  u: number | null;
  /** Of what was judged, [0, 1]. */
  loss: number | null;
  /** What an audit run took, and judging. */
  spentMs: number;
}

/** Weights 1/π in millionths. `drawn` is counted at the step of π, what was judged or failed at that of u. */
export const STOP_MEASURES = ['drawn', 'judged', 'falseStops', 'failed', 'weight', 'falseWeight', 'lossWeight', 'spentMs'] as const;
export type StopMeasure = (typeof STOP_MEASURES)[number];
export type StopSums = Record<StopMeasure, number>;

export interface StopDelta extends Pick<StopEntry, 'epoch' | 'hour' | 'configVersion' | 'contentType' | 'kind' | 'checkpoint'> {
  step: number;
  sums: StopSums;
}

/** Below it all probabilities are one step. */
const SMALLEST = 1e-9;
const STEPS_PER_DECADE = 90;

/**
 * stepOf counts probabilities by their first two digits: it rises with the probability, so that whatever has a lower step is smaller. 0 is the step of 1, and of 0 the
 * lowest of all.
 */
export function stepOf(probability: number): number {
  if (probability < SMALLEST) return -9 * STEPS_PER_DECADE - 1;
  const decade = Math.floor(Math.log10(probability) + 1e-12);
  const digits = Math.floor((probability / 10 ** decade) * 10 + 1e-9);
  return decade * STEPS_PER_DECADE + Math.min(99, Math.max(10, digits)) - 10;
}

const NONE = Object.fromEntries(STOP_MEASURES.map((measure) => [measure, 0])) as StopSums;

/** stopDeltas is what an entry adds, and with −1 what takes it off again. */
export function stopDeltas(entry: StopEntry, sign: 1 | -1 = 1): StopDelta[] {
  const { epoch, hour, configVersion, contentType, kind, checkpoint, drawnPi, verdict, spentMs } = entry;
  const deltas: StopDelta[] = [];
  const add = (step: number, sums: Partial<StopSums>, place = { kind, checkpoint }) =>
    deltas.push({ epoch, hour, configVersion, contentType, ...place, step, sums: signed({ ...NONE, ...sums }, sign) });
  if (drawnPi !== null) add(stepOf(drawnPi), { drawn: 1 });
  if (verdict === 'failed') add(stepOf(entry.u!), { failed: 1 });
  else if (verdict !== null) {
    const weight = Math.round(MILLION / entry.pi!);
    const wrong = verdict === 'false' ? 1 : 0;
    const lossWeight = Math.round((MILLION * entry.loss!) / entry.pi!);
    add(stepOf(entry.u!), { judged: 1, falseStops: wrong, weight, falseWeight: wrong * weight, lossWeight });
  }
  if (spentMs !== 0) add(0, { spentMs }, { kind: '', checkpoint: '' });
  return deltas;
}

function signed(sums: StopSums, sign: 1 | -1): StopSums {
  return sign === 1 ? sums : (Object.fromEntries(STOP_MEASURES.map((measure) => [measure, -sums[measure] || 0])) as StopSums);
}
