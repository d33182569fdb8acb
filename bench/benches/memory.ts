/**
 * memory: how long searches of memory take, how much of the exact answer they find, how fast it fills and what it costs in memory, by number of
 * passages (`--passages 10000,100000`); and personalised PageRank over `--nodes` and `--edges`. Vectors are unit vectors around random centres, texts are words by Zipf's law: sizes
 * and times as in real use, and no item that was ever said. The time to embed a query is measured and included.
 */
import { newId } from '@/lib/base/ids';
import { database } from '@/lib/data/client';
import { countLexemes } from '@/lib/data/lexemes';
import { insertPassages, type NewPassage } from '@/lib/data/passages';
import type { Embedder } from '@/lib/engines/embed/types';
import { searchMemory } from '@/lib/memory';
import { LocalDense } from '@/lib/memory/dense/local';
import { buildGraph, personalizedPageRank } from '@/lib/memory/pagerank';
import type { Measure } from '../run';
import { countsOf } from '../support/counts';
import { openMemory } from '../support/memory-store';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';

const DIMENSION = 384;
const PASSAGES_PER_RUN = 50;
const RUNS_AT_ONCE = 20;
const CENTRES = 400;
const SPREAD = 0.7;
const VOCABULARY = 40_000;
const WORDS = 100;
const QUERIES = 100;
const EXACT_QUERIES = 30;

const measure: Measure = async ({ options, progress }) => {
  const sizes = countsOf('passages', options.passages, [10_000]);
  const results: Record<string, unknown> = {};
  for (const size of sizes) results[size] = await measureSize(size, progress);
  const pagerank = measurePageRank(Number(options.nodes ?? 100_000), Number(options.edges ?? 1_000_000));
  progress(`PageRank: p50 ${pagerank.p50_ms.toFixed(0)} ms`);
  return {
    n: sizes.length,
    metrics: { by_passages: results, pagerank },
    settings: { dimension: DIMENSION, centres: CENTRES, words: WORDS, queries: QUERIES },
  };
};

async function measureSize(size: number, progress: (message: string) => void) {
  const memory = await openMemory();
  const random = seededRandom(7);
  const centres = Array.from({ length: CENTRES }, () => unit(random));
  const embedding = () => unit(random, centres[Math.floor(random() * CENTRES)]);
  const model = memory.embedder.model;
  const startedAt = performance.now();
  let exact = new Float32Array(0);
  const keys: string[] = [];
  exact = new Float32Array(size * DIMENSION);
  for (let done = 0; done < size; ) {
    const runIds = Array.from({ length: RUNS_AT_ONCE }, newId);
    await addRuns(runIds);
    for (const runId of runIds) {
      const count = Math.min(PASSAGES_PER_RUN, size - done);
      if (count <= 0) break;
      const passages = Array.from({ length: count }, (_, i): NewPassage => {
        const vector = embedding();
        exact.set(vector, (done + i) * DIMENSION);
        keys.push(`${runId}/${i}`);
        return {
          segmentIndex: i,
          startSeconds: i * 20,
          endSeconds: i * 20 + 20,
          speaker: null,
          text: textOf(random),
          model,
          embedding: vector,
        };
      });
      await database().$transaction((tx) => insertPassages(tx, runId, passages), { timeout: 120_000, maxWait: 120_000 });
      done += count;
    }
    if (done % 20_000 < PASSAGES_PER_RUN * RUNS_AT_ONCE) progress(`${done} of ${size} passages`);
  }
  const ingestSeconds = (performance.now() - startedAt) / 1000;
  await database().$executeRaw`ANALYZE passage`;
  await countLexemes();
  const before = process.memoryUsage().rss;
  const loadedAt = performance.now();
  const index = new LocalDense(model, DIMENSION);
  const { bytes } = await index.size();
  const loadSeconds = (performance.now() - loadedAt) / 1000;

  // What is asked for lies near what is there; the model still embeds a text each time, so that its time counts.
  const targets = Array.from({ length: QUERIES }, () => embedding());
  let next = 0;
  const embedder: Embedder = {
    ...memory.embedder,
    async embed(texts, signal) {
      await memory.embedder.embed(texts, signal);
      return [targets[next++ % QUERIES]!.slice()];
    },
  };
  const latency: Record<string, { p50_ms: number; p95_ms: number }> = {};
  for (const mode of ['vector', 'lexical', 'hybrid'] as const) {
    for (let i = 0; i < 5; i++) await searchMemory({ q: queryOf(random), limit: 10, mode }, embedder);
    const times: number[] = [];
    for (let i = 0; i < QUERIES; i++) {
      const q = queryOf(random);
      const at = performance.now();
      await searchMemory({ q, limit: 10, mode }, embedder);
      times.push(performance.now() - at);
    }
    latency[mode] = { p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95) };
    progress(`${size} ${mode}: p50 ${latency[mode].p50_ms.toFixed(1)} ms, p95 ${latency[mode].p95_ms.toFixed(1)} ms`);
  }
  let found = 0;
  for (let i = 0; i < EXACT_QUERIES; i++) {
    next = i;
    const { hits } = await searchMemory({ q: queryOf(random), limit: 10, mode: 'vector' }, embedder);
    const best = new Set(nearest(exact, targets[i]!).map((row) => keys[row]!));
    found += hits.filter(({ runId, seq }) => best.has(`${runId}/${seq}`)).length;
  }
  await memory.close();
  return {
    latency,
    recall_at_10: found / (10 * EXACT_QUERIES),
    ingest_passages_per_second: size / ingestSeconds,
    index_load_seconds: loadSeconds,
    index_mb: bytes / 2 ** 20,
    rss_growth_mb: (process.memoryUsage().rss - before) / 2 ** 20,
  };
}

