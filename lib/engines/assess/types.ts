import type { Assessment, QuickResult, Transcript, TranscriptQuality } from '@/lib/core/runs/content';

/** Weights of the three dimensions in `overall`; positive, normalised by their sum. */
export interface QualityWeights {
  coherence: number;
  completeness: number;
  informativeness: number;
}

/** What was heard of an item so far. */
export interface HeardSample {
  /** One for each heard window, in playing order; a silent one has no segments. */
  stretches: Transcript[];
  /** Share of the item's seconds that was heard, (0, 1]. */
  heardShare: number;
}

export interface AssessSampleInput {
  result: QuickResult;
  sample: HeardSample;
  /** Makes the quick result of a part of the sample; the same way as `result` was made. */
  summarize(transcript: Transcript): Promise<QuickResult>;
  weights: QualityWeights;
}

/** Assessor scores a result against its item, and a transcript by itself. */
export interface Assessor {
  readonly engine: string;
  assess(result: QuickResult, transcript: Transcript, weights: QualityWeights, signal?: AbortSignal): Promise<Assessment>;
  /** Scores a result that was made of a sample, with completeness estimated for the whole item. With `heardShare` 1 it is `assess`. */
  assessSample(input: AssessSampleInput, signal?: AbortSignal): Promise<Assessment>;
  assessTranscript(transcript: Transcript, signal?: AbortSignal): Promise<TranscriptQuality>;
}
