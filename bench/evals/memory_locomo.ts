/**
 * memory_locomo: share of the turns that hold the answer among the first 5 and 10 found, in very long conversations (LoCoMo). Rows of --file:
 * {conv, question, evidence}; the conversations are in *_conversations.jsonl beside it. Each turn is a passage, each session a run; a question is asked
 * of its own conversation.
 */
import { database } from '@/lib/data/client';
import { searchMemory, storeMemories } from '@/lib/memory';
import { addRun } from '@/lib/memory/testing/items';
import type { Measure } from '../run';
import { readJsonl } from '../support/jsonl';
import { counter, mean, openMemory, recallAt } from '../support/memory-store';

const MODES = ['lexical', 'vector', 'hybrid'] as const;

interface Turn {
  dia_id: string;
  speaker: string;
  text: string;
  image_caption: string | null;
}

const measure: Measure = async ({ rows, options, resolvePath, progress }) => {
  if (rows === null || typeof options.file !== 'string') throw new Error('memory_locomo needs --file (rows of conv, question, evidence)');
  const questions = rows.filter(({ evidence }) => (evidence as string[]).length > 0).slice(0, Number(options.limit ?? rows.length));
  const conversations = readJsonl(resolvePath(options.file.replace(/^.*\//, '').replace('.jsonl', '_conversations.jsonl')));
  const memory = await openMemory();
  const idOf = new Map<string, string>();
  const tick = counter(conversations.length, 'conversations', progress, 1);
  for (const { id, sessions } of conversations) {
    for (const { session, turns } of sessions as { session: string; turns: Turn[] }[]) {
      const run = await addRun({ title: session, source: String(id) });
      const texts = turns.map(({ speaker, text, image_caption }) => `${speaker}: ${text}${image_caption ? ` [${image_caption}]` : ''}`);
      const vectors = await memory.embedder.embed(texts);
      const passages = texts.map((text, i) => ({
        ...{ segmentIndex: i, startSeconds: null, endSeconds: null, speaker: turns[i]!.speaker, text },
        ...{ model: memory.embedder.model, embedding: vectors[i]! },
      }));
      await database().$transaction((tx) => storeMemories(tx, run, { passages, graph: null, facts: null }), {
        timeout: 60_000,
        maxWait: 60_000,
      });
      for (const [seq, { dia_id }] of turns.entries()) idOf.set(`${run.id}/${seq}`, dia_id);
    }
    tick();
  }
  await memory.settle();
  const at5: Record<string, number[]> = {};
  const at10: Record<string, number[]> = {};
  const asked = counter(questions.length, 'questions', progress, 200);
  for (const { conv, question, evidence } of questions) {
    for (const mode of MODES) {
      const { hits } = await searchMemory({ q: String(question), limit: 10, mode, source: String(conv) }, memory.embedder);
      const found = hits.map(({ runId, seq }) => idOf.get(`${runId}/${seq}`)!);
      at5[mode] = [...(at5[mode] ?? []), recallAt(found, evidence as string[], 5)];
      at10[mode] = [...(at10[mode] ?? []), recallAt(found, evidence as string[], 10)];
    }
    asked();
  }
  await memory.close();
  const by = (values: Record<string, number[]>) => Object.fromEntries(MODES.map((mode) => [mode, mean(values[mode] ?? [])]));
  return {
    n: questions.length,
    metrics: {
      recall_at_5: mean(at5.hybrid ?? []),
      recall_at_10: mean(at10.hybrid ?? []),
      recall_at_5_by_mode: by(at5),
      recall_at_10_by_mode: by(at10),
    },
    settings: { model: memory.embedder.model, turns: idOf.size },
  };
};

export default measure;
