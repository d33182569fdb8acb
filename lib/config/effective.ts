/** From config version, environment and evidence to the one frozen configuration that a run is decided under. */
import { WinnowError } from '@/lib/base/errors';
import { compileCondition } from '@/lib/core/conditions/compile';
import { conditionKey } from '@/lib/core/conditions/key';
import type {
  CheckpointPolicy,
  ConditionPolicy,
  ContentTypePolicy,
  EffectiveConfig,
  LlmPolicy,
  MemoryPolicy,
  QualityThresholds,
} from '@/lib/core/gates/effective-config';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { hashOf } from './canonical-json';
import type { Env } from './env';
import type { WinnowConfig } from './files';
import { llmEndpoint } from './llm-endpoint';
import { DEFAULT_LLM_SETTINGS, type LlmSettings } from './llm-settings';
import type { ContentRoutingConfig } from './schema/content-routing';
import type { EarlyExitConfig } from './schema/early-exit';

export interface EffectiveConfigInput {
  /** Number of the config version that `config` is. */
  configVersion: number;
  config: WinnowConfig;
  env: Env;
  evidence: {
    /** Keys of the conditions that their evidence has suspended (see `conditionKey`). */
    suspendedConditions: readonly string[];
  };
  /** The arm that `config` is; absent or null where it is none. */
  experiment?: EffectiveConfig['experiment'] | null;
  /** What the operator set for language models. */
  llmSettings?: LlmSettings;
}

type OwnThresholds = ContentRoutingConfig['content_types'][string]['thresholds'];

/** Environment, then the type's own, then the general ones: what the environment holds is locked everywhere. */
function thresholds({ values }: Env, general: Required<OwnThresholds>, own: OwnThresholds): QualityThresholds {
  return {
    minOverall: values.QUALITY_MIN_OVERALL ?? own.min_overall ?? general.min_overall,
    minCoherence: values.QUALITY_MIN_COHERENCE ?? own.min_coherence ?? general.min_coherence,
    minCompleteness: values.QUALITY_MIN_COMPLETENESS ?? own.min_completeness ?? general.min_completeness,
    minInformativeness: values.QUALITY_MIN_INFORMATIVENESS ?? own.min_informativeness ?? general.min_informativeness,
  };
}

function contentTypes(config: WinnowConfig, env: Env): ContentTypePolicy[] {
  const { content_types, custom_types } = config.content_routing;
  return [...Object.entries(content_types), ...Object.entries(custom_types)].map(([name, type]) => ({
    name,
    priority: type.priority,
    mode: type.processing_mode,
    thresholds: thresholds(env, config.quality_filtering.thresholds, type.thresholds),
    earlyExit: type.early_exit,
  }));
}

type ConditionEntry = EarlyExitConfig['checkpoints'][CheckpointName]['conditions'][number];

function conditionPolicy({ name, condition, confidence, reason }: ConditionEntry, checkpoint: CheckpointName): ConditionPolicy {
  const compiled = compileCondition(condition, checkpoint);
  // The schema compiled it at load; only a version stored by an older Winnow, whose signals have since changed, can get here.
  if (!compiled.ok) {
    throw new WinnowError('config_invalid', `The condition "${condition}" at ${checkpoint} is not valid: ${compiled.errors[0]?.message}`);
  }
  return { key: conditionKey(compiled.condition), name, condition, confidence, reason };
}

function checkpointPolicies({ checkpoints }: EarlyExitConfig): Record<CheckpointName, CheckpointPolicy> {
  const policy = (name: CheckpointName): CheckpointPolicy => ({
    enabled: checkpoints[name].enabled,
    minConfidence: checkpoints[name].min_confidence,
    conditions: checkpoints[name].conditions.map((condition) => conditionPolicy(condition, name)),
  });
  return Object.fromEntries(CHECKPOINTS.map((name) => [name, policy(name)])) as Record<CheckpointName, CheckpointPolicy>;
}