async function addRuns(ids: string[]): Promise<void> {
  await database().run.createMany({
    data: ids.map((id) => ({
      ...{
        id,
        lineageId: id,
        url: `https://bench.example/${id}`,
        canonicalUrl: `https://bench.example/${id}`,
        sourceHost: 'bench.example',
      },
      ...{
        dedupeKey: id,
        effectiveConfigHash: 'h',
        configVersionNumber: 1,
        recorded: false,
        state: 'finished' as const,
        stage: null,
        title: 'Bench',
      },
    })),
  });
}

function unit(random: () => number, around?: Float32Array): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (let i = 0; i < DIMENSION; i++)
    vector[i] = (random() + random() + random() - 1.5) * 2 * (around ? SPREAD : 1) + (around?.[i] ?? 0) * Math.sqrt(DIMENSION);
  const length = Math.hypot(...vector);
  for (let i = 0; i < DIMENSION; i++) vector[i]! /= length;
  return vector;
}

/** Rank r has probability about 1 / r. */
const word = (random: () => number): string => `w${Math.floor(VOCABULARY ** random()).toString(36)}x`;
const textOf = (random: () => number): string => Array.from({ length: WORDS }, () => word(random)).join(' ');
const queryOf = (random: () => number): string => Array.from({ length: 6 }, () => word(random)).join(' ');

function nearest(vectors: Float32Array, query: Float32Array): number[] {
  const scores = new Float32Array(vectors.length / DIMENSION);
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (let i = 0, at = row * DIMENSION; i < DIMENSION; i++) sum += vectors[at + i]! * query[i]!;
    scores[row] = sum;
  }
  return [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, 10);
}

function measurePageRank(nodes: number, edges: number) {
  const random = seededRandom(11);
  const pick = () => Math.floor(nodes * random() ** 2);
  const from = Int32Array.from({ length: edges }, pick);
  const to = Int32Array.from({ length: edges }, pick);
  const builtAt = performance.now();
  const graph = buildGraph(nodes, { from, to, weight: new Float32Array(edges).fill(1) });
  const buildMs = performance.now() - builtAt;
  const times = Array.from({ length: 20 }, () => {
    const seeds = new Float64Array(nodes);
    for (let i = 0; i < 10; i++) seeds[pick()] = 1;
    const at = performance.now();
    personalizedPageRank(graph, seeds);
    return performance.now() - at;
  });
  return { nodes, edges, p50_ms: quantile(times, 0.5), p95_ms: quantile(times, 0.95), build_ms: buildMs };
}

export default measure;
