import type { Analysis, Assessment, Transcript, TranscriptQuality } from '@/lib/core/runs/content';
import type { Signals } from './declared';
import { confidenceOf, textSignals } from './text';

export interface PostTranscriptionInput {
  /** Of the whole item. */
  transcript: Transcript;
  /** Of the media, measured; null for an article. */
  durationSeconds: number | null;
  /** [0, 1]; null where it was not judged. */
  languageConfidence: number | null;
  /** Of the transcript itself; null where it could not be scored. */
  quality: TranscriptQuality | null;
}

/** postTranscriptionSignals: what the whole text tells. */
export function postTranscriptionSignals({ transcript, durationSeconds, languageConfidence, quality }: PostTranscriptionInput): Signals {
  const text = textSignals(transcript, languageConfidence);
  const timed = durationSeconds !== null && durationSeconds > 0;
  return {
    ...text,
    transcription_confidence: confidenceOf(transcript.segments),
    words_per_minute: timed ? Number(text.word_count) / (durationSeconds / 60) : null,
    content_informativeness: quality?.contentInformativeness ?? null,
    content_coherence: quality?.contentCoherence ?? null,
  };
}

/** qualitySignals: the scores of the quick result. */
export function qualitySignals(assessment: Assessment): Signals {
  return {
    overall_quality: assessment.overall,
    coherence_score: assessment.coherence,
    completeness_score: assessment.completeness,
    informativeness_score: assessment.informativeness,
    assessment_confidence: assessment.assessmentConfidence,
  };
}

/**
 * analysisSignals: counts of the local analyser, never of an LLM's (a hostile transcript could steer it), and how much of the item is not
 * in memory yet, [0, 1]; null where memory was not asked.
 */
export function analysisSignals(local: Pick<Analysis, 'claims' | 'fallacies' | 'perspectives'>, noveltyScore: number | null): Signals {
  return {
    claim_count: local.claims.length,
    fallacy_count: local.fallacies.length,
    perspective_count: local.perspectives.length,
    novelty_score: noveltyScore,
  };
}
