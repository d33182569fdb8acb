/** What the gates are asked with: plain values, no clock, no environment. */
import type { Assessment, ContentTypePrediction, SpeechModel } from '@/lib/core/runs/content';
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
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability' | 'ranking'>;
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

/** Some of the item's windows, once they were heard. */
export interface HeardInput {
  /** Everything measured by now; the content type in it gives way to `prediction`. */
  signals: Signals;
  /** The newest there is. */
  prediction: Pick<ContentTypePrediction, 'contentType' | 'probability' | 'ranking'>;
  depth: Depth;
  config: EffectiveConfig;
}

/** One round: a sample, or more or all of it heard by the small model. */
export interface RoundInput extends HeardInput {
  /** What heard it; the small one where any of it was heard by that. */
  model: SpeechModel;
  /** Share of the item's seconds that was heard by its end, (0, 1]. */
  heardShare: number;
  /** The last round that is a sample. */
  lastSample: boolean;
  /** All of the item was heard by its end. */
  whole: boolean;
  /** false: what was heard seems to be in a language that the model does not know. */
  languageSupported: boolean;
  requestedPriority: Priority | null;
}

/** The whole item, once its text is there. */
export interface TranscribedInput extends HeardInput {
  requestedPriority: Priority | null;
}
