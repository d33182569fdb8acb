import type { Assessment, QualityScores } from '@/lib/core/runs/content';
import type { EffectiveConfig } from './effective-config';

type Weights = EffectiveConfig['quality']['weights'];
type Dimensions = Pick<Assessment, keyof Weights | 'completenessInterval'>;

/** overallOf is the weighted mean of the three dimensions, [0, 1]. Weights are ≥ 0, their sum > 0; they need not sum to 1. */
export function overallOf(scores: Pick<QualityScores, keyof Weights>, weights: Weights): number {
  const total = weights.coherence + weights.completeness + weights.informativeness;
  return (
    (weights.coherence * scores.coherence + weights.completeness * scores.completeness + weights.informativeness * scores.informativeness) /
    total
  );
}

/** weigh gives `overall` with its interval: of the three dimensions only completeness is estimated, so its interval is all there is to it. */
export function weigh(dimensions: Dimensions, weights: Weights): Pick<Assessment, 'overall' | 'overallInterval'> {
  const at = (completeness: number) => overallOf({ ...dimensions, completeness }, weights);
  const { lower, upper } = dimensions.completenessInterval;
  return { overall: overallOf(dimensions, weights), overallInterval: { lower: at(lower), upper: at(upper) } };
}
