import type { QuickResult, Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import type { Pace } from '../text/pace';
import { termsOf } from '../text/salience';
import { splitSentences } from '../text/sentences';

/** A result as the scorer sees it. Key points that repeat the summary word for word count once. */
export interface ResultProfile {
  /** Sentences of the summary, in order: what has to hang together. */
  summary: string[];
  /** Summary and key points, in order. */
  sentences: string[];
  /** One unit vector per entry of `sentences`. */
  vectors: Float32Array[];
  stems: Set<string>;
  /** All of it in small letters, for looking names up. */
  text: string;
}

/** More of a result than this is not read: a result that long is no summary. */
const MOST_SENTENCES = 200;

export async function profileResult(result: QuickResult, embedder: Embedder, pace: Pace, signal?: AbortSignal): Promise<ResultProfile> {
  const summary = await sentencesOf(result.summary, pace);
  const points = await sentencesOf(result.keyPoints.map(({ text }) => text).join('\n'), pace);
  const sentences = [...new Set([...summary, ...points])].slice(0, MOST_SENTENCES);
  const text = sentences.join('\n').toLowerCase();
  return {
    summary,
    sentences,
    vectors: sentences.length === 0 ? [] : await embedder.embed(sentences, signal),
    stems: new Set(termsOf(text).map(({ stem }) => stem)),
    text,
  };
}

/** sentencesOf cuts plain text into tidied sentences. */
export async function sentencesOf(text: string, pace: Pace): Promise<string[]> {
  const transcript: Transcript = {
    origin: 'article',
    language: null,
    engine: 'result',
    segments: text.split(/\n+/).map((line) => ({ startSeconds: null, endSeconds: null, text: line, confidence: null, speaker: null })),
  };
  const { sentences } = await splitSentences(transcript, pace);
  return sentences.map((sentence) => sentence.text);
}
