import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildGraph, personalizedPageRank } from './pagerank';

type Edge = [number, number, number];

function graphOf(size: number, edges: Edge[]) {
  return buildGraph(size, {
    from: Int32Array.from(edges, ([a]) => a),
    to: Int32Array.from(edges, ([, b]) => b),
    weight: Float32Array.from(edges, ([, , w]) => w),
  });
}

const SIZE = 8;
const node = fc.integer({ min: 0, max: SIZE - 1 });
const graphs = fc.array(fc.tuple(node, node, fc.integer({ min: 1, max: 5 })), { maxLength: 30 });
const seeds = fc
  .array(fc.integer({ min: 0, max: 4 }), { minLength: SIZE, maxLength: SIZE })
  .filter((list) => list.some((seed) => seed > 0));

describe('personalizedPageRank', () => {
  it('is a share of the whole for each node, on any graph', () => {
    fc.assert(
      fc.property(graphs, seeds, (edges, weights) => {
        const rank = personalizedPageRank(graphOf(SIZE, edges), Float64Array.from(weights));
        expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 6);
        for (const value of rank) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('solves (1 - d) s + d P r = r', () => {
    fc.assert(
      fc.property(graphs, seeds, (edges, weights) => {
        const rank = personalizedPageRank(graphOf(SIZE, edges), Float64Array.from(weights), { tolerance: 1e-12 });
        const strength = new Array(SIZE).fill(0);
        for (const [a, b, w] of edges) {
          strength[a] += w;
          strength[b] += w;
        }
        const arrived = new Array(SIZE).fill(0);
        for (const [a, b, w] of edges) {
          arrived[b] += (0.5 * rank[a]! * w) / strength[a];
          arrived[a] += (0.5 * rank[b]! * w) / strength[b];
        }
        const back = 1 - arrived.reduce((sum, value) => sum + value, 0);
        const total = weights.reduce((sum, value) => sum + value, 0);
        for (let i = 0; i < SIZE; i++) expect(rank[i]).toBeCloseTo(arrived[i] + (back * weights[i]!) / total, 6);
      }),
    );
  });

  it('ranks what is nearer to the seed higher', () => {
    const path = graphOf(4, [
      [0, 1, 1],
      [1, 2, 1],
      [2, 3, 1],
    ]);
    const rank = personalizedPageRank(path, Float64Array.of(1, 0, 0, 0));
    expect([...rank].sort((a, b) => b - a)).toEqual([...rank]);
  });

  it('of no seeds is nothing', () => {
    expect([...personalizedPageRank(graphOf(2, [[0, 1, 1]]), new Float64Array(2))]).toEqual([0, 0]);
  });
});
