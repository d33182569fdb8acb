import type { Embedder } from '../../embed/types';
import { contentStems } from '../words';

const DIMENSION = 128;

/** A deterministic stand-in for tests: a text's vector counts its content words by their hash, so texts that share words are close. Counts what it is given. */
export function createHashEmbedder(): Embedder & { embedded: number } {
  const embedder = {
    model: 'hash@1',
    dimension: DIMENSION,
    embedded: 0,
    async embed(texts: string[], signal?: AbortSignal) {
      signal?.throwIfAborted();
      embedder.embedded += texts.length;
      return texts.map(vectorOf);
    },
  };
  return embedder;
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (const stem of contentStems(text)) {
    let hash = 7;
    for (let i = 0; i < stem.length; i++) hash = (hash * 31 + stem.charCodeAt(i)) >>> 0;
    vector[hash % DIMENSION]! += 1;
  }
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1;
  return vector.map((x) => x / length);
}
