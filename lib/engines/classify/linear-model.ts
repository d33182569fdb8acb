/** The shape of the shipped model and its arithmetic. Trained by bench/train/content_types. */

/** Softmax regression over an embedding followed by surface features. */
export interface LinearModel {
  /** Names of the surface features, in order. */
  features: string[];
  /** Surface features are centred and scaled by these, and cut off at CUT_OFF. */
  center: number[];
  scale: number[];
  /** [type][feature] */
  weights: number[][];
  /** [type] */
  bias: number[];
}

export interface Calibration {
  /** The mean logits of k windows are multiplied by k to this power: more windows make surer, but they are not independent. */
  windowExponent: number;
  textScale: number;
  titleScale: number;
}

export interface ClassifierModel {
  /** `Embedder.model` of the embedder it was trained with. */
  embedder: string;
  text: LinearModel;
  title: LinearModel;
  calibration: Calibration;
}

/** Components of a unit vector are small; this brings them to about 1, the size of the scaled surface features. */
const EMBEDDING_SCALE = 20;
const CUT_OFF = 4;

export function featureVector(
  embedding: Float32Array,
  surface: readonly number[],
  center: readonly number[],
  scale: readonly number[],
): Float32Array {
  const vector = new Float32Array(embedding.length + surface.length);
  for (let i = 0; i < embedding.length; i++) vector[i] = embedding[i]! * EMBEDDING_SCALE;
  for (let i = 0; i < surface.length; i++) {
    const standard = (surface[i]! - center[i]!) / scale[i]!;
    vector[embedding.length + i] = Math.max(-CUT_OFF, Math.min(CUT_OFF, standard));
  }
  return vector;
}

/** One logit per type. */
export function logits(model: LinearModel, embedding: Float32Array, surface: readonly number[]): number[] {
  const vector = featureVector(embedding, surface, model.center, model.scale);
  return model.weights.map((weights, type) => {
    let sum = model.bias[type]!;
    for (let i = 0; i < vector.length; i++) sum += weights[i]! * vector[i]!;
    return sum;
  });
}

/** Element by element. */
export function meanOf(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, i) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length);
}
