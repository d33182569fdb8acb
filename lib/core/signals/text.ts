import type { Segment, Transcript } from '@/lib/core/runs/content';
import type { Signals } from './declared';
import { repetitionRatio, uniqueWordRatio } from './repetition';
import { sentenceCount, wordsOf } from './words';

/** textOf joins a transcript's segments: an article's paragraphs by line breaks, spoken segments (which break mid-sentence) by spaces. */
export function textOf(transcript: Transcript): string {
  return transcript.segments.map(({ text }) => text.trim()).join(transcript.origin === 'article' ? '\n' : ' ');
}

function sentencesOf(transcript: Transcript, wordCount: number): number | null {
  if (transcript.origin !== 'article') return sentenceCount(textOf(transcript), wordCount);
  // A paragraph or heading ends its last sentence whether it has a full stop or not.
  return transcript.segments.reduce((sum, { text }) => sum + (sentenceCount(text, 0) ?? 0), 0);
}

/** confidenceOf is the mean confidence of segments weighted by their words, [0, 1]; null where the origin gives none. */
export function confidenceOf(segments: readonly Segment[]): number | null {
  let weighted = 0;
  let words = 0;
  for (const { text, confidence } of segments) {
    if (confidence === null) continue;
    const count = wordsOf(text).length;
    weighted += confidence * count;
    words += count;
  }
  return words === 0 ? null : weighted / words;
}

/**
 * textSignals are the signals of the words alone, of a whole transcript or article: counts, repetition and variety. Known of an article
 * at post_download, of everything else at post_transcription. `languageConfidence` ([0, 1]) is the language engine's.
 */
export function textSignals(transcript: Transcript, languageConfidence: number | null): Signals {
  const text = textOf(transcript);
  const words = wordsOf(text);
  return {
    transcript_length: [...text].length,
    word_count: words.length,
    sentence_count: sentencesOf(transcript, words.length),
    repetition_ratio: repetitionRatio([words]),
    unique_word_ratio: uniqueWordRatio(words),
    language_confidence: languageConfidence,
  };
}
