import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanDirection } from '../text/vectors';
import { planLength } from './length';
import { selectCovering } from './select';

const unit = (values: readonly number[]) => meanDirection([Float32Array.from(values)], [1], values.length);

describe('selection', () => {
  it('takes the other topic before a second sentence on the first', () => {
    const candidates = [
      { score: 1, vector: unit([1, 0.3]) },
      { score: 0.95, vector: unit([1, -0.4]) },
      { score: 0.6, vector: unit([0, 1]) },
    ];
    expect(selectCovering(candidates, 2)).toEqual([0, 2]);
  });

  it('never takes what says the same as a chosen one', () => {
    const twin = { score: 1, vector: unit([1, 0]) };
    expect(selectCovering([twin, { ...twin }, { ...twin }], 3)).toHaveLength(1);
  });

  it('takes at most what is asked for, nothing twice, and copes with scores of 0', () => {
    const candidate = fc.record({
      score: fc.double({ min: 0, max: 1e6, noNaN: true }),
      vector: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }).map(unit),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 20 }), fc.nat(25), (candidates, count) => {
        const chosen = selectCovering(candidates, count);
        expect(chosen.length).toBeLessThanOrEqual(Math.min(count, candidates.length));
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(chosen.every((i) => i >= 0 && i < candidates.length)).toBe(true);
      }),
    );
  });
});

describe('the length of a summary', () => {
  it.each([
    [100, 3],
    [1_500, 14],
    [10_000, 24],
    [200_000, 24],
  ])('of %i words has %i key points', (words, keyPoints) => expect(planLength(words, 0.4).keyPoints).toBe(keyPoints));

  it('never shrinks as the item grows', () => {
    fc.assert(
      fc.property(fc.nat(300_000), fc.nat(300_000), (a, b) => {
        const [shorter, longer] = [planLength(Math.min(a, b), 0.5), planLength(Math.max(a, b), 0.5)];
        expect(longer.keyPoints).toBeGreaterThanOrEqual(shorter.keyPoints);
        expect(longer.sentences).toBeGreaterThanOrEqual(shorter.sentences);
      }),
    );
  });
});
