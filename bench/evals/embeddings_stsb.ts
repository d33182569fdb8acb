/**
 * embeddings_stsb: Spearman's rank correlation between the cosine of two sentences' vectors and the similarity (0 to 5) people gave the
 * pair. Rows: {s1, s2, score}. Also how many texts and 256-token passages a second the embedder takes on this machine.
 */
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Measure } from '../run';
import { pearson, spearman } from '../support/correlation';

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

const measure: Measure = async ({ rows, progress }) => {
  if (rows === null) throw new Error('embeddings_stsb needs --file (rows of s1, s2, score)');
  const pairs = rows.map((row) => ({ s1: String(row.s1), s2: String(row.s2), score: Number(row.score) }));
  const texts = pairs.flatMap(({ s1, s2 }) => [s1, s2]);

  const embedder = createEmbedder();
  await embedder.embed(['warm up']);
  const startedAt = performance.now();
  const vectors = await embedder.embed(texts);
  const seconds = (performance.now() - startedAt) / 1000;
  // A sentence that comes again is not embedded again.
  const distinct = new Set(texts).size;
  progress(`${distinct} sentences in ${seconds.toFixed(1)} s`);

  // Twenty of these sentences exceed the model's window, so each passage costs the full 256 tokens.
  const passages = Array.from({ length: 40 }, (_, i) => texts.slice(i * 20, i * 20 + 40).join(' '));
  const passagesStartedAt = performance.now();
  await embedder.embed(passages);
  const passageSeconds = (performance.now() - passagesStartedAt) / 1000;
  await embedder.close();

  const cosines = pairs.map((_, i) => dot(vectors[2 * i]!, vectors[2 * i + 1]!));
  const scores = pairs.map(({ score }) => score);
  return {
    n: pairs.length,
    metrics: {
      spearman: spearman(cosines, scores),
      pearson: pearson(cosines, scores),
      sentences_per_second: distinct / seconds,
      passages_per_second: passages.length / passageSeconds,
    },
    settings: { model: embedder.model, threads: 1 },
  };
};

export default measure;
