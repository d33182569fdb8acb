/**
 * The effective configuration: everything that gates read, resolved once at intake (config version + flags + environment overrides +
 * the conditions' evidence), frozen, stored with the run under its hash, and never read from a process's environment again. Plain JSON:
 * what comes back from the database is the same value. Lists instead of dictionaries, so that a content type named like a property of
 * every object (`constructor`) is only a name.
 */
import type { Priority } from '@/lib/core/runs/states';
import type { CheckpointName } from '@/lib/core/signals/declared';
import type { ProcessingMode } from './types';

/** Bars of the quality bypass, each in [0, 1]. */
export interface QualityThresholds {
  minOverall: number;
  minCoherence: number;
  minCompleteness: number;
  minInformativeness: number;
}

/** The three optimisations. On = the environment's flag and the file's own `enabled` are both on. */
export interface OptimisationFlags {
  qualityFiltering: boolean;
  contentRouting: boolean;
  earlyExit: boolean;
}

export interface AuditPolicy {
  /** Shares of the stops that are audited, [0, 1]. */
  rate: number;
  warmupRate: number;
  warmupAudits: number;
  maxPerDay: number;
  /** A stop that lost more than this share is a false stop. */
  maxLoss: number;
}

export interface ContentTypePolicy {
  name: string;
  priority: Priority;
  mode: ProcessingMode;
  /** Complete: the type's own where it has them, the general ones elsewhere, the environment's before both. */
  thresholds: QualityThresholds;
  /** false: no checkpoint may stop items of this type. */
  earlyExit: boolean;
}

/** What the classifier needs to know of a type that the operator declared. */
export interface CustomTypeDescription {
  name: string;
  description: string;
  keywords: readonly string[];
  examples: readonly string[];
}

export interface ConditionPolicy {
  /** Normalised form + checkpoint + extractor version; see `conditionKey`. */
  key: string;
  name: string;
  /** As the operator wrote it. */
  condition: string;
  /** Declared confidence, [0, 1]. */
  confidence: number;
  reason: string;
}

export interface CheckpointPolicy {
  enabled: boolean;
  minConfidence: number;
  conditions: readonly ConditionPolicy[];
}

/** What a run may spend on a language model; null = no bound. */
export interface LlmBudgetPolicy {
  /** Input and output tokens together. */
  tokens: number | null;
  costUsdMicros: number | null;
}

/** The language model that a run's full analysis is made by. */
export interface LlmPolicy {
  model: string;
  /** Reads the parts of long items where the depth is not full; null = the same. */
  cheapModel: string | null;
  /** Answers are given again: to the same question, and to similar ones under the error bound. */
  semanticCache: boolean;
  /** Share of the answers that may be wrong because a similar one was reused, (0, 1). */
  errorBound: number;
  promptCompression: boolean;
  budgets: { auto: LlmBudgetPolicy; full: LlmBudgetPolicy };
}

/** What of an item is remembered besides its passages. */
export interface MemoryPolicy {
  /** Entities, relations and claims of items that were analysed in full. */
  graph: boolean;
  /** Phrases and triples, for retrieval by personalised PageRank. */
  hippoRag: boolean;
}

export interface EffectiveConfig {
  configVersion: number;
  flags: OptimisationFlags;
  quality: {
    thresholds: QualityThresholds;
    /** ≥ 0, sum > 0. */
    weights: { coherence: number; completeness: number; informativeness: number };
    /** Largest share of an item that is heard before it is escalated, (0, 1]. */
    maxSampleShare: number;
    audit: AuditPolicy;
  };
  routing: {
    contentTypes: readonly ContentTypePolicy[];
    customTypes: readonly CustomTypeDescription[];
    defaultMode: ProcessingMode;
    minTypeConfidence: number;
    fullMinConfidence: number;
    lightweightMinConfidence: number;
  };
  earlyExit: {
    checkpoints: Readonly<Record<CheckpointName, CheckpointPolicy>>;
    /** Where a content type has a checkpoint on or off against the general setting. */
    overrides: readonly { contentType: string; checkpoint: CheckpointName; enabled: boolean }[];
  };
  /** Keys of conditions whose evidence speaks against them at intake: evaluated and recorded, but they do not fire. Sorted. */
  suspendedConditions: readonly string[];
  /** The experiment's arm that the run belongs to; absent where it belongs to none. */
  experiment?: { id: string; arm: string };
  /** Absent: the local engine alone analyses. */
  llm?: LlmPolicy;
  /** Absent: passages alone are remembered. */
  memory?: MemoryPolicy;
}

/** The type of an item that no type fits well enough; it takes the default mode. Reserved: no configured type may be called so. */
export const GENERAL_CONTENT_TYPE = 'general';

/** policyOf finds a type's routing policy: null with content routing off and for types that the configuration does not name. */
export function policyOf(config: EffectiveConfig, contentType: string): ContentTypePolicy | null {
  if (!config.flags.contentRouting) return null;
  return config.routing.contentTypes.find(({ name }) => name === contentType) ?? null;
}
