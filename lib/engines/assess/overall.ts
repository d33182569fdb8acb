import type { QualityWeights } from './types';

/** overallOf is the weighted mean of the three dimensions, [0, 1]. Weights are positive and need not sum to 1. */
export function overallOf(scores: Record<keyof QualityWeights, number>, weights: QualityWeights): number {
  const total = weights.coherence + weights.completeness + weights.informativeness;
  return (
    (weights.coherence * scores.coherence + weights.completeness * scores.completeness + weights.informativeness * scores.informativeness) /
    total
  );
}
