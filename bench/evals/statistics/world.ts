/** A simulated deployment: items from feeds, scored, stopped by a bar, and audited. What is true of it is known. */

import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { exampleConfig, typePolicy } from '@/lib/core/gates/fixture';
import type { RunFactsForReplay } from '@/lib/core/tuning/recordings';
import type { RecordedRun } from '@/lib/core/tuning/replay';
import { normal } from './normal';

type Random = () => number;

export const AUDIT_RATE = 0.2;
/** Bars that deployments have in force: some stop less than the promise allows, some more. */
export const CURRENT_BARS = [0.45, 0.55, 0.65] as const;
/** Chance of a false stop where the score is far too low. */
const MOST_FALSE = 0.5;
const FULL_COSTS = { acquireMs: 1_000, hearMs: 0, assessMs: 2_000, analyzeMs: 17_000 };

export interface WorldShape {
  feeds: number;
  /** The bar in force. */
  bar: number;
  /** Items of a feed come in bursts, and each feed has a risk of its own. */
  clustered: boolean;
  /** The risk moves over the history. */
  drifting: boolean;
}

export interface SimulatedItem {
  feed: number;
  /** The quick result's score, which the bar is held against. */
  score: number;
  /** Chance that keeping the quick result is a false stop. */
  risk: number;
}

/**
 * simulateItems makes a history. How good quick results are and how risky it is to keep them differs from deployment to deployment, by the numbers of `shaped`; the
 * items come from `random`.
 */
export function* simulateItems(
  { feeds, clustered, drifting }: Omit<WorldShape, 'bar'>,
  shaped: Random,
  random: Random,
): Generator<SimulatedItem, never> {
  const [centre, steepness] = [0.4 + 0.12 * shaped(), 0.02 + 0.03 * shaped()];
  const trend = drifting ? (shaped() - 0.5) * 0.1 : 0;
  const means = Array.from({ length: feeds }, () => 0.45 + 0.35 * shaped());
  const own = means.map(() => (clustered ? 0.03 * normal(shaped) : 0));
  let feed = 0;
  for (let n = 0; ; n++) {
    if (!clustered || random() < 0.1) feed = Math.floor(random() * feeds);
    const score = Math.min(0.99, Math.max(0.01, means[feed]! + 0.12 * normal(random)));
    const moved = centre + own[feed]! + trend * Math.min(1, n / 3000);
    yield { feed, score, risk: MOST_FALSE / (1 + Math.exp((score - moved) / steepness)) };
  }
}

/** configAt keeps quick results that score at least `bar`. */
export function configAt(bar: number): EffectiveConfig {
  const thresholds = { minOverall: bar, minCoherence: 0, minCompleteness: 0, minInformativeness: 0 };
  const config = exampleConfig({ routing: { contentTypes: [typePolicy('news', 'quality_check', { thresholds })] } });
  return { ...config, quality: { ...config.quality, thresholds } };
}

/** factsOfItem is the item's run under a bar: stopped and audited by lot, or analysed in full and judged. */
export function factsOfItem(item: SimulatedItem, bar: number, id: number, random: Random): RunFactsForReplay {
  const stopped = item.score >= bar;
  const pi = stopped ? AUDIT_RATE : 1;
  const u = random();
  const loss = random() < item.risk ? 0.9 : 0.1;
  const verdict = { pi, u, judged: true, informativeness: 0.9, lossByRound: new Map([[0, loss]]), lossAtAnalysis: null };
  return {
    runId: String(id),
    canonicalUrl: `https://feed-${item.feed}.example/${id}-${random()}`,
    finishedAt: id,
    contentType: 'news',
    recorded: recordedItem(item.score),
    decided: { processingType: stopped ? 'lightweight' : 'full', checkpoint: null, round: 0 },
    spentMs: null,
    costs: { ...FULL_COSTS, analyzeMs: FULL_COSTS.analyzeMs * (0.5 + random()) },
    fullQuality: 0.9,
    drawn: stopped ? { pi, u } : null,
    verdict: u < pi ? verdict : null,
    audited: null,
  };
}

const PREDICTION = { contentType: 'news', probability: 1, ranking: [{ contentType: 'news', probability: 1 }], engine: 'simulated' };

function recordedItem(score: number): RecordedRun {
  const interval = { lower: score, upper: score };
  return {
    depth: 'auto',
    requestedPriority: null,
    extractorVersion: 1,
    offeredText: true,
    windowCount: null,
    downloaded: { signals: {}, prediction: PREDICTION },
    rounds: [],
    heardThrough: null,
    transcribed: { signals: {}, prediction: PREDICTION },
    assessment: {
      coherence: score,
      completeness: score,
      informativeness: score,
      overall: score,
      completenessInterval: interval,
      overallInterval: interval,
      assessmentConfidence: 1,
      engine: 'simulated',
    },
    analyzed: null,
  };
}
