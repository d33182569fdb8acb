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

/** Park and Miller's generator. */
function seededRandom(seed: number): () => number {
  let state = 1 + seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Of the steps, at the highest damping. */
const SINGLE_PRECISION = 1e-6;

/** As it is defined, to the last digit but for the shares, which are kept in single precision. */
function byPowerIteration(size: number, edges: Edge[], seeds: Float64Array, damping: number): number[] {
  const total = seeds.reduce((sum, seed) => sum + seed, 0);
  const strength = new Array<number>(size).fill(0);
  for (const [a, b, w] of edges) {
    strength[a]! += Math.fround(w);
    strength[b]! += Math.fround(w);
  }
  let rank = [...seeds].map((seed) => seed / total);
  for (let k = 0; k < 120; k++) {
    const next = new Array<number>(size).fill(0);
    for (const [a, b, w] of edges) {
      next[b]! += damping * rank[a]! * Math.fround(Math.fround(w) / strength[a]!);
      next[a]! += damping * rank[b]! * Math.fround(Math.fround(w) / strength[b]!);
    }
    const back = 1 - next.reduce((sum, value) => sum + value, 0);
    rank = next.map((value, i) => value + (back * seeds[i]!) / total);
  }
  return rank;
}

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
        const rank = personalizedPageRank(graphOf(SIZE, edges), Float64Array.from(weights), { tolerance: 1e-8 });
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

  it('is as close to plain power iteration as it promises, on graphs with hubs, loops, islands and all damping', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(0.15, 0.5, 0.85),
        fc.constantFrom(1e-2, 1e-3, 1e-5),
        (seed, damping, tolerance) => {
          const random = seededRandom(seed);
          const size = 2 + Math.floor(random() * 60);
          const pick = () => Math.floor(size * random() ** 2);
          const edges = Array.from({ length: Math.floor(size * 4 * random()) }, (): Edge => [pick(), pick(), 0.1 + 5 * random()]);
          const weights = Float64Array.from({ length: size }, () => (random() < 0.2 ? random() : 0));
          weights[0] = 1;
          const rank = personalizedPageRank(graphOf(size, edges), weights, { damping, tolerance });
          const exact = byPowerIteration(size, edges, weights, damping);
          const difference = exact.reduce((sum, value, i) => sum + Math.abs(value - rank[i]!), 0);
          expect(difference).toBeLessThanOrEqual(tolerance + SINGLE_PRECISION);
        },
      ),
      { numRuns: 40 },
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
