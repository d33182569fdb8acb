import type { Embedder } from '../../embed/types';
import { dot } from '../../text/vectors';
import type { AnswerCache } from '../cache';
import type { LlmClient } from '../client';
import { comparable, directionOf, featuresOf, sha256 } from '../likeness';
import type { Spending } from '../spending';
import { askStructured } from '../structured';
import type { LlmCall, LlmLedger, LlmModel, TokenUse } from '../types';
import { makeFence } from '../untrusted/fence';
import { type MergeMaterial, mergePrompt, type PartMaterial, PROMPT_VERSION, readingPrompt } from './prompts';
import { type Merge, mergeSchema, type Reading, readingSchema, salvageMerge, salvageReading } from './schema';

/** What an analysis asks with. */
export interface Asking {
  client: LlmClient;
  embedder: Embedder;
  cache: AnswerCache | null;
  ledger: LlmLedger;
  spending: Spending;
  /** Whether answers to similar parts may be reused. */
  similar: boolean;
  signal: AbortSignal;
}

export const READING_TOKENS = 3_500;
export const MERGE_TOKENS = 2_500;

interface Job<T> {
  step: 'read' | 'merge';
  unit: number;
  model: LlmModel;
  /** All that decides the answer but the secrets of the request. */
  asked: unknown;
  /** For likeness; null: only the very same question counts. */
  text: string | null;
  read(stored: unknown): T | null;
  ask(job: Asking & { onCall(call: Omit<LlmCall, 'step' | 'unit'>): Promise<void> }): Promise<T>;
  agree(stored: T, fresh: T): Promise<boolean>;
}

/** readPart asks for everything about one part. Throws an LlmFailure, or the signal's reason. */
export function readPart(asking: Asking, model: LlmModel, unit: number, material: PartMaterial, onCharacters: (count: number) => void) {
  const fence = makeFence();
  return run<Reading>(asking, {
    step: 'read',
    unit,
    model,
    asked: material,
    text: material.text,
    read: (stored) => readingSchema.safeParse(stored).data ?? null,
    ask: ({ client, spending, signal, onCall }) => {
      const salvage = salvageReading;
      const ask = { model, name: 'reading', schema: readingSchema, salvage, maxOutputTokens: READING_TOKENS, fence };
      return askStructured(client, { ...ask, ...readingPrompt(fence, material) }, { spending, signal, onCall, onCharacters });
    },
    agree: (stored, fresh) => sameReading(stored, fresh, asking.embedder),
  });
}

/** mergeParts asks for what the parts are together. */
export function mergeParts(asking: Asking, model: LlmModel, unit: number, material: MergeMaterial, onCharacters: (count: number) => void) {
  const fence = makeFence();
  return run<Merge>(asking, {
    step: 'merge',
    unit,
    model,
    asked: material,
    text: null,
    read: (stored) => mergeSchema.safeParse(stored).data ?? null,
    ask: ({ client, spending, signal, onCall }) => {
      const ask = { model, name: 'merge', schema: mergeSchema, salvage: salvageMerge, maxOutputTokens: MERGE_TOKENS, fence };
      return askStructured(client, { ...ask, ...mergePrompt(fence, material) }, { spending, signal, onCall, onCharacters });
    },
    agree: async () => true,
  });
}

async function run<T>(asking: Asking, job: Job<T>): Promise<T> {
  const { step, unit, model } = job;
  const used: TokenUse = { inputTokens: 0, outputTokens: 0, costUsdMicros: 0, estimated: false };
  const onCall = async (call: Omit<LlmCall, 'step' | 'unit'>) => {
    used.inputTokens += call.inputTokens;
    used.outputTokens += call.outputTokens;
    used.costUsdMicros = used.costUsdMicros === null || call.costUsdMicros === null ? null : used.costUsdMicros + call.costUsdMicros;
    used.estimated ||= call.estimated;
    await asking.ledger.add({ ...call, step, unit });
  };
  const ask = async () => ({ value: await job.ask({ ...asking, onCall }), use: used });
  if (!asking.cache) return (await ask()).value;

  const scope = [asking.client.endpoint, model.name, PROMPT_VERSION, step, asking.embedder.model].join(' ');
  const text = asking.similar ? job.text : null;
  const question = {
    key: sha256([asking.client.endpoint, model.name, PROMPT_VERSION, step, job.asked]),
    scope,
    features: featuresOf(job.text ?? ''),
    vector: text === null ? null : () => directionOf(text, asking.embedder, asking.signal),
  };
  const answer = await asking.cache.answer(question, job.read, ask, job.agree);
  if (answer.kind !== 'fresh') {
    const outcome = answer.kind === 'exact' ? ('cached_exact' as const) : ('cached_similar' as const);
    // What it would have cost: nothing was sent.
    await asking.ledger.add({ step, unit, model: model.name, outcome, status: null, durationMs: 0, ...answer.saved });
  }
  return answer.value;
}

const SAME_SUMMARY = 0.8;
const SAME_POINT = 0.6;
const POINTS_CARRIED = 0.7;

/**
 * sameReading judges whether a stored reading would have done for a fresh one: summaries that say the same with the same figures, and most of the fresh
 * one's key points among the stored one's.
 */
export async function sameReading(stored: Reading, fresh: Reading, embedder: Embedder): Promise<boolean> {
  if (!comparable(featuresOf(stored.summary), featuresOf(fresh.summary))) return false;
  const of = (reading: Reading) => reading.key_points.map(({ text }) => text);
  const [old, own] = [of(stored), of(fresh)];
  const vectors = await embedder.embed([stored.summary, fresh.summary, ...old, ...own]);
  if (dot(vectors[0]!, vectors[1]!) < SAME_SUMMARY) return false;
  const oldVectors = vectors.slice(2, 2 + old.length);
  const ownVectors = vectors.slice(2 + old.length);
  const carried = ownVectors.filter((vector) => oldVectors.some((other) => dot(vector, other) >= SAME_POINT)).length;
  return ownVectors.length === 0 || carried / ownVectors.length >= POINTS_CARRIED;
}
