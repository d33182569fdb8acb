import { database } from '@/lib/data/client';
import { readPassages } from '@/lib/data/passages';
import { dot } from '@/lib/data/vectors';
import type { Embedder } from '@/lib/engines/embed/types';
import { denseStore } from './dense';

/** At this similarity a passage says what one in memory says already. */
const KNOWN_SIMILARITY = 0.8;
/** An item's own passages, from an earlier run of it, come first: past so many of them others are looked for. */
const NEIGHBOURS = 40;

/** noveltyOf returns the share of passages that memory does not hold yet, [0, 1]; what the item's own runs left does not count. Null for none. */
export async function noveltyOf(vectors: readonly Float32Array[], canonicalUrl: string, embedder: Embedder): Promise<number | null> {
  if (vectors.length === 0) return null;
  const store = await denseStore(embedder);
  let known = 0;
  for (const vector of vectors) {
    const near = await store.search(vector, NEIGHBOURS, null);
    const passages = await readPassages(database(), near, embedder.model);
    const isKnown = (passage: (typeof passages)[number]) =>
      passage.canonicalUrl !== canonicalUrl && passage.embedding.length > 0 && dot(vector, passage.embedding) >= KNOWN_SIMILARITY;
    if (passages.some(isKnown)) known++;
  }
  return 1 - known / vectors.length;
}
