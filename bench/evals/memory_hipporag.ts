/**
 * memory_hipporag: recall of the passages that a multi-hop question needs, by set and mode. Rows of --file: {set, question, gold_ids}; the corpora lie
 * beside it. `hipporag_authors` retrieves over the triples that the authors of HippoRAG extracted (given for MuSiQue), `hipporag` over our own.
 */
import { existsSync } from 'node:fs';
import { database } from '@/lib/data/client';
import { searchMemory, storeMemories } from '@/lib/memory';
import { embedFacts, readFacts, topicOf } from '@/lib/memory/hipporag/facts';
import { addRun } from '@/lib/memory/testing/items';
import type { Measure, MeasureContext } from '../run';
import { readJsonl } from '../support/jsonl';
import { counter, mean, openMemory, recallAt } from '../support/memory-store';

const CORPORA: Record<string, string> = { musique: 'musique', hotpotqa: 'hotpotqa', '2wikimultihopqa': '2wiki' };
const MODES = ['lexical', 'vector', 'hybrid', 'hipporag'] as const;
const never = new AbortController().signal;

interface Question {
  question: string;
  gold_ids: string[];
}
type Recalls = Record<string, { recall_at_2: number; recall_at_5: number }>;

const measure: Measure = async (context) => {
  const { rows, options, resolvePath } = context;
  if (rows === null) throw new Error('memory_hipporag needs --file (rows of set, question, gold_ids)');
  const sets = [...new Set(rows.map(({ set }) => String(set)))].filter((set) => options.set === undefined || options.set === set);
  const metrics: Record<string, Recalls> = {};
  let n = 0;
  for (const set of sets) {
    const questions = rows.filter((row) => row.set === set).slice(0, Number(options.limit ?? rows.length)) as unknown as Question[];
    const corpus = resolvePath(`${CORPORA[set]}_corpus.jsonl`);
    metrics[set] = await measureSet(context, corpus, questions, null);
    const triples = resolvePath(`${CORPORA[set]}_openie_gpt35.jsonl`);
    if (existsSync(triples)) Object.assign(metrics[set], await measureSet(context, corpus, questions, triples));
    n += questions.length;
  }
  const by = (k: 'recall_at_2' | 'recall_at_5') =>
    Object.fromEntries(
      Object.entries(metrics).map(([set, modes]) => [set, Object.fromEntries(Object.entries(modes).map(([mode, r]) => [mode, r[k]]))]),
    );
  return { n, metrics: { recall_at_5: by('recall_at_5'), recall_at_2: by('recall_at_2') }, settings: { sets, modes: MODES } };
};

async function measureSet(
  { progress }: MeasureContext,
  corpusFile: string,
  questions: Question[],
  triplesFile: string | null,
): Promise<Recalls> {
  const corpus = readJsonl(corpusFile) as { id: string; title: string; text: string }[];
  const given = triplesFile ? new Map(readJsonl(triplesFile).map((row) => [String(row.id), row as unknown as Given])) : null;
  const memory = await openMemory();
  const idOf = new Map<string, string>();
  const tick = counter(corpus.length, `passages of ${corpusFile.replace(/^.*\//, '')}${given ? ' with given triples' : ''}`, progress);
  for (const { id, title, text } of corpus) {
    const run = await addRun({ title });
    // As in the papers, a passage is its title and its text.
    const whole = `${title}\n${text}`;
    const [embedding] = await memory.embedder.embed([whole]);
    const passage = {
      segmentIndex: 0,
      startSeconds: null,
      endSeconds: null,
      speaker: null,
      text: whole,
      model: memory.embedder.model,
      embedding: embedding!,
    };
    const facts = given
      ? await embedFacts([factsOf(given.get(id))], topicOf(title), memory.embedder, never)
      : await readFacts([{ text }], title, memory.embedder, never);
    await database().$transaction((tx) => storeMemories(tx, run, { passages: [passage], graph: null, facts }), {
      timeout: 60_000,
      maxWait: 60_000,
    });
    idOf.set(run.id, id);
    tick();
  }
  await memory.settle();
  const recalls: Recalls = {};
  for (const mode of given ? (['hipporag'] as const) : MODES) {
    const found: string[][] = [];
    for (const { question } of questions) {
      const { hits } = await searchMemory({ q: question, limit: 5, mode }, memory.embedder);
      found.push(hits.map(({ runId }) => idOf.get(runId)!));
    }
    const recall = (k: number) => mean(found.map((ids, i) => recallAt(ids, questions[i]!.gold_ids, k)));
    recalls[given ? `${mode}_authors` : mode] = { recall_at_2: recall(2), recall_at_5: recall(5) };
    progress(`${mode}: recall@5 ${recall(5).toFixed(3)}`);
  }
  await memory.close();
  return recalls;
}

interface Given {
  entities: string[];
  triples: string[][];
}

function factsOf(row: Given | undefined) {
  const triples = (row?.triples ?? []).flatMap(([subject, predicate, object]) =>
    subject && predicate && object ? [{ subject, predicate, object }] : [],
  );
  return { phrases: new Map((row?.entities ?? []).map((entity) => [entity, 1])), triples };
}

export default measure;
