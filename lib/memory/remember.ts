import type { Transcript } from '@/lib/core/runs/content';
import type { NewPassage } from '@/lib/data/passages';
import type { Embedder } from '@/lib/engines/embed/types';
import { chunkTranscript } from './chunk';

const BATCH = 64;

/** passagesOf embeds a transcript's passages. `onProgress` gets the share done, [0, 1]. */
export async function passagesOf(
  transcript: Transcript,
  embedder: Embedder,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<NewPassage[]> {
  const chunks = chunkTranscript(transcript);
  const passages: NewPassage[] = [];
  for (let from = 0; from < chunks.length; from += BATCH) {
    const batch = chunks.slice(from, from + BATCH);
    const vectors = await embedder.embed(
      batch.map(({ text }) => text),
      signal,
    );
    for (const [i, chunk] of batch.entries()) passages.push({ ...chunk, model: embedder.model, embedding: vectors[i]! });
    onProgress(passages.length / chunks.length);
  }
  return passages;
}
