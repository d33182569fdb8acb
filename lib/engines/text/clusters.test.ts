import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterPassages, topicCount } from './clusters';
import { meanDirection } from './vectors';

const unit = (values: readonly number[]) => meanDirection([Float32Array.from(values)], [1], values.length);

describe('topics', () => {
  it('part what is about different things', () => {
    const a = [1, 0.1, 0, 0];
    const b = [0, 0, 1, 0.1];
    const topics = clusterPassages([a, a, b, b, a, b].map(unit));
    expect(topics.every((members) => new Set(members.map((i) => (i === 0 || i === 1 || i === 4 ? 'a' : 'b'))).size === 1)).toBe(true);
  });

  it('hold every passage exactly once, and none is empty', () => {
    const vector = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 6, maxLength: 6 }).map(unit);
    fc.assert(
      fc.property(fc.array(vector, { maxLength: 40 }), (vectors) => {
        const topics = clusterPassages(vectors);
        expect(topics.flat().sort((x, y) => x - y)).toEqual([...vectors.keys()]);
        expect(topics.every((members) => members.length > 0)).toBe(true);
        expect(topics.length).toBeLessThanOrEqual(Math.max(1, topicCount(vectors.length)));
      }),
    );
  });
});
