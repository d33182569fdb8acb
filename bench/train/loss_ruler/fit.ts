/**
 * Logistic regression where an example is a bag of windows and counts by its best one (multiple-instance learning, Dietterich et al. 1997): the
 * best windows are chosen by the present model, the model is fitted to them, and so on. Weights keep the sign that their meaning asks for.
 */
import { logistic } from '@/lib/engines/text/curves';
import { FEATURES } from '@/lib/learning/ruler/features';

export interface Bag {
  carried: boolean;
  windows: readonly (readonly number[])[];
}

export interface Fitted {
  weights: number[];
  bias: number;
}

/**
 * The cosine speaks for a point being carried, all else against it. `precision` does too: where every word of a sentence is the point's, what its
 * cosine lacks is missing from it.
 */
const SIGNS = FEATURES.map((name) => (name === 'cosine' ? 1 : -1));

const ROUNDS = 12;
const ITERATIONS = 400;
const STEP = 0.05;
/** Pull of the weights towards zero, in units of the mean log loss. */
const L2 = 0.00005;

export function fitMatcher(bags: readonly Bag[]): Fitted {
  let model: Fitted = { weights: SIGNS.map((sign) => sign), bias: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    model = fitOnce(
      bags.map(({ carried, windows }) => ({ carried, features: best(model, windows) })),
      model,
    );
  }
  return model;
}

export const score = ({ weights, bias }: Fitted, features: readonly number[]): number =>
  features.reduce((sum, value, i) => sum + weights[i]! * value, bias);

const best = (model: Fitted, windows: Bag['windows']): readonly number[] =>
  windows.reduce((a, b) => (score(model, b) > score(model, a) ? b : a));

/** probabilityOf a bag is that of its best window. */
export const probabilityOf = (model: Fitted, windows: Bag['windows']): number => logistic(score(model, best(model, windows)));

/** Adam (Kingma and Ba 2015) on all examples at once, the step falling to zero; what crosses its sign is put back to zero. */
function fitOnce(examples: readonly { carried: boolean; features: readonly number[] }[], start: Fitted): Fitted {
  const parameters = [...start.weights, start.bias];
  const size = start.weights.length;
  const mean = parameters.map(() => 0);
  const square = parameters.map(() => 0);
  for (let t = 1; t <= ITERATIONS; t++) {
    const gradient = parameters.map((value, i) => (i === size ? 0 : L2 * value));
    for (const { carried, features } of examples) {
      const error = (logistic(score({ weights: parameters, bias: parameters[size]! }, features)) - Number(carried)) / examples.length;
      for (let i = 0; i < size; i++) gradient[i]! += error * features[i]!;
      gradient[size]! += error;
    }
    const step = STEP * (1 - (t - 1) / ITERATIONS);
    for (const [i, g] of gradient.entries()) {
      mean[i] = 0.9 * mean[i]! + 0.1 * g;
      square[i] = 0.99 * square[i]! + 0.01 * g * g;
      parameters[i]! -= (step * (mean[i]! / (1 - 0.9 ** t))) / (Math.sqrt(square[i]! / (1 - 0.99 ** t)) + 1e-8);
      if (i < size && Math.sign(parameters[i]!) === -SIGNS[i]!) parameters[i] = 0;
    }
  }
  return { weights: parameters.slice(0, size), bias: parameters[size]! };
}
