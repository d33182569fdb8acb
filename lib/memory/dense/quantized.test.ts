import { describe, expect, it } from 'vitest';
import { dot } from '@/lib/data/vectors';
import { QuantizedIndex } from './quantized';

/** mulberry32 */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function unit(next: () => number, dimension: number, around?: Float32Array): Float32Array {
  const vector = Float32Array.from({ length: dimension }, (_, i) => next() + next() + next() - 1.5 + (around?.[i] ?? 0) * 8);
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

const DIMENSION = 64;

describe('QuantizedIndex', () => {
  it('finds at least 95 of 100 true neighbours among clustered vectors, in order', () => {
    const next = random(3);
    const centres = Array.from({ length: 40 }, () => unit(next, DIMENSION));
    const vectors = Array.from({ length: 8_000 }, (_, i) => unit(next, DIMENSION, centres[i % centres.length]));
    const index = new QuantizedIndex(DIMENSION);
    for (let run = 0; run < 80; run++)
      index.replace(
        `run ${run}`,
        vectors.slice(run * 100, run * 100 + 100).map((embedding, seq) => ({ seq, embedding })),
      );
    let found = 0;
    for (let q = 0; q < 20; q++) {
      const query = unit(next, DIMENSION, centres[q]);
      const cosines = vectors.map((vector) => dot(vector, query));
      const exact = [...vectors.keys()].sort((a, b) => cosines[b]! - cosines[a]!).slice(0, 10);
      const hits = index.search(query, 10);
      expect(hits.map(({ score }) => score)).toEqual(hits.map(({ score }) => score).sort((a, b) => b - a));
      found += hits.filter(({ runId, seq }) => exact.includes(Number(runId.slice(4)) * 100 + seq)).length;
    }
    expect(found / 200).toBeGreaterThanOrEqual(0.95);
    expect(index.size).toBe(8_000);
  });

  it('holds exactly what was put last under each run', () => {
    const next = random(5);
    const index = new QuantizedIndex(DIMENSION);
    const held = new Map<string, number>();
    for (let step = 0; step < 60; step++) {
      const run = `run ${Math.floor(next() * 20)}`;
      const count = next() < 0.3 ? 0 : Math.floor(next() * 600);
      index.replace(
        run,
        Array.from({ length: count }, (_, seq) => ({ seq, embedding: unit(next, DIMENSION) })),
      );
      held.set(run, count);
    }
    const total = [...held.values()].reduce((sum, count) => sum + count, 0);
    expect(index.size).toBe(total);
    const all = index.search(unit(next, DIMENSION), total + 100);
    expect(all).toHaveLength(total);
    for (const [run, count] of held) expect(new Set(all.filter(({ runId }) => runId === run).map(({ seq }) => seq)).size).toBe(count);
  });

  it('looks only where it may', () => {
    const next = random(7);
    const index = new QuantizedIndex(DIMENSION);
    for (const run of ['a', 'b', 'c']) index.replace(run, [{ seq: 0, embedding: unit(next, DIMENSION) }]);
    expect(
      index
        .search(unit(next, DIMENSION), 5, (run) => run !== 'b')
        .map(({ runId }) => runId)
        .sort(),
    ).toEqual(['a', 'c']);
  });

  it('past its budget lets go of the codes, and still finds a vector by itself', () => {
    const next = random(11);
    const index = new QuantizedIndex(DIMENSION, 300_000);
    const vectors = Array.from({ length: 9_000 }, () => unit(next, DIMENSION));
    for (const [i, embedding] of vectors.entries()) index.replace(String(i), [{ seq: 0, embedding }]);
    expect(index.keepsCodes).toBe(false);
    for (const i of [0, 5_000, 8_999]) expect(index.search(vectors[i]!, 1)[0]?.runId).toBe(String(i));
  });

  it('leaves out vectors of another dimension', () => {
    const index = new QuantizedIndex(4);
    index.replace('a', [{ seq: 0, embedding: Float32Array.of(1, 0) }]);
    expect(index.search(Float32Array.of(1, 0, 0, 0), 1)).toEqual([]);
    expect(index.search(Float32Array.of(1), 1)).toEqual([]);
  });
});
