import type { Embedder } from './types';

/** Some 6 MB of vectors. */
const CAPACITY = 4_096;

/**
 * createRememberingEmbedder embeds no text twice while it is among the last 4,096 that were asked for: rounds, their scores and the final
 * result look at the same sentences again and again.
 */
export function createRememberingEmbedder<E extends Embedder>(embedder: E, capacity = CAPACITY): E {
  const remembered = new Map<string, Float32Array>();
  return {
    ...embedder,
    async embed(texts, signal) {
      const found = new Map<string, Float32Array>();
      for (const text of texts) {
        const vector = remembered.get(text);
        if (vector) found.set(text, vector);
      }
      const missing = [...new Set(texts)].filter((text) => !found.has(text));
      const made = missing.length === 0 ? [] : await embedder.embed(missing, signal);
      for (const [i, text] of missing.entries()) found.set(text, made[i]!);
      for (const [text, vector] of found) {
        // Put last again: the first in the map is the one unused for longest.
        remembered.delete(text);
        remembered.set(text, vector);
      }
      while (remembered.size > capacity) remembered.delete(remembered.keys().next().value!);
      return texts.map((text) => found.get(text)!);
    },
  };
}
