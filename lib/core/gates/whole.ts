/** The gates of an item whose whole text is there, in the order in which the assess stage asks them. Replay asks the same functions. */
import type { Assessment } from '@/lib/core/runs/content';
import type { Depth } from '@/lib/core/runs/states';
import { qualitySignals } from '@/lib/core/signals/results';
import { decideBypass } from './bypass';
import { evaluateCheckpoint } from './checkpoint';
import type { EffectiveConfig } from './effective-config';
import type { TranscribedInput } from './inputs';
import { routeContent, settleContentType, withContentType } from './routing';
import type { AssessedDecision, TranscribedDecision } from './types';

/** decideTranscribed asks post_transcription, and routes. */
export function decideTranscribed(input: TranscribedInput): TranscribedDecision {
  const { depth, config } = input;
  const settled = settleContentType(input.prediction, config);
  const { contentType } = settled;
  const signals = withContentType(input.signals, settled);
  const checkpoint = evaluateCheckpoint({ checkpoint: 'post_transcription', signals, contentType, depth, config });
  return { signals, contentType, checkpoint, routing: routeContent(input) };
}

export interface AssessedInput {
  transcribed: TranscribedDecision;
  /** Of the quick result against the whole text. */
  assessment: Assessment;
  depth: Depth;
  config: EffectiveConfig;
}

/** decideAssessed decides, once the quick result was scored, whether it is enough: by its type, by its quality, or by post_quality_filtering. */
export function decideAssessed({ transcribed, assessment, depth, config }: AssessedInput): AssessedDecision {
  const { routing, contentType } = transcribed;
  const signals = { ...transcribed.signals, ...qualitySignals(assessment) };
  if (routing.mode === 'lightweight') {
    return { step: 'light', signals, bypass: null, checkpoint: null, reason: `Kept light. ${routing.reason}` };
  }
  const bypass = decideBypass({ assessment, routing, heardShare: 1, config });
  if (bypass.bypass) return { step: 'keep', signals, bypass, checkpoint: null, reason: bypass.reason };
  const checkpoint = evaluateCheckpoint({ checkpoint: 'post_quality_filtering', signals, contentType, depth, config });
  if (checkpoint.fired) return { step: 'stop', signals, bypass, checkpoint, reason: checkpoint.fired.reason };
  return {
    step: 'analyze',
    signals,
    bypass,
    checkpoint,
    reason: `Analysed in full. ${bypass.applicable ? bypass.reason : routing.reason}`,
  };
}
