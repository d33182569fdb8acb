import type { Embedder } from '../embed/types';
import type { Sentence } from '../text/sentences';
import { stretchesOf } from '../text/stretches';
import type { Sequence } from './coherence';

/** Coherence is local: so many stretches of so many sentences tell it as well as the whole. */
const COHERENCE = { stretches: 3, sentences: 32 };

/** sampleSequences embeds an item's sentences, or of a longer item three stretches: its start, its middle and its end. */
export async function sampleSequences(sentences: readonly Sentence[], embedder: Embedder, signal?: AbortSignal): Promise<Sequence[]> {
  const stretches = stretchesOf(sentences, COHERENCE);
  const vectors = await embedder.embed(stretches.flat(), signal);
  let from = 0;
  return stretches.map((stretch) => {
    const part = { sentences: stretch, vectors: vectors.slice(from, from + stretch.length) };
    from += stretch.length;
    return part;
  });
}
