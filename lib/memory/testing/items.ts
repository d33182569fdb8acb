/** Items in memory for tests and measurements, without the pipeline that makes them. */
import { newId } from '@/lib/base/ids';
import type { Analysis, Transcript } from '@/lib/core/runs/content';
import { database } from '@/lib/data/client';
import type { Embedder } from '@/lib/engines/embed/types';
import type { MemoryFeatures } from '../features';
import { prepareMemories, storeMemories } from '../remember';

export interface TestItem {
  /** One segment each; a string has neither time nor speaker. */
  segments: (string | { text: string; startSeconds: number; endSeconds: number; speaker?: string })[];
  title?: string;
  contentType?: string;
  source?: string;
  url?: string;
  createdAt?: Date;
  analysis?: Analysis;
}

/** prepareRuns makes what every run refers to. Once per database. */
export async function prepareRuns(): Promise<void> {
  await database().configVersion.createMany({
    data: [{ number: 1, author: 'test', note: '', sources: {}, contentHash: 'x', active: true }],
    skipDuplicates: true,
  });
  await database().effectiveConfig.createMany({ data: [{ hash: 'h', config: {} }], skipDuplicates: true });
}

/** addRun stores a finished run, and nothing of it in memory. */
export async function addRun({
  title = 'Untitled',
  contentType = 'news',
  source = 'valley.example',
  url,
  createdAt,
}: Omit<TestItem, 'segments'> = {}) {
  const id = newId();
  const canonicalUrl = url ?? `https://${source}/${id}`;
  await database().run.create({
    data: {
      id,
      lineageId: id,
      url: canonicalUrl,
      canonicalUrl,
      sourceHost: source,
      dedupeKey: id,
      effectiveConfigHash: 'h',
      configVersionNumber: 1,
      recorded: false,
      state: 'finished',
      stage: null,
      title,
      contentType,
      ...(createdAt ? { createdAt } : {}),
    },
  });
  return { id, canonicalUrl };
}

/** rememberItem adds a run and remembers it. Returns the run's id. */
export async function rememberItem(item: TestItem, embedder: Embedder, features?: MemoryFeatures): Promise<string> {
  const run = await addRun(item);
  await rememberRun(run, item, embedder, features);
  return run.id;
}

export async function rememberRun(
  run: { id: string; canonicalUrl: string },
  item: TestItem,
  embedder: Embedder,
  features: MemoryFeatures = { graph: false, hippoRag: false },
): Promise<void> {
  const input = { transcript: transcriptOf(item), title: item.title ?? null, analysis: item.analysis ?? null };
  const memories = await prepareMemories(input, features, embedder, new AbortController().signal, () => {});
  await database().$transaction((tx) => storeMemories(tx, run, memories), { timeout: 120_000, maxWait: 120_000 });
}

export function transcriptOf({ segments }: TestItem): Transcript {
  return {
    origin: 'captions',
    language: 'en',
    engine: 'published',
    segments: segments.map((segment) =>
      typeof segment === 'string'
        ? { text: segment, startSeconds: null, endSeconds: null, speaker: null, confidence: null }
        : { speaker: null, confidence: null, ...segment },
    ),
  };
}

/** A stand-in for the embedding model: texts that share words get similar vectors. Deterministic. */
export function wordEmbedder(model = 'stand-in@1', dimension = 64): Embedder & { calls: string[] } {
  const calls: string[] = [];
  return {
    model,
    dimension,
    calls,
    async embed(texts) {
      calls.push(...texts);
      return texts.map((text) => {
        const vector = new Float32Array(dimension);
        for (const word of text.toLowerCase().match(/[a-z]+/g) ?? ['']) {
          let hash = 7;
          for (const letter of word) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0;
          for (let i = 0; i < 4; i++) {
            hash = (Math.imul(hash, 1103515245) + 12345) | 0;
            vector[(hash >>> 8) % dimension]! += (hash >>> 4) & 1 ? 1 : -1;
          }
        }
        const length = Math.hypot(...vector) || 1;
        return vector.map((value) => value / length);
      });
    },
  };
}
