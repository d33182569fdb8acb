import type { Assessment } from '@/lib/core/runs/content';
import type { RunFacts } from '../outcome';

/** scoreFacts are the scores of the result that is delivered. */
export function scoreFacts(assessment: Assessment): RunFacts {
  return {
    qualityScore: assessment.overall,
    coherenceScore: assessment.coherence,
    completenessScore: assessment.completeness,
    informativenessScore: assessment.informativeness,
  };
}
