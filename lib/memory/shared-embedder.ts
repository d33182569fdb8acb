import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';

let embedder: Embedder | null = null;

/** sharedEmbedder is for processes that have no engines of their own, such as the web: made with the first question. */
export function sharedEmbedder(): Embedder {
  embedder ??= createEmbedder();
  return embedder;
}
