import { WinnowError } from '@/lib/base/errors';
import type { ContentTypePrediction } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { anchorsOf, customLogOdds, DESCRIPTIONS, joinCustom, keywordEvidence, similarityTo } from './custom';
import { surfaceOf } from './features';
import { BUILT_IN_TYPES } from './labels';
import { lengthPrior } from './length-prior';
import { type ClassifierModel, logits, meanOf } from './linear-model';
import trained from './model.json';
import { softmax } from './softmax';
import { sourcePrior } from './source-prior';
import { titleFeatures } from './title-features';
import type { Classifier, ClassifyInput } from './types';
import { takeWindows } from './windows';

export interface ClassifierOptions {
  /** Must be the embedder that the model was trained with. */
  embedder: Embedder;
}

const ENGINE = 'classify@1';
const MODEL: ClassifierModel = trained;

/** A description is read like a title that goes on; its first words say most. */
const TITLE_CHARACTERS = 300;

/** What stands on the tin: title and description on one line, empty when there is neither. */
const headlineOf = ({ title, description }: ClassifyInput['metadata']) =>
  [title, description]
    .flatMap((part) => (part?.trim() ? [part.trim().replace(/\s+/g, ' ')] : []))
    .join('. ')
    .slice(0, TITLE_CHARACTERS);

const sum = (...terms: (readonly number[])[]) => BUILT_IN_TYPES.map((_, i) => terms.reduce((total, term) => total + term[i]!, 0));
const times = (values: readonly number[], factor: number) => values.map((value) => value * factor);
const NOTHING_KNOWN = BUILT_IN_TYPES.map(() => 0);

/**
 * createClassifier gives the shipped model (see README.md) on `embedder`. The same input always gives the same answer. Throws
 * `model_missing` when the embedder is another than the model was trained with, and what the embedder throws.
 */
export function createClassifier({ embedder }: ClassifierOptions): Classifier {
  if (embedder.model !== MODEL.embedder) {
    throw new WinnowError('model_missing', `the content-type model needs the embedder ${MODEL.embedder}, not ${embedder.model}`);
  }
  const embedAnchors = rememberVectors(embedder);

  return {
    engine: ENGINE,

    async classify({ metadata, mediaKind, text, customTypes }, signal) {
      const headline = headlineOf(metadata);
      const windows = takeWindows(text ?? '').map(surfaceOf);
      const spoken = windows.map((window) => window.spoken);
      const vectors = await embedder.embed(headline === '' ? spoken : [headline, ...spoken], signal);
      const title = headline === '' ? null : vectors[0]!;
      const windowVectors = title === null ? vectors : vectors.slice(1);

      const { windowExponent, textScale, titleScale } = MODEL.calibration;
      const textLogits = meanOf(windows.map(({ values }, i) => logits(MODEL.text, windowVectors[i]!, values)));
      const builtIn = softmax(
        sum(
          windows.length === 0 ? NOTHING_KNOWN : times(textLogits, textScale * windows.length ** windowExponent),
          title === null ? NOTHING_KNOWN : times(logits(MODEL.title, title, titleFeatures(headline)), titleScale),
          sourcePrior({ metadata, mediaKind }),
          lengthPrior(metadata.durationSeconds, (text ?? '').match(/\S+/g)?.length ?? 0),
        ),
      );
      if (customTypes.length === 0) return prediction(joinCustom(builtIn, []));

      const item = { title, windows: windowVectors };
      const reference: number[] = [];
      for (const description of Object.values(DESCRIPTIONS)) reference.push(similarityTo(await embedAnchors([description], signal), item));
      const custom: { name: string; logOdds: number }[] = [];
      for (const type of customTypes) {
        const similarity = similarityTo(await embedAnchors(anchorsOf(type), signal), item);
        const keywords = keywordEvidence(type.keywords, headline, spoken);
        custom.push({ name: type.name, logOdds: customLogOdds(similarity, reference, keywords) });
      }
      return prediction(joinCustom(builtIn, custom));
    },
  };
}

/** Anchors are the same for every item: each is embedded once. */
function rememberVectors(embedder: Embedder): (texts: string[], signal?: AbortSignal) => Promise<Float32Array[]> {
  const LIMIT = 1_000;
  const known = new Map<string, Float32Array>();
  return async (texts, signal) => {
    const vectors = new Map(texts.flatMap((text) => (known.has(text) ? [[text, known.get(text)!]] : [])));
    const missing = texts.filter((text) => !vectors.has(text));
    // Operators edit their types: what is no longer used must not pile up.
    if (known.size + missing.length > LIMIT) known.clear();
    for (const [i, vector] of (missing.length === 0 ? [] : await embedder.embed(missing, signal)).entries()) {
      vectors.set(missing[i]!, vector);
      known.set(missing[i]!, vector);
    }
    return texts.map((text) => vectors.get(text)!);
  };
}

/** Ties are broken by the order of the types, so that the answer is always the same. */
function prediction(probabilities: Map<string, number>): ContentTypePrediction {
  const ranking = [...probabilities].map(([contentType, probability]) => ({ contentType, probability }));
  ranking.sort((a, b) => b.probability - a.probability);
  const [first] = ranking;
  return { contentType: first!.contentType, probability: first!.probability, ranking, engine: ENGINE };
}
