/**
 * The configuration that saves most time among those of which the promise can be certified: learn, then test (A. N. Angelopoulos et al., "Learn then test",
 * 2021). One half of the URLs puts the candidates in an order, the other tests them in that order and stops at the first that fails, so that all that pass hold
 * together with the promised confidence.
 */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { decideFates, type Fates, UNKNOWN } from './fates';
import type { KeptMarks } from './fired-rows';
import { bestBet, type FalseStopPromise, leastPiOf, logEvidence, neededLog, type StopsForPromise } from './promise';
import type { Recordings } from './recordings';
import type { WhatIf } from './views';
import { foundOutStops, isStop, runRows, whatIf } from './what-if';

const CHOOSING = 0;
const CERTIFYING = 1;
/** With fewer stops found out about, that some of them are false says little yet. */
const FEW = 30;

export interface MeasureInput {
  recordings: Recordings;
  /** The version in force: its bars say what a false stop is. */
  reference: EffectiveConfig;
  promise: FalseStopPromise;
  kept: KeptMarks;
  /** Milliseconds since 1970: only runs that ended from then on. */
  since?: number;
}

/** What the recorded runs say of a candidate. */
export interface MeasuredCandidate {
  whatIf: WhatIf;
  /** Share of the time that it saves on the half that chooses. */
  saved: number;
  choosing: StopsForPromise;
  certifying: StopsForPromise;
  /** Chosen on the first half, with what the bet has grown to there. */
  bet: number;
  log: number;
}

export interface Recommendation {
  /** Index of the recommended candidate; null where none is certified. */
  chosen: number | null;
  /** By candidate. */
  certified: boolean[];
  /** Of a refusal: about how many further audited runs it takes; null where no number of them would do. */
  auditsNeeded: number | null;
}

/** measureCandidate replays all runs under a candidate. */
export function measureCandidate(
  { recordings, reference, promise, kept, since }: MeasureInput,
  config: EffectiveConfig,
): MeasuredCandidate {
  const fates = decideFates(recordings, config, kept);
  const [choose, certify] = [runRows(recordings, { since, half: CHOOSING }), runRows(recordings, { since, half: CERTIFYING })];
  const leastPi = leastPiOf([...drawnPis(recordings, choose), ...drawnPis(recordings, certify)]);
  const stopsOf = (rows: Int32Array): StopsForPromise => ({
    found: foundOutStops(recordings, fates, reference, rows),
    rarelyDrawn: rarelyDrawn(recordings, fates, rows, leastPi),
    leastPi,
  });
  const choosing = stopsOf(choose);
  return {
    whatIf: whatIf(recordings, fates, reference, runRows(recordings, { since })),
    saved: whatIf(recordings, fates, reference, choose).timeSaved.value ?? Number.NEGATIVE_INFINITY,
    choosing,
    certifying: stopsOf(certify),
    ...bestBet(choosing, promise.rate),
  };
}

/** recommend chooses on the one half and certifies on the other. */
export function recommend(measured: readonly MeasuredCandidate[], promise: FalseStopPromise): Recommendation {
  const order = orderOf(measured, promise);
  const failedAt = order.findIndex(({ certifying, bet }) => logEvidence(certifying, promise.rate, bet) < neededLog(promise));
  const certified = order.slice(0, failedAt < 0 ? order.length : failedAt);
  const last = certified.at(-1);
  return {
    chosen: last ? measured.indexOf(last) : null,
    certified: measured.map((one) => certified.includes(one)),
    auditsNeeded: last ? 0 : auditsNeeded(order[0] ?? mostPromising(measured), promise),
  };
}

/**
 * From what saves least to what saves most, of the candidates that the first half would certify: the first to be tested is likely to pass, and each after it is
 * worth more. Without any the best supported one is tested alone.
 */
function orderOf(measured: readonly MeasuredCandidate[], promise: FalseStopPromise): MeasuredCandidate[] {
  const supported = measured.filter(({ log, saved }) => log >= neededLog(promise) && saved > Number.NEGATIVE_INFINITY);
  if (supported.length > 0) return supported.sort((a, b) => a.saved - b.saved);
  const best = mostPromising(measured);
  return best && best.log > 0 ? [best] : [];
}

function mostPromising(measured: readonly MeasuredCandidate[]): MeasuredCandidate | null {
  return measured.reduce<MeasuredCandidate | null>((best, one) => (best === null || one.log > best.log ? one : best), null);
}

function drawnPis({ drawnPi }: Recordings, rows: Int32Array): number[] {
  const pis: number[] = [];
  for (const row of rows) if (drawnPi.values[row]! > 0) pis.push(drawnPi.values[row]!);
  return pis;
}

function rarelyDrawn({ drawnPi }: Recordings, fates: Fates, rows: Int32Array, leastPi: number): number {
  let count = 0;
  for (const row of rows) {
    const pi = drawnPi.values[row]!;
    if (pi < leastPi && (fates.type[row] === UNKNOWN || isStop(fates, row))) count++;
  }
  return count;
}

/** From how fast the evidence has grown so far; where hardly anything is known, as if none were false. */
function auditsNeeded(best: MeasuredCandidate | null, promise: FalseStopPromise): number | null {
  if (!best) return null;
  const { choosing, certifying } = best;
  const found = [...choosing.found, ...certifying.found];
  const all = { found, rarelyDrawn: choosing.rarelyDrawn + certifying.rarelyDrawn, leastPi: choosing.leastPi };
  const log = logEvidence(all, promise.rate, bestBet(all, promise.rate).bet);
  const perStop = found.length < FEW ? Math.log1p((0.9 * promise.rate) / (1 - promise.rate)) : log / found.length;
  if (!(perStop > 0)) return null;
  return Math.max(1, Math.ceil((2 * neededLog(promise)) / perStop) - found.length);
}
