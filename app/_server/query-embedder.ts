import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';

/** One per process, however many bundles load this module: it holds a thread and a model. Loads with the first search. */
const holder = globalThis as { winnowQueryEmbedder?: Embedder };

/** queryEmbedder turns what is searched for into vectors. */
export function queryEmbedder(): Embedder {
  holder.winnowQueryEmbedder ??= createEmbedder();
  return holder.winnowQueryEmbedder;
}
