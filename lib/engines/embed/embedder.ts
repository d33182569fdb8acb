import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';
import { defaultModelDirectory } from './location';
import type { EmbedOutcome, EmbedTask } from './thread';
import type { Embedder } from './types';
import { VectorCache } from './vector-cache';

export interface EmbedderOptions {
  /** Where the ONNX file is kept once built; default `models` under the data directory. */
  modelDirectory?: string;
  /** CPU threads of one inference, default 1. */
  threads?: number;
}

const MODEL = 'minilm-l6-int8@1';
const DIMENSION = 384;

/** How much text one task carries: an abort, or another caller, waits for no more than this (about a second's work on a slow core). */
const TASK_CHARACTERS = 8_000;
const TASK_TEXTS = 64;

/** The stages of a run ask for the same sentences and passages several times; so many vectors take about 6 MB. */
const KEPT_VECTORS = 4_096;
/** Longer texts are not worth their place as keys. */
const KEPT_CHARACTERS = 4_000;

/** Splits `texts` into consecutive runs of bounded count and length. */
export function planTasks(texts: string[]): string[][] {
  const tasks: string[][] = [];
  let characters = 0;
  for (const text of texts) {
    const current = tasks.at(-1);
    if (current === undefined || current.length >= TASK_TEXTS || characters + text.length > TASK_CHARACTERS) {
      tasks.push([text]);
      characters = text.length;
    } else {
      current.push(text);
      characters += text.length;
    }
  }
  return tasks;
}

function startPool(): Piscina<EmbedTask, EmbedOutcome> {
  const root = projectRoot();
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx');
  return new Piscina<EmbedTask, EmbedOutcome>({
    filename: pathToFileURL(join(root, 'lib/engines/embed/thread.ts')).href,
    execArgv: ['--import', pathToFileURL(tsx).href],
    minThreads: 1,
    maxThreads: 1,
  });
}

/**
 * createEmbedder gives all-MiniLM-L6-v2 (English, int8) on one worker thread, which is started by the first `embed` and holds no process
 * open. A text's vector does not depend on the other texts of the call.
 */
export function createEmbedder(options: EmbedderOptions = {}): Embedder & { close(): Promise<void> } {
  const modelDirectory = options.modelDirectory ?? defaultModelDirectory();
  const threads = options.threads ?? 1;
  const kept = new VectorCache(KEPT_VECTORS);
  let pool: Piscina<EmbedTask, EmbedOutcome> | null = null;

  return {
    model: MODEL,
    dimension: DIMENSION,

    async embed(texts, signal) {
      signal?.throwIfAborted();
      const known = new Map<string, Float32Array>();
      for (const text of texts) {
        const vector = kept.get(text);
        if (vector) known.set(text, vector);
      }
      for (const task of planTasks([...new Set(texts)].filter((text) => !known.has(text)))) {
        signal?.throwIfAborted();
        pool ??= startPool();
        // The signal is not handed to the pool: that would end the thread, and the model with it.
        const outcome = await pool.run({ texts: task, modelDirectory, threads }).catch((cause) => {
          throw new WinnowError('engine_failed', 'the embedding thread died', { cause });
        });
        if (!outcome.ok) throw new WinnowError(outcome.code, outcome.message);
        for (const [i, text] of task.entries()) {
          const vector = outcome.vectors.slice(i * DIMENSION, (i + 1) * DIMENSION);
          known.set(text, vector);
          if (text.length <= KEPT_CHARACTERS) kept.set(text, vector);
        }
      }
      signal?.throwIfAborted();
      // Copies: what a caller does to its vectors must not reach the next one.
      return texts.map((text) => known.get(text)!.slice());
    },

    async close() {
      await pool?.close({ force: true });
      pool = null;
    },
  };
}
