/**
 * contradictions: precision and recall of what memory says of two claims of different sources (agree, contradict, nothing), on pairs written for this
 * (./contradictions/pairs.ts), or those of --file (rows of a, b, label).
 */

import { dot } from '@/lib/data/vectors';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import { compareClaims, LEAST_SIMILARITY } from '@/lib/memory/graph/compare';
import type { Measure } from '../run';
import { PAIRS, type PairLabel } from './contradictions/pairs';

const measure: Measure = async ({ rows, options, progress }) => {
  const pairs = rows ? rows.map(({ a, b, label }) => ({ a: String(a), b: String(b), label: label as PairLabel })) : [...PAIRS];
  const embedder = createEmbedder();
  const vectors = await embedder.embed(pairs.flatMap(({ a, b }) => [a, b]));
  await embedder.close();
  const said = pairs.map(({ a, b }, i): PairLabel => compareClaims(a, b, dot(vectors[2 * i]!, vectors[2 * i + 1]!))?.kind ?? 'none');
  for (const [i, { a, b, label }] of pairs.entries()) {
    if (options.verbose && said[i] !== label)
      progress(`${label} taken for ${said[i]} (${dot(vectors[2 * i]!, vectors[2 * i + 1]!).toFixed(2)}): ${a} | ${b}`);
  }
  const figures = (label: PairLabel) => {
    const right = pairs.filter((pair, i) => pair.label === label && said[i] === label).length;
    return {
      precision: right / Math.max(1, said.filter((kind) => kind === label).length),
      recall: right / pairs.filter((pair) => pair.label === label).length,
    };
  };
  const [contradicts, agrees] = [figures('contradicts'), figures('agrees')];
  return {
    n: pairs.length,
    metrics: {
      precision: contradicts.precision,
      recall: contradicts.recall,
      agreement_precision: agrees.precision,
      agreement_recall: agrees.recall,
      accuracy: pairs.filter((pair, i) => pair.label === said[i]).length / pairs.length,
    },
    settings: { model: embedder.model, least_similarity: LEAST_SIMILARITY, own_pairs: rows === null },
  };
};

export default measure;
