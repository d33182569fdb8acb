import { softmax } from '../../../classify/softmax';
import type { Embedder } from '../../../embed/types';
import { DETECT_LONGEST, FALLACY_MODEL, featureScale, NAME_LONGEST } from './model';
import { COMMON, EVERY_WORD, type Gram, gramsOf, shapeOf } from './shape';

/** How much a sentence argues like a fallacy. */
export interface Suspicion {
  /** Unbounded; about -3 for plain telling. */
  logit: number;
  /** Offsets of the words that speak loudest for it. */
  cue: { start: number; end: number };
}

/** suspicionOf reads the shape of a sentence: its common words and the parts of speech of the others. */
export function suspicionOf(sentence: string): Suspicion {
  const { bias, weights } = FALLACY_MODEL.detect;
  const tokens = shapeOf(sentence, COMMON);
  const grams = gramsOf(tokens, DETECT_LONGEST);
  const scale = featureScale(grams.length);
  let logit = bias;
  let loudest: Gram | null = null;
  for (const gram of grams) {
    const weight = weights[gram.key] ?? 0;
    logit += scale * weight;
    if (gram.to > gram.from && weight > (loudest ? (weights[loudest.key] ?? 0) : 0)) loudest = gram;
  }
  const cue = loudest ? { start: tokens[loudest.from]!.start, end: tokens[loudest.to]!.end } : { start: 0, end: sentence.length };
  return { logit, cue };
}

/** Sentences on either side whose suspicion bears on one. */
const NEAR = 6;

/**
 * inContext adds to each sentence's logit the mean of its neighbourhood (six sentences on either side and itself): among people who argue a
 * doubtful step is likelier than amid plain telling.
 */
export function inContext(logits: readonly number[]): number[] {
  return logits.map((own, i) => {
    const near = logits.slice(Math.max(0, i - NEAR), i + NEAR + 1);
    return own + near.reduce((a, b) => a + b, 0) / near.length;
  });
}

export interface NamedFallacy {
  name: string;
  /** Share of the naming model's belief, [0, 1]. */
  probability: number;
}

/** nameFallacies says which fallacy each text is most like. Embeds each once. */
export async function nameFallacies(texts: readonly string[], embedder: Embedder, signal?: AbortSignal): Promise<NamedFallacy[]> {
  if (texts.length === 0) return [];
  const { classes, bias, weights, embedding } = FALLACY_MODEL.name;
  const vectors = await embedder.embed([...texts], signal);
  return texts.map((text, k) => {
    const grams = gramsOf(shapeOf(text, EVERY_WORD), NAME_LONGEST);
    const scale = featureScale(grams.length);
    const logits = classes.map((_, c) => {
      const told = grams.reduce((sum, { key }) => sum + (weights[key]?.[c] ?? 0), 0);
      return bias[c]! + scale * told + embedding[c]!.reduce((sum, weight, i) => sum + weight * (vectors[k]![i] ?? 0), 0);
    });
    const probabilities = softmax(logits);
    const best = probabilities.indexOf(Math.max(...probabilities));
    return { name: classes[best]!, probability: probabilities[best]! };
  });
}
