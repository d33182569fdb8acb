/**
 * retrieval_cranfield: mean average precision of memory's searches over the Cranfield abstracts. Rows of --file: {question, relevance}; the abstracts
 * are in corpus.jsonl beside it. An abstract is where its best passage is. Published for BM25: 0.30 to 0.42.
 */
import { searchMemory } from '@/lib/memory';
import { rememberItem } from '@/lib/memory/testing/items';
import type { Measure } from '../run';
import { readJsonl } from '../support/jsonl';
import { counter, mean, openMemory, recallAt } from '../support/memory-store';

const MODES = ['lexical', 'vector', 'hybrid'] as const;
const DEPTH = 1_000;

const measure: Measure = async ({ rows, options, resolvePath, progress }) => {
  if (rows === null) throw new Error('retrieval_cranfield needs --file (rows of question, relevance)');
  const questions = rows.slice(0, Number(options.limit ?? rows.length));
  const corpus = readJsonl(resolvePath('corpus.jsonl'));
  const memory = await openMemory();
  const idOf = new Map<string, string>();
  const tick = counter(corpus.length, 'abstracts', progress);
  for (const { id, title, text } of corpus) {
    idOf.set(await rememberItem({ title: String(title), segments: [String(text)] }, memory.embedder), String(id));
    tick();
  }
  await memory.settle();
  const precision: Record<string, number[]> = {};
  const recall: Record<string, number[]> = {};
  const asked = counter(questions.length, 'questions', progress, 25);
  for (const { question, relevance } of questions) {
    const wanted = Object.keys(relevance as object);
    for (const mode of MODES) {
      const { hits } = await searchMemory({ q: String(question), limit: DEPTH, mode }, memory.embedder);
      const found = [...new Set(hits.map(({ runId }) => idOf.get(runId)!))];
      precision[mode] = [...(precision[mode] ?? []), averagePrecision(found, new Set(wanted))];
      recall[mode] = [...(recall[mode] ?? []), recallAt(found, wanted, 10)];
    }
    asked();
  }
  await memory.close();
  const by = (values: Record<string, number[]>) => Object.fromEntries(MODES.map((mode) => [mode, mean(values[mode] ?? [])]));
  return {
    n: questions.length,
    metrics: { map: mean(precision.hybrid ?? []), map_by_mode: by(precision), recall_at_10_by_mode: by(recall) },
    settings: { model: memory.embedder.model, depth: DEPTH, abstracts: corpus.length },
  };
};

function averagePrecision(found: readonly string[], wanted: ReadonlySet<string>): number {
  let hits = 0;
  let sum = 0;
  for (const [rank, id] of found.entries()) if (wanted.has(id)) sum += ++hits / (rank + 1);
  return sum / Math.max(1, wanted.size);
}

export default measure;
