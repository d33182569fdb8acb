/** Experiments by simulation: what is claimed where there is nothing to find, what is found where there is, and how many items a paired replay spares. */
import { decide } from '@/lib/core/experiments/decide';
import { DifferenceSequence } from '@/lib/core/experiments/difference';
import { pairedReplay } from '@/lib/core/experiments/paired';
import { checkSampleRatio } from '@/lib/core/experiments/sample-ratio';
import type { DifferenceView, Verdict } from '@/lib/core/experiments/views';
import { decideFates } from '@/lib/core/tuning/fates';
import { KeptMarks } from '@/lib/core/tuning/fired-rows';
import { Recordings } from '@/lib/core/tuning/recordings';
import { runRows, spentUnder } from '@/lib/core/tuning/what-if';
import { seededRandom } from '../../support/random';
import { normal } from './normal';
import { configAt, factsOfItem, simulateItems } from './world';

const LOOK_EVERY = 50;
const KINDS = 12;
const CURRENT_BAR = 0.55;
const AUDIT_RATE = 0.05;
/** What a score from a sample is off by: too high on average, and by chance. */
export const GUESS_BIAS = 0.03;
export const GUESS_ERROR = 0.05;
const CONSERVATIVE = { index: 0, share: 0.5 };
const AGGRESSIVE = { index: 1, share: 0.5 };
const ARMS = [
  { name: 'careful', role: 'conservative', configVersion: 1 },
  { name: 'bold', role: 'aggressive', configVersion: 2 },
] as const;

export interface Effects {
  /** aggressive − conservative, fractions. */
  time: number;
  /** conservative − aggressive */
  quality: number;
}

export interface ExperimentOutcome {
  /** Whether a difference was claimed at any look within `within`. */
  timeClaimed: boolean;
  qualityClaimed: boolean;
  /** The first verdict other than "not yet", and after how many items; null = none within `most`. */
  verdict: Verdict | null;
  decidedAfter: number | null;
  /** After `within` items. */
  timeWidth: number;
  qualityWidth: number;
}

export interface Lengths {
  within: number;
  most: number;
}

/**
 * simulateExperiment looks at an experiment after every 50 items, until it is decided or `most` are in. Half of the items are stopped and save two thirds of the time,
 * more or fewer by kind; quality differs by kind too, and is known of what is not stopped and of the 5 % of stops that are audited; of the others there is the score
 * that a stop was decided on.
 */
export function simulateExperiment(seed: number, { within, most }: Lengths, effects: Effects): ExperimentOutcome {
  const random = seededRandom(seed);
  const time = new DifferenceSequence(AGGRESSIVE, CONSERVATIVE);
  const quality = new DifferenceSequence(CONSERVATIVE, AGGRESSIVE);
  const outcome: ExperimentOutcome = {
    timeClaimed: false,
    qualityClaimed: false,
    verdict: null,
    decidedAfter: null,
    timeWidth: Number.NaN,
    qualityWidth: Number.NaN,
  };
  for (let n = 1; n <= most && (n <= within || outcome.verdict === null); n++) {
    const kind = Math.floor(random() * KINDS);
    const arm = random() < 0.5 ? 0 : 1;
    const stopped = random() < 0.1 + (0.8 * kind) / (KINDS - 1);
    const saved = (stopped ? 0.7 : -0.05) + 0.08 * normal(random) + (arm === 1 ? effects.time : 0);
    const score = 0.65 + (0.2 * kind) / (KINDS - 1) + 0.1 * normal(random) - (arm === 1 ? effects.quality : 0);
    const guess = stopped ? score + GUESS_BIAS + GUESS_ERROR * normal(random) : null;
    const pi = stopped ? AUDIT_RATE : 1;
    const stratum = String(kind);
    time.add({ arm, stratum, value: saved, pi: 1, guess: null });
    quality.add({ arm, stratum, value: random() < pi ? score : null, pi, guess });
    if (n % LOOK_EVERY === 0) look(outcome, n, within, time.difference(), quality.difference());
  }
  return outcome;
}

function look(
  outcome: ExperimentOutcome,
  n: number,
  within: number,
  timeDifference: DifferenceView,
  qualityDifference: DifferenceView,
): void {
  if (n <= within) {
    outcome.timeClaimed ||= excludesZero(timeDifference);
    outcome.qualityClaimed ||= excludesZero(qualityDifference);
  }
  if (n === within) {
    outcome.timeWidth = widthOf(timeDifference);
    outcome.qualityWidth = widthOf(qualityDifference);
  }
  const { verdict } = decide({ arms: ARMS, health: [], timeDifference, qualityDifference });
  if (verdict === 'not_yet' || outcome.verdict !== null) return;
  outcome.verdict = verdict;
  outcome.decidedAfter = n;
}

const excludesZero = ({ sequence }: DifferenceView) => sequence !== null && (sequence.lower > 0 || sequence.upper < 0);
const widthOf = ({ sequence }: DifferenceView) => (sequence ? sequence.upper - sequence.lower : Number.NaN);

/** exposuresUntilBroken tells after how many exposures a broken ratio is found, looking after every 50; null = not within so many. */
export function exposuresUntilBroken(seed: number, share: number, most: number): number | null {
  const random = seededRandom(seed);
  const counts = [0, 0];
  for (let n = 1; n <= most; n++) {
    counts[random() < share ? 0 : 1]!++;
    if (n % LOOK_EVERY === 0 && !checkSampleRatio(counts, [0.5, 0.5]).healthy) return n;
  }
  return null;
}

/** pairedRatio tells how many times as many items random arms take for the same width of the sequence of time saved. */
export function pairedRatio(seed: number, runs: number): number {
  const random = seededRandom(seed);
  const recordings = new Recordings();
  const items = simulateItems({ feeds: 20, clustered: false, drifting: false }, random, random);
  for (let id = 0; id < runs; id++) recordings.add(factsOfItem(items.next().value!, CURRENT_BAR, id, random));
  const kept = new KeptMarks();
  const [conservative, aggressive] = [decideFates(recordings, configAt(0.65), kept), decideFates(recordings, configAt(0.55), kept)];
  const rows = runRows(recordings);
  const paired = widthOf(pairedReplay(recordings, conservative, aggressive, rows).timeDifference);
  const arms = new DifferenceSequence(AGGRESSIVE, CONSERVATIVE);
  for (const row of rows) {
    const arm = random() < 0.5 ? 0 : 1;
    const { acquireMs, assessMs, analyzeMs } = recordings;
    const expected = acquireMs.values[row]! + assessMs.values[row]! + analyzeMs.values[row]!;
    const spent = spentUnder(recordings, arm === 0 ? conservative : aggressive, row, row);
    arms.add({ arm, stratum: 'news', value: 1 - spent / expected, pi: 1, guess: null });
  }
  return (widthOf(arms.difference()) / paired) ** 2;
}
