import { softmax } from '@/lib/engines/classify/softmax';
import { minimise } from '../adam';

export interface Example {
  features: Float32Array;
  /** Index of the class. */
  label: number;
  /** How much it counts. */
  weight: number;
}

export interface LinearModel {
  /** [class][feature] */
  weights: Float64Array[];
  /** [class] */
  bias: number[];
}

export interface FitOptions {
  classes: number;
  /** Strength of the pull of each feature's weights towards zero, in units of the mean loss. */
  l2: Float64Array;
  iterations: number;
}

const STEP = 0.03;

/**
 * fitSoftmax is multinomial logistic regression: the weighted mean of the log loss plus an L2 penalty (the bias is free), minimised on
 * all examples at once. The problem is convex, so the start does not matter.
 */
export function fitSoftmax(examples: readonly Example[], { classes, l2, iterations }: FitOptions): LinearModel {
  const size = l2.length;
  const stride = size + 1;
  const totalWeight = examples.reduce((sum, { weight }) => sum + weight, 0);
  const gradientAt = (parameters: Float64Array) => {
    const gradient = new Float64Array(parameters.length);
    for (const { features, label, weight } of examples) {
      const probabilities = softmax(scores(parameters, features, classes, size));
      for (let c = 0; c < classes; c++) {
        const error = ((probabilities[c]! - (c === label ? 1 : 0)) * weight) / totalWeight;
        if (Math.abs(error) < 1e-12) continue;
        const base = c * stride;
        for (let f = 0; f < size; f++) gradient[base + f]! += error * features[f]!;
        gradient[base + size]! += error;
      }
    }
    for (let i = 0; i < parameters.length; i++) if (i % stride !== size) gradient[i]! += l2[i % stride]! * parameters[i]!;
    return gradient;
  };
  const parameters = minimise(classes * stride, gradientAt, { step: STEP, iterations });
  return {
    weights: Array.from({ length: classes }, (_, c) => parameters.slice(c * stride, c * stride + size)),
    bias: Array.from({ length: classes }, (_, c) => parameters[c * stride + size]!),
  };
}

function scores(parameters: Float64Array, features: Float32Array, classes: number, size: number): number[] {
  const out: number[] = [];
  for (let c = 0; c < classes; c++) {
    const base = c * (size + 1);
    let sum = parameters[base + size]!;
    for (let f = 0; f < size; f++) sum += parameters[base + f]! * features[f]!;
    out.push(sum);
  }
  return out;
}
