import { logistic } from '@/lib/engines/text/curves';
import type { Pace } from '@/lib/engines/text/pace';
import { compare, type Target, type Window } from './features';
import type { Reading } from './reading';

/** Logistic regression over FEATURES; trained by bench/train/loss_ruler. */
export interface MatcherModel {
  /** `Embedder.model` of the embedder it was trained with. */
  embedder: string;
  features: readonly string[];
  weights: readonly number[];
  bias: number;
}

export interface Match {
  probability: number;
  /** The sentence that tells most of the point; null where nothing was delivered. */
  by: Reading | null;
}

/** Of a delivered text longer than this, sentences are matched one by one only. */
const MOST_PAIRED = 40;

/**
 * windowsOf gives what of a delivered text may tell a point: each sentence, the stretches of long ones (`tellingStretch`), and every two
 * sentences of which each has a word of the point that the other lacks. Which two does not depend on what stands between them, so that telling
 * more never takes a window away.
 */
export function* windowsOf(point: Target, delivered: readonly Reading[], stretches: readonly Reading[]): Generator<Window> {
  for (const sentence of [...delivered, ...stretches]) yield { sentences: [sentence] };
  const told = delivered.slice(0, MOST_PAIRED).map(({ terms }) => [...point.terms.keys()].filter((stem) => terms.has(stem)));
  for (let i = 0; i < told.length; i++) {
    for (let j = i + 1; j < told.length; j++) {
      if (completes(told[i]!, told[j]!) && completes(told[j]!, told[i]!)) yield { sentences: [delivered[i]!, delivered[j]!] };
    }
  }
}

const completes = (stems: readonly string[], others: readonly string[]): boolean => stems.some((stem) => !others.includes(stem));

/** match is the best window by the model. */
export async function match(
  model: MatcherModel,
  point: Target,
  delivered: readonly Reading[],
  stretches: readonly Reading[],
  pace: Pace,
): Promise<Match> {
  let best: Match = { probability: 0, by: null };
  for (const window of windowsOf(point, delivered, stretches)) {
    await pace();
    const probability = probabilityOf(model, compare(point, window));
    if (best.by !== null && probability <= best.probability) continue;
    best = { probability, by: nearest(model, point, window) };
  }
  return best;
}

export function probabilityOf({ weights, bias }: MatcherModel, features: readonly number[]): number {
  return logistic(features.reduce((sum, value, i) => sum + weights[i]! * value, bias));
}

function nearest(model: MatcherModel, point: Target, { sentences: [first, second] }: Window): Reading {
  if (second === undefined) return first;
  const alone = (sentence: Reading) => probabilityOf(model, compare(point, { sentences: [sentence] }));
  return alone(second) > alone(first) ? second : first;
}
