import { database } from '@/lib/data/client';
import { type PassageKey, readPassages, type StoredPassage } from '@/lib/data/passages';
import { dot } from '@/lib/data/vectors';
import { highlightsOf } from './highlights';

/** A passage that was found, and where it was said. */
export interface MemoryHit {
  runId: string;
  /** Place of the passage in its run. */
  seq: number;
  title: string | null;
  contentType: string | null;
  /** Host name the content came from. */
  source: string;
  createdAt: Date;
  text: string;
  /** null for an article's passages */
  startSeconds: number | null;
  endSeconds: number | null;
  segmentIndex: number;
  speaker: string | null;
  /** By which the hits are ordered, higher is better. Its scale depends on the mode. */
  score: number;
  /** Cosine similarity of passage and query, [-1, 1]; null where the passage is not embedded by the current model yet. */
  similarity: number | null;
  /** Where the text has words of the query: [start, end) offsets. */
  highlights: [number, number][];
}

export const keyOf = ({ runId, seq }: PassageKey): string => `${runId}/${seq}`;

/** passageKeyOf reads what keyOf wrote. */
export function passageKeyOf(key: string): PassageKey {
  const slash = key.lastIndexOf('/');
  return { runId: key.slice(0, slash), seq: Number(key.slice(slash + 1)) };
}

/** loadPassages reads passages with their similarity to the query. What was deleted in between is left out. */
export async function loadPassages(keys: readonly PassageKey[], query: Float32Array, model: string): Promise<Map<string, LoadedPassage>> {
  const passages = await readPassages(database(), keys, model);
  return new Map(
    passages.map((passage) => [
      keyOf(passage),
      { ...passage, similarity: passage.embedding.length === query.length ? dot(passage.embedding, query) : null },
    ]),
  );
}

export type LoadedPassage = StoredPassage & { similarity: number | null };

export function hitOf(passage: LoadedPassage, score: number, q: string): MemoryHit {
  const { runId, seq, title, contentType, sourceHost, createdAt, text, startSeconds, endSeconds, segmentIndex, speaker, similarity } =
    passage;
  return {
    ...{ runId, seq, title, contentType, source: sourceHost, createdAt, text, startSeconds, endSeconds, segmentIndex, speaker },
    score,
    similarity,
    highlights: highlightsOf(text, q),
  };
}
