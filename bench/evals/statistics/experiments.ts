/** Experiments by simulation: what is claimed where there is nothing to find, what is found where there is, and how many items a paired replay spares. */
import { decide } from '@/lib/core/experiments/decide';
import { DifferenceSequence } from '@/lib/core/experiments/difference';
import { pairedReplay } from '@/lib/core/experiments/paired';
import { checkSampleRatio } from '@/lib/core/experiments/sample-ratio';
import type { DifferenceView } from '@/lib/core/experiments/views';
import { decideFates } from '@/lib/core/tuning/fates';
import { KeptMarks } from '@/lib/core/tuning/fired-rows';
import { Recordings } from '@/lib/core/tuning/recordings';
import { runRows, spentUnder } from '@/lib/core/tuning/what-if';
import { seededRandom } from '../../support/random';
import { normal } from './normal';
import { configAt, factsOfItem, simulateItems } from './world';

const LOOK_EVERY = 50;
const KINDS = 12;
const AUDIT_RATE = 0.05;
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
  /** At any look. */
  timeClaimed: boolean;
  qualityClaimed: boolean;
  decided: boolean;
  timeWidth: number;
  qualityWidth: number;
}

/**
 * simulateExperiment looks at an experiment after every 50 items. Half of the items are stopped and save two thirds of the time, more or fewer by kind; quality
 * differs by kind too, and is known of what is not stopped and of the 5 % of stops that are audited.
 */
export function simulateExperiment(seed: number, items: number, effects: Effects): ExperimentOutcome {
  const random = seededRandom(seed);
  const time = new DifferenceSequence(AGGRESSIVE, CONSERVATIVE);
  const quality = new DifferenceSequence(CONSERVATIVE, AGGRESSIVE);
  const outcome = { timeClaimed: false, qualityClaimed: false, decided: false, timeWidth: 1, qualityWidth: 1 };
  for (let n = 1; n <= items; n++) {
    const kind = Math.floor(random() * KINDS);
    const arm = random() < 0.5 ? 0 : 1;
    const stopped = random() < 0.1 + (0.8 * kind) / (KINDS - 1);
    const saved = (stopped ? 0.7 : -0.05) + 0.08 * normal(random) + (arm === 1 ? effects.time : 0);
    const score = 0.65 + (0.2 * kind) / (KINDS - 1) + 0.1 * normal(random) - (arm === 1 ? effects.quality : 0);
    const pi = stopped ? AUDIT_RATE : 1;
    const stratum = String(kind);
    time.add({ arm, stratum, value: saved, pi: 1 });
    quality.add({ arm, stratum, value: random() < pi ? score : null, pi });
    if (n % LOOK_EVERY === 0) look(outcome, time.difference(), quality.difference());
  }
  return outcome;
}

function look(outcome: ExperimentOutcome, timeDifference: DifferenceView, qualityDifference: DifferenceView): void {
  outcome.timeClaimed ||= excludesZero(timeDifference);
  outcome.qualityClaimed ||= excludesZero(qualityDifference);
  const { verdict } = decide({ arms: ARMS, health: [], timeDifference, qualityDifference });
  outcome.decided ||= verdict === 'aggressive' || verdict === 'conservative';
  outcome.timeWidth = widthOf(timeDifference);
  outcome.qualityWidth = widthOf(qualityDifference);
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
  for (let id = 0; id < runs; id++) recordings.add(factsOfItem(items.next().value!, id, random));
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
    arms.add({ arm, stratum: 'news', value: 1 - spent / expected, pi: 1 });
  }
  return (widthOf(arms.difference()) / paired) ** 2;
}
