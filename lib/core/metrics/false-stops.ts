/** What stopping early loses, from judged stops that were drawn with known probabilities. */
import type { StopKind } from '@/lib/core/audits/stops';
import type { Interval } from '@/lib/core/runs/content';
import { exactInterval } from './exact-interval';
import type { StopSums } from './stop-deltas';

const CONFIDENCE = 0.95;

export interface FalseStopBars {
  /** `audit.max_loss` */
  maxLoss: number;
  minInformativeness: number;
}

/** isFalseStop: more was lost than is allowed, of an item that was worth something. Both by the frozen ruler, each in [0, 1]. */
export function isFalseStop(verdict: { loss: number; informativeness: number }, bars: FalseStopBars): boolean {
  return verdict.loss > bars.maxLoss && verdict.informativeness >= bars.minInformativeness;
}

/** Sums over the stops of one kind and checkpoint whose u, or whose π as drawn, has this step. */
export interface CountedStops {
  kind: StopKind | '';
  checkpoint: string;
  step: number;
  sums: StopSums;
}

export interface FalseStopEstimate {
  /** Σ false/π ÷ Σ 1/π over the judged stops; null without any. */
  rate: number | null;
  /** 95 %, exact, from the simple random part: the stops with u below the smallest π. Failed audits count as false. [0, 1] without any. */
  interval: Interval;
  judged: number;
  falseStops: number;
  failed: number;
  /** How many stops the interval rests on. */
  simpleRandom: number;
}

const total = (stops: readonly CountedStops[], measure: keyof StopSums) => stops.reduce((sum, { sums }) => sum + sums[measure], 0);

/**
 * estimateFalseStops weights each judged stop by 1/π (Hájek's ratio estimator); what routing sends light is none of them. Whatever has u below the smallest π of all stops
 * that were drawn was taken, so those are a simple random sample of all stops, for which the binomial interval is exact. Probabilities are known by their first two digits,
 * which takes a lower bar than the smallest π, and leaves the interval exact.
 */
export function estimateFalseStops(counted: readonly CountedStops[]): FalseStopEstimate {
  const stops = counted.filter(({ kind }) => kind !== 'routing' && kind !== '');
  const smallest = Math.min(0, ...stops.filter(({ sums }) => sums.drawn > 0).map(({ step }) => step));
  const simple = stops.filter(({ step }) => step < smallest);
  const simpleRandom = total(simple, 'judged') + total(simple, 'failed');
  const weight = total(stops, 'weight');
  return {
    rate: weight > 0 ? total(stops, 'falseWeight') / weight : null,
    interval: exactInterval(total(simple, 'falseStops') + total(simple, 'failed'), simpleRandom, CONFIDENCE),
    judged: total(stops, 'judged'),
    falseStops: total(stops, 'falseStops'),
    failed: total(stops, 'failed'),
    simpleRandom,
  };
}

/** judgedAt counts the early exits at a checkpoint that were judged, and those of them that were false. */
export function judgedAt(counted: readonly CountedStops[], checkpoint: string): { audited: number; falseStops: number } {
  const own = counted.filter((stops) => stops.kind === 'early_exit' && stops.checkpoint === checkpoint);
  return { audited: total(own, 'judged'), falseStops: total(own, 'falseStops') };
}

/** policyLoss is the mean loss of what its type sends the light way, weighted by 1/π; null without any that was judged. Not a false stop: nobody's mistake. */
export function policyLoss(counted: readonly CountedStops[]): { loss: number | null; judged: number } {
  const own = counted.filter(({ kind }) => kind === 'routing');
  const weight = total(own, 'weight');
  return { loss: weight > 0 ? total(own, 'lossWeight') / weight : null, judged: total(own, 'judged') };
}

/** auditMs is what audits and judging took. */
export const auditMs = (counted: readonly CountedStops[]): number => total(counted, 'spentMs');
