import type { ContentTypePrediction } from '@/lib/core/runs/content';
import type { Depth } from '@/lib/core/runs/states';
import type { EffectiveConfig } from './effective-config';
import { modeProbability } from './routing';

/** Time that the small model takes over what the best one takes for the same speech (docs: `npm run bench -- speech`). */
export const COST_RATIO = 0.48;

/**
 * passProbability is the probability that an item will not be sent to the full analysis by its type: the sum over the types whose mode is not
 * `full`. 1 for a depth of `quick`, 0 for `full`.
 */
export function passProbability({ ranking }: Pick<ContentTypePrediction, 'ranking'>, depth: Depth, config: EffectiveConfig): number {
  if (depth !== 'auto') return depth === 'quick' ? 1 : 0;
  const { contentRouting, qualityFiltering } = config.flags;
  if (!contentRouting) return qualityFiltering ? 1 : 0;
  return modeProbability(ranking, 'lightweight', config) + (qualityFiltering ? modeProbability(ranking, 'quality_check', config) : 0);
}

/**
 * samplesWithSmallModel tells whether early rounds are expected to be cheaper with the small model. What it hears of an item that
 * passes is all that is heard, at `COST_RATIO` of the price; of one that does not, all is heard again by the best model, which would have
 * kept its own windows. So with p the probability of passing it pays where COST_RATIO < p.
 */
export function samplesWithSmallModel(prediction: Pick<ContentTypePrediction, 'ranking'>, depth: Depth, config: EffectiveConfig): boolean {
  return passProbability(prediction, depth, config) > COST_RATIO;
}
