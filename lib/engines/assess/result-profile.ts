import type { QuickResult, Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import type { Pace } from '../text/pace';
import { termsOf } from '../text/salience';
import { splitSentences } from '../text/sentences';
import type { Sequence } from './coherence';

/** A result as the scorer sees it. Key points that repeat the summary word for word count once. */
export interface ResultProfile {
  /** The summary's sentences in order, repeated ones too: what has to hang together. A result without a summary is its key points. */
  flow: Sequence;
  /** Summary and key points, in order, each sentence once. */
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
  const summary = (await sentencesOf(result.summary, pace)).slice(0, MOST_SENTENCES);
  const points = (await sentencesOf(result.keyPoints.map(({ text }) => text).join('\n'), pace)).slice(0, MOST_SENTENCES);
  const sentences = [...new Set([...summary, ...points])];
  const vectors = sentences.length === 0 ? [] : await embedder.embed(sentences, signal);
  const vectorOf = new Map(sentences.map((sentence, i) => [sentence, vectors[i]!]));
  const flowing = summary.length > 0 ? summary : points;
  const text = sentences.join('\n').toLowerCase();
  return {
    flow: { sentences: flowing, vectors: flowing.map((sentence) => vectorOf.get(sentence)!) },
    sentences,
    vectors,
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
