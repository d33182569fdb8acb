import type { Embedder } from '@/lib/engines/embed/types';
import { LocalDense } from './local';
import { hasPgvector, PgvectorDense } from './pgvector';
import { QdrantDense } from './qdrant';
import type { DenseStore } from './types';

/** Next.js may load this module more than once in one process, so the copies of memory live on globalThis. */
const holder = globalThis as { winnowDense?: Map<string, Promise<DenseStore>> };

/**
 * denseStore is where this process looks for passages of the embedder's model: Qdrant where QDRANT_URL names one, else pgvector where the server
 * has it, else the index in this process. Chosen once per database.
 */
export function denseStore({ model, dimension }: Pick<Embedder, 'model' | 'dimension'>, env = process.env): Promise<DenseStore> {
  holder.winnowDense ??= new Map();
  const qdrantUrl = env.QDRANT_URL?.trim();
  const key = [env.DATABASE_URL, qdrantUrl, model, dimension].join('\n');
  let store = holder.winnowDense.get(key);
  if (!store) {
    store = choose(model, dimension, qdrantUrl);
    holder.winnowDense.set(key, store);
    store.catch(() => holder.winnowDense?.delete(key));
  }
  return store;
}

async function choose(model: string, dimension: number, qdrantUrl: string | undefined): Promise<DenseStore> {
  if (qdrantUrl) return new QdrantDense(qdrantUrl, model, dimension);
  return (await hasPgvector()) ? new PgvectorDense(model, dimension) : new LocalDense(model, dimension);
}
