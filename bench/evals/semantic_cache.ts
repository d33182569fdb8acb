/**
 * `npm run eval -- semantic_cache [--seeds 40] [--queries 2500] [--bound 0.02]`: answers given again under an error bound, on paraphrases of our own
 * (bench/evals/semantic_cache/paraphrases) with the embeddings that Winnow uses. A reused answer is wrong where it was given to another meaning.
 *
 * `within_bound`: share of the seeds whose measured error (wrong answers / all answers) is at most the bound. `hit_rate`: similar answers reused / questions
 * that were not asked word for word before. `error` over all answers, `error_of_hits` over reused ones alone; `naive_error` is what reuse at a fixed
 * cosine of 0.9 without learning would have cost on the same questions, at `naive_hit_rate`.
 */

import { createEmbedder } from '@/lib/engines/embed/embedder';
import { AnswerCache, createMemoryStore } from '@/lib/engines/llm/cache';
import { featuresOf } from '@/lib/engines/llm/likeness';
import type { Measure } from '../run';
import { quantile } from '../support/quantile';
import { seededRandom } from '../support/random';
import { makeStatements, type Statement } from './semantic_cache/paraphrases';

const NAIVE_SIMILARITY = 0.9;
const USE = { inputTokens: 0, outputTokens: 0, costUsdMicros: 0, estimated: false };

interface Outcome {
  asked: number;
  exact: number;
  hits: number;
  wrong: number;
}

async function replay(
  stream: readonly Statement[],
  vectors: ReadonlyMap<string, Float32Array>,
  errorBound: number,
  seed: number,
): Promise<Outcome> {
  const cache = new AnswerCache({ store: createMemoryStore(), errorBound, random: seededRandom(seed * 7919 + 1) });
  const outcome: Outcome = { asked: 0, exact: 0, hits: 0, wrong: 0 };
  for (const { text, meaning } of stream) {
    const question = { key: text, scope: 'eval', features: featuresOf(text), vector: async () => vectors.get(text)! };
    const answer = await cache.answer(
      question,
      (stored) => stored as string,
      async () => ({ value: meaning, use: USE }),
      async (stored, fresh) => stored === fresh,
    );
    outcome[answer.kind === 'fresh' ? 'asked' : answer.kind === 'exact' ? 'exact' : 'hits']++;
    if (answer.value !== meaning) outcome.wrong++;
  }
  return outcome;
}

/** Reuse of the nearest answer at a fixed cosine, as is usual. */
function naive(stream: readonly Statement[], vectors: ReadonlyMap<string, Float32Array>): Outcome {
  const kept: { text: string; meaning: string; vector: Float32Array }[] = [];
  const outcome: Outcome = { asked: 0, exact: 0, hits: 0, wrong: 0 };
  for (const { text, meaning } of stream) {
    const vector = vectors.get(text)!;
    let best: { similarity: number; meaning: string; text: string } | null = null;
    for (const one of kept) {
      let similarity = 0;
      for (let i = 0; i < vector.length; i++) similarity += vector[i]! * one.vector[i]!;
      if (best === null || similarity > best.similarity) best = { similarity, meaning: one.meaning, text: one.text };
    }
    if (best && best.similarity >= NAIVE_SIMILARITY) {
      outcome[best.text === text ? 'exact' : 'hits']++;
      if (best.meaning !== meaning) outcome.wrong++;
    } else {
      outcome.asked++;
      kept.push({ text, meaning, vector });
    }
  }
  return outcome;
}

const measure: Measure = async ({ options, progress }) => {
  const number = (name: string, otherwise: number) => (typeof options[name] === 'string' ? Number(options[name]) : otherwise);
  const seeds = number('seeds', 40);
  const queries = number('queries', 2_500);
  const bound = number('bound', 0.02);
  const embedder = createEmbedder();
  // The texts are drawn once; each seed asks them in an order of its own.
  const pool = makeStatements(queries * 2, Math.round(queries / 12), seededRandom(2026));
  const texts = [...new Set(pool.map(({ text }) => text))];
  const vectors = new Map<string, Float32Array>();
  for (let at = 0; at < texts.length; at += 256) {
    const batch = texts.slice(at, at + 256);
    for (const [i, vector] of (await embedder.embed(batch)).entries()) vectors.set(batch[i]!, vector);
    if (at % 1024 === 0) progress(`${at} of ${texts.length} texts embedded`);
  }
  await embedder.close();

  const outcomes: Outcome[] = [];
  const naives: Outcome[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const random = seededRandom(seed);
    const stream = Array.from({ length: queries }, () => pool[Math.floor(random() * pool.length)]!);
    outcomes.push(await replay(stream, vectors, bound, seed));
    if (seed <= 5) naives.push(naive(stream, vectors));
    if (seed % 10 === 0) progress(`${seed} of ${seeds} seeds`);
  }
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const errors = outcomes.map(({ wrong }) => wrong / queries);
  const hitRate = ({ hits, exact }: Outcome) => hits / (queries - exact);
  const errorOfHits = ({ hits, wrong }: Outcome) => (hits === 0 ? 0 : wrong / hits);
  return {
    n: seeds * queries,
    metrics: {
      within_bound: errors.filter((error) => error <= bound).length / seeds,
      error: mean(errors),
      error_p95: quantile(errors, 0.95),
      error_max: Math.max(...errors),
      hit_rate: mean(outcomes.map(hitRate)),
      exact_hit_rate: mean(outcomes.map(({ exact }) => exact / queries)),
      error_of_hits: mean(outcomes.map(errorOfHits)),
      naive_error: mean(naives.map(({ wrong }) => wrong / queries)),
      naive_hit_rate: mean(naives.map(hitRate)),
    },
    settings: { seeds, queries, error_bound: bound, naive_similarity: NAIVE_SIMILARITY, texts: texts.length, embedder: embedder.model },
  };
};

export default measure;
