/**
 * The configuration that saves most time among those of which the promise can be certified: learn, then test (A. N. Angelopoulos et al., "Learn then test",
 * 2021). A part of the URLs puts the candidates in an order, the others test them in that order and stop at the first that fails, so that all that pass hold
 * together with the promised confidence.
 */
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { decideFates } from './fates';
import type { KeptMarks } from './fired-rows';
import { auditsUntilPromise, doubtOf, type FalseStopPromise, holds, leastPiOf, type StopsForPromise } from './promise';
import { promisedStops } from './promised-stops';
import { CERTIFYING_SHARE, type Recordings } from './recordings';
import type { WhatIf } from './views';
import { runRows, timeSavedUnder, whatIf } from './what-if';

/** With fewer stops found out about, that some of them are false says little yet. */
const FEW = 30;
const MOST_AUDITS = 100_000;

export interface MeasureInput {
  recordings: Recordings;
  /** The version in force: its bars say what a false stop is. */
  reference: EffectiveConfig;
  kept: KeptMarks;
  /** Milliseconds since 1970: only runs that ended from then on. */
  since?: number | undefined;
}

/** What the recorded runs say of a candidate. */
export interface MeasuredCandidate {
  whatIf: WhatIf;
  /** Share of the time that it saves on the part that chooses; null where nothing is known. */
  saved: number | null;
  choosing: StopsForPromise;
  certifying: StopsForPromise;
}

export interface Recommendation {
  /** Index of the recommended candidate; null where none is certified. */
  chosen: number | null;
  /** By candidate. */
  certified: boolean[];
  /** Of a refusal: about how many further audited runs it takes; null where no number of them would do. */
  auditsNeeded: number | null;
}

/** candidateMeasurer returns what replays all runs under a candidate. */
export function candidateMeasurer({ recordings, reference, kept, since }: MeasureInput): (config: EffectiveConfig) => MeasuredCandidate {
  const rows = runRows(recordings, { since });
  const choosing = runRows(recordings, { since, part: 'choosing' });
  const certifying = runRows(recordings, { since, part: 'certifying' });
  const pi = leastPiOf(drawnPis(recordings, rows));
  return (config) => {
    const fates = decideFates(recordings, config, kept);
    return {
      whatIf: whatIf(recordings, fates, reference, rows),
      saved: timeSavedUnder(recordings, fates, choosing),
      choosing: promisedStops(recordings, fates, reference, choosing, pi),
      certifying: promisedStops(recordings, fates, reference, certifying, pi),
    };
  };
}

/** recommend chooses on the one part and certifies on the other. */
export function recommend(measured: readonly MeasuredCandidate[], promise: FalseStopPromise): Recommendation {
  const order = orderOf(measured, promise);
  const failedAt = order.findIndex(({ certifying }) => !holds(certifying, promise));
  const certified = order.slice(0, failedAt < 0 ? order.length : failedAt);
  const last = certified.at(-1);
  return {
    chosen: last ? measured.indexOf(last) : null,
    certified: measured.map((one) => certified.includes(one)),
    // Before anything is known of what time it saves, there is no order yet.
    auditsNeeded: last ? 0 : auditsNeeded(order[0] ?? measured[0], promise),
  };
}

/**
 * From what is least doubtful to what saves most, as the choosing part sees it: each saves more than those before it, and none that saves as much is less doubtful. The
 * first to be tested is likely to pass, and each after it is worth more.
 */
function orderOf(measured: readonly MeasuredCandidate[], promise: FalseStopPromise): MeasuredCandidate[] {
  const known = measured.flatMap((one) => (one.saved === null ? [] : [{ one, saved: one.saved, doubt: doubtOf(one.choosing, promise) }]));
  // Of those that do the same, the strictest: it is listed last.
  known.reverse().sort((a, b) => b.saved - a.saved || a.doubt - b.doubt);
  let least = Number.POSITIVE_INFINITY;
  const front = known.filter(({ doubt }) => {
    if (doubt >= least) return false;
    least = doubt;
    return true;
  });
  return front.reverse().map(({ one }) => one);
}

function drawnPis({ drawnPi }: Recordings, rows: Int32Array): number[] {
  const pis: number[] = [];
  for (const row of rows) if (drawnPi.values[row]! > 0) pis.push(drawnPi.values[row]!);
  return pis;
}

/** What it takes if everything goes on as before: so many times as many stops, of which as large a share is false. Where hardly anything is known, as if none were. */
function auditsNeeded(candidate: MeasuredCandidate | undefined, promise: FalseStopPromise): number | null {
  if (!candidate) return null;
  const stops = together(candidate.choosing, candidate.certifying);
  const found = stops.foundFalse + stops.foundRight;
  if (found < FEW) return Math.ceil((auditsUntilPromise(0, 0, promise) ?? MOST_AUDITS) / CERTIFYING_SHARE) - found;
  const enough = (audits: number) => holds(times(stops, (CERTIFYING_SHARE * audits) / found), promise);
  let [few, many] = [found, 2 * found];
  while (!enough(many)) {
    if (many > MOST_AUDITS) return null;
    [few, many] = [many, 2 * many];
  }
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (enough(middle)) many = middle;
    else few = middle;
  }
  return many - found;
}

function together(a: StopsForPromise, b: StopsForPromise): StopsForPromise {
  return combined((name) => a[name] + b[name], a.pi);
}

function times(stops: StopsForPromise, factor: number): StopsForPromise {
  return combined((name) => Math.round(factor * stops[name]), stops.pi);
}

function combined(count: (name: Exclude<keyof StopsForPromise, 'pi'>) => number, pi: number): StopsForPromise {
  const [sure, settledFalse] = [count('sure'), count('settledFalse')];
  return { pi, sure, settledFalse, foundFalse: count('foundFalse'), foundRight: count('foundRight'), foundUnsure: count('foundUnsure') };
}