function overrides({ content_type_overrides }: EarlyExitConfig): EffectiveConfig['earlyExit']['overrides'] {
  return Object.entries(content_type_overrides).flatMap(([contentType, perCheckpoint]) =>
    CHECKPOINTS.flatMap((checkpoint) => {
      const override = perCheckpoint[checkpoint];
      return override ? [{ contentType, checkpoint, enabled: override.enabled }] : [];
    }),
  );
}

/** Without a model nothing is said of one, so that the configuration is the same as ever. */
function llmPolicy({ values }: Env, { budgets, cache }: LlmSettings): { llm?: LlmPolicy } {
  const endpoint = llmEndpoint(values);
  if (!endpoint) return {};
  const budget = ({ tokens, usd }: LlmSettings['budgets']['auto']) => ({
    tokens,
    costUsdMicros: usd === null ? null : Math.round(usd * 1e6),
  });
  return {
    llm: {
      model: endpoint.model,
      cheapModel: endpoint.cheapModel,
      semanticCache: values.ENABLE_SEMANTIC_CACHE,
      errorBound: cache.error_bound,
      promptCompression: values.ENABLE_PROMPT_COMPRESSION,
      budgets: { auto: budget(budgets.auto), full: budget(budgets.full) },
    },
  };
}

/** With both off nothing is said of memory, so that the configuration is the same as ever. */
function memoryPolicy({ values }: Env): { memory?: MemoryPolicy } {
  const memory = { graph: values.ENABLE_GRAPH_MEMORY, hippoRag: values.ENABLE_HIPPORAG_MEMORY };
  return memory.graph || memory.hippoRag ? { memory } : {};
}

function deepFreeze<T>(value: T): T {
  if (value !== null && typeof value === 'object') for (const item of Object.values(value)) deepFreeze(item);
  return Object.freeze(value);
}

/**
 * resolveEffectiveConfig puts together what a run is decided under; environment over config version, flags on only where both say so.
 * Frozen, plain JSON, and the same for the same inputs. Throws `config_invalid` for a condition that this version of Winnow cannot read.
 */
export function resolveEffectiveConfig({
  configVersion,
  config,
  env,
  evidence,
  experiment,
  llmSettings,
}: EffectiveConfigInput): EffectiveConfig {
  const { quality_filtering: quality, content_routing: routing, early_exit: early } = config;
  const { default_mode, min_type_confidence, full_min_confidence, lightweight_min_confidence } = routing.default_routing;
  return deepFreeze<EffectiveConfig>({
    configVersion,
    flags: {
      qualityFiltering: env.values.ENABLE_QUALITY_FILTERING && quality.enabled,
      contentRouting: env.values.ENABLE_CONTENT_ROUTING && routing.enabled,
      earlyExit: env.values.ENABLE_EARLY_EXIT && early.enabled,
    },
    quality: {
      thresholds: thresholds(env, quality.thresholds, {}),
      weights: { ...quality.weights },
      maxSampleShare: quality.sampling.max_sample_share,
      audit: {
        rate: quality.audit.rate,
        warmupRate: quality.audit.warmup_rate,
        warmupAudits: quality.audit.warmup_audits,
        maxPerDay: quality.audit.max_per_day,
        maxLoss: quality.audit.max_loss,
      },
    },
    routing: {
      contentTypes: contentTypes(config, env),
      customTypes: Object.entries(routing.custom_types).map(([name, { description, keywords, examples }]) => ({
        name,
        description,
        keywords: [...keywords],
        examples: [...examples],
      })),
      defaultMode: default_mode,
      minTypeConfidence: min_type_confidence,
      fullMinConfidence: full_min_confidence,
      lightweightMinConfidence: lightweight_min_confidence,
    },
    earlyExit: { checkpoints: checkpointPolicies(early), overrides: overrides(early) },
    suspendedConditions: [...new Set(evidence.suspendedConditions)].sort(),
    ...(experiment ? { experiment } : {}),
    ...llmPolicy(env, llmSettings ?? DEFAULT_LLM_SETTINGS),
    ...memoryPolicy(env),
  });
}

/** hashEffectiveConfig names an effective configuration by its content: 64 hexadecimal characters. */
export function hashEffectiveConfig(config: EffectiveConfig): string {
  return hashOf(config);
}
