import type { Analysis, Transcript } from '@/lib/core/runs/content';
import type { Tx } from '@/lib/data/client';
import type { NewGraph } from '@/lib/data/entities';
import { forgetItem, insertPassages, lockMemory, type NewPassage } from '@/lib/data/passages';
import { type NewFacts, storeFacts } from '@/lib/data/phrases';
import type { Embedder } from '@/lib/engines/embed/types';
import { chunkTranscript } from './chunk';
import type { MemoryFeatures } from './features';
import { readGraph } from './graph/read';
import { storeGraph } from './graph/store';
import { readFacts } from './hipporag/facts';

const BATCH = 64;

/** What a run leaves in memory: all that takes time is done, and storing it is one transaction. */
export interface Memories {
  passages: NewPassage[];
  /** With graph memory on, of items that were analysed in full. */
  graph: NewGraph | null;
  /** With HippoRAG on. */
  facts: NewFacts | null;
}

export interface Remembering {
  transcript: Transcript;
  /** Of the item. */
  title: string | null;
  /** Null where the item was not analysed in full. */
  analysis: Analysis | null;
}

/** prepareMemories makes what is to be stored. `onProgress` gets the share done, [0, 1]. */
export async function prepareMemories(
  { transcript, title, analysis }: Remembering,
  features: MemoryFeatures,
  embedder: Embedder,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Memories> {
  const chunks = chunkTranscript(transcript);
  const passages: NewPassage[] = [];
  for (let from = 0; from < chunks.length; from += BATCH) {
    const batch = chunks.slice(from, from + BATCH);
    const vectors = await embedder.embed(
      batch.map(({ text }) => text),
      signal,
    );
    for (const [i, chunk] of batch.entries()) passages.push({ ...chunk, model: embedder.model, embedding: vectors[i]! });
    onProgress((passages.length / chunks.length) * (features.hippoRag ? 0.5 : 0.9));
  }
  const graph = features.graph && analysis ? await readGraph(transcript, analysis, embedder, signal) : null;
  const facts = features.hippoRag ? await readFacts(passages, title, embedder, signal, (share) => onProgress(0.5 + share / 2)) : null;
  return { passages, graph, facts };
}

/** storeMemories puts a run's memories in the place of what any run of the same item left: on the caller's transaction, all or nothing. */
export async function storeMemories(tx: Tx, run: { id: string; canonicalUrl: string }, memories: Memories): Promise<void> {
  await lockMemory(tx);
  await forgetItem(tx, run.canonicalUrl);
  const ids = await insertPassages(tx, run.id, memories.passages);
  if (memories.facts) await storeFacts(tx, ids, memories.facts);
  if (memories.graph) await storeGraph(tx, run, memories.graph);
}
