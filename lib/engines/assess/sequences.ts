import type { Embedder } from '../embed/types';
import type { Sentence } from '../text/sentences';
import type { Sequence } from './coherence';

/** Coherence is local: so many stretches of so many sentences tell it as well as the whole. */
const COHERENCE = { stretches: 3, sentences: 32 };
/** So is how dense a text is. */
const DENSITY = { stretches: 20, sentences: 30 };

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

/** sampleSentences gives an item's sentences, or of a longer item twenty stretches spread evenly over it. */
export function sampleSentences(sentences: readonly Sentence[]): string[] {
  return stretchesOf(sentences, DENSITY).flat();
}

function stretchesOf(sentences: readonly Sentence[], plan: { stretches: number; sentences: number }): string[][] {
  const texts = sentences.map(({ text }) => text);
  if (texts.length <= plan.stretches * plan.sentences) return texts.length === 0 ? [] : [texts];
  const last = texts.length - plan.sentences;
  return Array.from({ length: plan.stretches }, (_, k) => {
    const start = Math.floor((last * k) / (plan.stretches - 1));
    return texts.slice(start, start + plan.sentences);
  });
}
