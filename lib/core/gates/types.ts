import type { ExplainedComparison } from '@/lib/core/conditions/evaluate';
import type { RoundStep } from '@/lib/core/runs/rounds';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';

export type { ExplainedComparison };

/** One condition as it was evaluated at a checkpoint. */
export interface ConditionOutcome {
  /** Normalised form + checkpoint + extractor version: the condition's identity across config versions. */
  key: string;
  name: string;
  condition: string;
  reason: string;
  /** Declared confidence, [0, 1]. */
  confidence: number;
  result: boolean | null;
  explanation: ExplainedComparison[];
  /** Why it could not end the run even when true: declared under the checkpoint's bar, or suspended by its evidence. null = it could. */
  heldBackBecause: string | null;
}

/** What a checkpoint decided. Every condition that was true is recorded, not only the first. */
export interface CheckpointDecision {
  checkpoint: CheckpointName;
  /** Whether the checkpoint may stop runs at all, and if not why. */
  enabled: boolean;
  disabledBecause: string | null;
  minConfidence: number;
  conditions: ConditionOutcome[];
  /** The condition that ends the run: true, confident enough, highest confidence first. null = go on. */
  fired: ConditionOutcome | null;
  /** What would have fired were the checkpoint enabled; equals `fired` where it is. */
  wouldFire: ConditionOutcome | null;
}

export type ProcessingMode = 'full' | 'lightweight' | 'quality_check';

export interface RoutingDecision {
  mode: ProcessingMode;
  contentType: string;
  typeProbability: number;
  /** One sentence for the run page. */
  reason: string;
  priority: 'high' | 'medium' | 'low';
}

/** One bar of the quality bypass with what was measured. */
export interface QualityBar {
  dimension: 'overall' | 'coherence' | 'completeness' | 'informativeness' | 'heard_share';
  /** What is held against the bar: of what is estimated (`overall`, `completeness`) the lower end of its interval. */
  value: number;
  bar: number;
  reached: boolean;
}

export interface BypassDecision {
  /** Whether the bypass applied at all (mode quality_check and filtering on). */
  applicable: boolean;
  /** Why it did not apply; null where it did. */
  disabledBecause: string | null;
  /** Keep the quick result. */
  bypass: boolean;
  /** Every bar was reached, whether the bypass applied or not. */
  wouldBypass: boolean;
  bars: QualityBar[];
  /** One sentence for the run page: "The quick result scored 0.71; the bar is 0.65; no more was needed." */
  reason: string;
}

export interface HeardDecision {
  /** As the checkpoint saw them. */
  signals: Signals;
  contentType: string;
  /** mid_transcription */
  checkpoint: CheckpointDecision;
}

/** What can be said of a round before its quick result is made: all that decides without a score. */
export interface RoundOpening extends HeardDecision {
  /** null where it was not asked: the run stops here, or is in a language that is not known. */
  routing: RoutingDecision | null;
  /** null: the quality decides. */
  step: Exclude<RoundStep, 'keep'> | null;
  /** One sentence for the run page; empty where the quality decides. */
  reason: string;
}

export interface RoundDecision extends Omit<RoundOpening, 'step'> {
  step: RoundStep;
  /** null where the quality was not asked, or nothing was said. */
  bypass: BypassDecision | null;
}

export interface TranscribedDecision {
  /** As the checkpoint saw them. */
  signals: Signals;
  contentType: string;
  /** post_transcription; where it fires, nothing after it counts. */
  checkpoint: CheckpointDecision;
  routing: RoutingDecision;
}

export interface AssessedDecision {
  step: 'light' | 'keep' | 'stop' | 'analyze';
  /** As the checkpoint saw them. */
  signals: Signals;
  /** null: the type sends it the light way, whatever the quality. */
  bypass: BypassDecision | null;
  /** post_quality_filtering; null where it was not reached. */
  checkpoint: CheckpointDecision | null;
  /** One sentence for the run page. */
  reason: string;
}
