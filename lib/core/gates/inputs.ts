/** What the gates are asked with: plain values, no clock, no environment. */
import type { Assessment, ContentTypePrediction } from '@/lib/core/runs/content';
import type { Depth, Priority } from '@/lib/core/runs/states';
import type { CheckpointName, Signals } from '@/lib/core/signals/declared';
import type { EffectiveConfig } from './effective-config';
import type { RoutingDecision } from './types';

export interface CheckpointInput {
  checkpoint: CheckpointName;
  /** Everything known by now: a later checkpoint's signals are merged over those before. */
  signals: Signals;
  /** After `settleContentType`. */
  contentType: string;
  depth: Depth;
  config: EffectiveConfig;
}

export interface RoutingInput {
  /** As the classifier gave it, or after `settleContentType`; both end the same. */
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability'>;
  depth: Depth;
  /** What the submitter asked for; null = the content type decides. */
  requestedPriority: Priority | null;
  config: EffectiveConfig;
}

export interface BypassInput {
  assessment: Assessment;
  routing: RoutingDecision;
  /** Share of the item that was heard or read when the assessment was made, (0, 1]. */
  heardShare: number;
  config: EffectiveConfig;
}

/** One round, once its windows were heard. */
export interface RoundInput {
  /** Share of the item's seconds that was heard by its end, (0, 1]. */
  heardShare: number;
  /** false: the item is heard through, whatever the round says; only a condition may stop it. */
  sample: boolean;
  /** The last round that is a sample. */
  lastSample: boolean;
  /** false: what was heard seems to be in a language that the model does not know. */
  languageSupported: boolean;
  /** Everything measured by now; the content type in it gives way to `prediction`. */
  signals: Signals;
  /** From the title and all that was heard by now. Where the item is heard through, and classified at the end, the last one before. */
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability'>;
  depth: Depth;
  requestedPriority: Priority | null;
  config: EffectiveConfig;
}

/** The whole item, once its text is there. */
export interface TranscribedInput {
  /** Everything measured by now; the content type in it gives way to `prediction`. */
  signals: Signals;
  /** From the whole text. */
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability'>;
  depth: Depth;
  requestedPriority: Priority | null;
  config: EffectiveConfig;
}
