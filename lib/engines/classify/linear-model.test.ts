import { describe, expect, it } from 'vitest';
import { SURFACE_NAMES } from './features';
import { BUILT_IN_TYPES } from './labels';
import { featureVector, logits, meanOf } from './linear-model';
import trained from './model.json';
import { softmax } from './softmax';
import { TITLE_NAMES } from './title-features';

describe('the shipped model', () => {
  it.each([
    ['text', trained.text, SURFACE_NAMES],
    ['title', trained.title, TITLE_NAMES],
  ])('was trained on the features that are computed today: %s', (_, model, names) => {
    expect(model.features).toEqual(names);
    expect([model.center.length, model.scale.length]).toEqual([names.length, names.length]);
    expect(model.weights.map((row) => row.length)).toEqual(BUILT_IN_TYPES.map(() => 384 + names.length));
    expect(model.bias).toHaveLength(BUILT_IN_TYPES.length);
    expect(Math.min(...model.scale)).toBeGreaterThan(0);
  });
});

describe('logits', () => {
  it('are weights times features plus bias, features being standardised and cut off', () => {
    expect([...featureVector(Float32Array.of(0.5), [3, 100], [1, 0], [2, 1])]).toEqual([10, 1, 4]);
    const model = {
      features: ['a'],
      center: [1],
      scale: [2],
      weights: [
        [1, 10],
        [0, 0],
      ],
      bias: [0.5, -1],
    };
    expect(logits(model, Float32Array.of(0.5), [3])).toEqual([20.5, -1]);
  });

  it('are averaged per type', () => {
    expect(
      meanOf([
        [1, 2],
        [3, 6],
      ]),
    ).toEqual([2, 4]);
    expect(meanOf([])).toEqual([]);
  });
});

describe('softmax', () => {
  it('sums to 1 and neither overflows nor vanishes', () => {
    expect(softmax([1_000, 1_000])).toEqual([0.5, 0.5]);
    expect(softmax([-1_000, 0])[1]).toBeCloseTo(1);
    expect(softmax([0, Math.log(3)])).toEqual([expect.closeTo(0.25), expect.closeTo(0.75)]);
  });
});
