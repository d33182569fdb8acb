import { softmax } from '@/lib/engines/classify/softmax';
import { minimise } from '../adam';

/** An example whose features are nearly all zero. */
export interface SparseExample {
  /** Indexes of the features that are not zero. */
  at: readonly number[];
  values: readonly number[];
  /** Index of the class. */
  label: number;
  /** How much it counts. */
  weight: number;
}

export interface SparseFit {
  classes: number;
  features: number;
  /** Strength of the pull of the weights towards zero, in units of the mean loss. */
  l2: number;
  iterations: number;
}

const STEP = 0.05;

/**
 * fitSparse is the multinomial logistic regression of ../content_types/regression.ts for sparse features: weighted mean log loss plus an L2
 * penalty (the bias is free), on all examples at once. Returns [class][feature] and [class].
 */
export function fitSparse(examples: readonly SparseExample[], fit: SparseFit): { weights: Float64Array[]; bias: number[] } {
  const stride = fit.features + 1;
  const totalWeight = examples.reduce((sum, { weight }) => sum + weight, 0);
  const gradientAt = (parameters: Float64Array) => {
    const gradient = gradientOf(examples, parameters, fit.classes, stride, totalWeight);
    for (let i = 0; i < gradient.length; i++) if (i % stride !== fit.features) gradient[i]! += fit.l2 * parameters[i]!;
    return gradient;
  };
  const parameters = minimise(fit.classes * stride, gradientAt, { step: STEP, iterations: fit.iterations });
  const rows = Array.from({ length: fit.classes }, (_, c) => parameters.slice(c * stride, (c + 1) * stride));
  return { weights: rows.map((row) => row.slice(0, fit.features)), bias: rows.map((row) => row[fit.features]!) };
}

function gradientOf(
  examples: readonly SparseExample[],
  parameters: Float64Array,
  classes: number,
  stride: number,
  totalWeight: number,
): Float64Array {
  const gradient = new Float64Array(parameters.length);
  for (const { at, values, label, weight } of examples) {
    const logits: number[] = [];
    for (let c = 0; c < classes; c++) {
      let logit = parameters[c * stride + stride - 1]!;
      for (let k = 0; k < at.length; k++) logit += parameters[c * stride + at[k]!]! * values[k]!;
      logits.push(logit);
    }
    const probabilities = softmax(logits);
    for (let c = 0; c < classes; c++) {
      const error = ((probabilities[c]! - (c === label ? 1 : 0)) * weight) / totalWeight;
      for (let k = 0; k < at.length; k++) gradient[c * stride + at[k]!]! += error * values[k]!;
      gradient[c * stride + stride - 1]! += error;
    }
  }
  return gradient;
}
