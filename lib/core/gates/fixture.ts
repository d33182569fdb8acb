/** For tests: an effective configuration with everything on, to be changed where a test needs it. */
import { compileCondition } from '@/lib/core/conditions/compile';
import { conditionKey } from '@/lib/core/conditions/key';
import type { ContentTypePrediction } from '@/lib/core/runs/content';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import type { CheckpointPolicy, ConditionPolicy, ContentTypePolicy, EffectiveConfig, QualityThresholds } from './effective-config';

const THRESHOLDS: QualityThresholds = { minOverall: 0.65, minCoherence: 0.6, minCompleteness: 0.6, minInformativeness: 0.6 };

export function conditionPolicy(condition: string, confidence: number, checkpoint: CheckpointName = 'post_download'): ConditionPolicy {
  const compiled = compileCondition(condition, checkpoint);
  return { key: compiled.ok ? conditionKey(compiled.condition) : condition, name: condition, condition, confidence, reason: condition };
}

export function typePolicy(name: string, mode: ContentTypePolicy['mode'], own: Partial<ContentTypePolicy> = {}): ContentTypePolicy {
  return { name, mode, priority: 'low', thresholds: THRESHOLDS, earlyExit: true, ...own };
}

/** A prediction of so much for a type; what is left goes to one that is checked for its quality. */
export function likely(contentType: string, probability: number): Pick<ContentTypePrediction, 'contentType' | 'probability' | 'ranking'> {
  const rest = { contentType: 'news', probability: 1 - probability };
  return { contentType, probability, ranking: [{ contentType, probability }, rest] };
}

interface Changes {
  flags?: Partial<EffectiveConfig['flags']>;
  routing?: Partial<EffectiveConfig['routing']>;
  postDownload?: Partial<CheckpointPolicy>;
  overrides?: EffectiveConfig['earlyExit']['overrides'];
  suspendedConditions?: string[];
}

export function exampleConfig({ flags, routing, postDownload, overrides, suspendedConditions }: Changes = {}): EffectiveConfig {
  const empty: CheckpointPolicy = { enabled: true, minConfidence: 0.8, conditions: [] };
  const checkpoints = Object.fromEntries(CHECKPOINTS.map((name) => [name, empty])) as Record<CheckpointName, CheckpointPolicy>;
  return {
    configVersion: 1,
    flags: { qualityFiltering: true, contentRouting: true, earlyExit: true, ...flags },
    quality: {
      thresholds: THRESHOLDS,
      weights: { coherence: 0.3, completeness: 0.4, informativeness: 0.3 },
      maxSampleShare: 0.4,
      audit: { rate: 0.05, warmupRate: 0.5, warmupAudits: 60, maxPerDay: 50, maxLoss: 0.4 },
    },
    routing: {
      contentTypes: [
        typePolicy('discussion', 'full', { priority: 'high' }),
        typePolicy('news', 'quality_check'),
        typePolicy('music', 'lightweight'),
      ],
      customTypes: [],
      defaultMode: 'full',
      minTypeConfidence: 0.2,
      fullMinConfidence: 0.5,
      lightweightMinConfidence: 0.6,
      ...routing,
    },
    earlyExit: { checkpoints: { ...checkpoints, post_download: { ...empty, ...postDownload } }, overrides: overrides ?? [] },
    suspendedConditions: suspendedConditions ?? [],
  };
}
