import type { Assessment, QuickResult, Transcript, TranscriptQuality } from '@/lib/core/runs/content';

/** Weights of the three dimensions in `overall`; positive, normalised by their sum. */
export interface QualityWeights {
  coherence: number;
  completeness: number;
  informativeness: number;
}

/** Assessor scores a result against its item, and a transcript by itself. */
export interface Assessor {
  readonly engine: string;
  assess(result: QuickResult, transcript: Transcript, weights: QualityWeights, signal?: AbortSignal): Promise<Assessment>;
  assessTranscript(transcript: Transcript, signal?: AbortSignal): Promise<TranscriptQuality>;
}
