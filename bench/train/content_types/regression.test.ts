import { describe, expect, it } from 'vitest';
import { softmax } from '@/lib/engines/classify/softmax';
import { calibrate, type Scored } from './calibrate';
import { Random } from './random';
import { type Example, fitSoftmax, type LinearModel } from './regression';

const probabilities = ({ weights, bias }: LinearModel, x: number[]) =>
  softmax(weights.map((row, c) => bias[c]! + row.reduce((sum, w, i) => sum + w * x[i]!, 0)));
const example = (features: number[], label: number, weight = 1): Example => ({ features: Float32Array.from(features), label, weight });
const l2 = (value: number) => Float64Array.of(value, value);

describe('fitSoftmax', () => {
  const corners = [example([1, 0], 0), example([0, 1], 1), example([-1, -1], 2)];

  it('separates what can be separated', () => {
    const model = fitSoftmax(corners, { classes: 3, l2: l2(0.001), iterations: 300 });
    for (const { features, label } of corners) expect(probabilities(model, [...features])[label]).toBeGreaterThan(0.9);
  });

  it('falls back to the weighted shares of the labels when features may not be used', () => {
    const items = [example([1, 0], 0, 3), example([0, 1], 1, 1)];
    const [first, second] = probabilities(fitSoftmax(items, { classes: 2, l2: l2(1e6), iterations: 2_000 }), [0, 0]);
    expect(first).toBeCloseTo(0.75, 2);
    expect(second).toBeCloseTo(0.25, 2);
  });

  it('reaches the minimum: the gradient of loss and penalty vanishes there', () => {
    const penalty = 0.05;
    const model = fitSoftmax(corners, { classes: 3, l2: l2(penalty), iterations: 2_000 });
    for (let c = 0; c < 3; c++) {
      for (let f = 0; f < 2; f++) {
        const fromLoss = corners.map(
          ({ features, label }) => (probabilities(model, [...features])[c]! - Number(c === label)) * features[f]!,
        );
        expect(fromLoss.reduce((a, b) => a + b, 0) / corners.length + penalty * model.weights[c]![f]!).toBeCloseTo(0, 3);
      }
    }
  });
});

describe('calibrate', () => {
  const random = new Random(5);
  /** Labels drawn from the softmax of logits that are then blown up by `factor`. */
  const drawn = (factor: number): Scored[] =>
    Array.from({ length: 800 }, () => {
      const logits = [random.next() * 3, random.next() * 3, random.next() * 3];
      const [a, b] = softmax(logits);
      const draw = random.next();
      const label = draw < a! ? 0 : draw < a! + b! ? 1 : 2;
      return { label, windows: 1, logits: logits.map((logit) => logit * factor) };
    });

  it('takes back overconfidence, and trusts titles less than they look', () => {
    const { textScale, titleScale } = calibrate(drawn(2), drawn(1));
    expect(textScale).toBeGreaterThan(0.35);
    expect(textScale).toBeLessThan(0.65);
    expect(titleScale).toBeLessThan(0.9);
  });
});

describe('Random', () => {
  it('repeats itself for a seed, stays in range and shuffles without loss', () => {
    const draws = (seed: number) => {
      const random = new Random(seed);
      return Array.from({ length: 1_000 }, () => random.integer(2, 5));
    };
    expect(draws(9)).toEqual(draws(9));
    expect(new Set(draws(9))).toEqual(new Set([2, 3, 4, 5]));
    expect(new Random(1).shuffle([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
  });
});
