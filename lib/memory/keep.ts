import { onlyOne } from '@/lib/data/only-one';
import type { Embedder } from '@/lib/engines/embed/types';
import { denseStore } from './dense';
import { preparePgvector } from './dense/pgvector';
import { QdrantDense } from './dense/qdrant';
import { hasStale, reembed } from './reembed';

/** Some seconds' work, so that a worker that is asked to stop is not waited for. */
const TEXTS_AT_ONCE = 128;

let prepared = false;

/**
 * keepMemory does a portion of what memory needs in the background: the vector index where the server has pgvector, vectors for what was embedded
 * by another model, Qdrant. Of several workers one does it at a time.
 */
export async function keepMemory(embedder: Embedder, signal: AbortSignal): Promise<void> {
  if (!prepared) {
    await onlyOne('winnow_pgvector', () => preparePgvector(embedder.model, embedder.dimension));
    prepared = true;
  }
  if (await hasStale(embedder.model)) await onlyOne('winnow_reembed', () => reembed(embedder, TEXTS_AT_ONCE, signal));
  const store = await denseStore(embedder);
  if (store instanceof QdrantDense) await onlyOne('winnow_qdrant', () => store.sync());
}
