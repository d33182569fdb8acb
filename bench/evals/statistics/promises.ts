/** Whether recommendations keep their promise, how often one can be made, and what it gives away against knowing everything. */
import { OVERALL_BARS } from '@/lib/core/tuning/bars';
import { decideFates } from '@/lib/core/tuning/fates';
import { KeptMarks } from '@/lib/core/tuning/fired-rows';
import { candidateMeasurer, recommend } from '@/lib/core/tuning/recommend';
import { Recordings } from '@/lib/core/tuning/recordings';
import { seededRandom } from '../../support/random';
import { CURRENT_BARS, configAt, factsOfItem, type SimulatedItem, simulateItems, type WorldShape } from './world';

export const PROMISE = { rate: 0.05, confidence: 0.95 };
const CONFIGS = OVERALL_BARS.map(configAt);

export interface PromiseOutcome {
  shape: WorldShape;
  recommended: boolean;
  /** Of what was recommended: whether at most the promised share of its stops is false, in truth. */
  holds: boolean;
  /** Share of the saving that is given away against the best bar that keeps the promise; null where nothing is recommended or no bar keeps it. */
  regret: number | null;
  /** Whether any bar keeps the promise. */
  possible: boolean;
}

/** simulatePromise runs one deployment until it has so many audits, and asks for a recommendation. */
export function simulatePromise(seed: number, audits: number): PromiseOutcome {
  const random = seededRandom(seed);
  const bar = CURRENT_BARS[seed % CURRENT_BARS.length]!;
  const shape = { feeds: 4 + Math.floor(random() * 40), bar, clustered: seed % 2 === 1, drifting: seed % 4 >= 2 };
  const recordings = new Recordings();
  const items: SimulatedItem[] = [];
  let found = 0;
  for (const item of simulateItems(shape, random, random)) {
    if (found >= audits) break;
    const facts = factsOfItem(item, bar, items.length, random);
    recordings.add(facts);
    items.push(item);
    if (facts.drawn && facts.verdict) found++;
  }
  const kept = new KeptMarks();
  const measured = CONFIGS.map(candidateMeasurer({ recordings, reference: configAt(bar), kept }));
  const { chosen } = recommend(measured, PROMISE);
  const truths = CONFIGS.map((config) => {
    const fates = decideFates(recordings, config, kept);
    const stopped = items.filter((_, row) => fates.type[row] === 1);
    return stopped.reduce((sum, { risk }) => sum + risk, 0) / Math.max(1, stopped.length);
  });
  const saved = measured.map(({ whatIf }) => whatIf.timeSaved.value ?? 0);
  const best = Math.max(...saved.filter((_, i) => truths[i]! <= PROMISE.rate), Number.NEGATIVE_INFINITY);
  const possible = best > 0;
  return {
    shape,
    recommended: chosen !== null,
    holds: chosen === null || truths[chosen]! <= PROMISE.rate,
    // A promise that is broken saves more than is allowed: that is no gain.
    regret: chosen === null || !possible ? null : Math.max(0, 1 - saved[chosen]! / best),
    possible,
  };
}
