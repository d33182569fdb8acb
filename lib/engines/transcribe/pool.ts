/** The speech threads: onnxruntime computes on the thread that calls it, so it must not be ours. */
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { abortReason } from '@/lib/base/abort';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';
import { modelPaths } from './moonshine/files';
import type { ThreadAnswers, ThreadOutcome, ThreadTask } from './thread-types';
import { untilAborted } from './until-aborted';

/** A thread with both models holds some 500 MB; one that nobody needs for so long is let go. */
const IDLE_TIMEOUT_MS = 5 * 60_000;

type TaskInput<K extends ThreadTask['kind']> = Omit<Extract<ThreadTask, { kind: K }>, 'kind' | 'paths' | 'cancel'>;

export interface SpeechPool {
  /**
   * Runs a task on the next free thread. `pcm` and `channels` are moved, not copied: the caller's arrays are empty afterwards. On abort it rejects at
   * once with the signal's reason, and the thread stops at its next token; it is not ended, for it would have to load its models again.
   * Rejects with `engine_failed` when the thread fails.
   */
  run<K extends ThreadTask['kind']>(kind: K, input: TaskInput<K>, signal?: AbortSignal): Promise<ThreadAnswers[K]>;
  /** Ends the threads; what is running is rejected. */
  close(): Promise<void>;
}

function buffersOf(input: object): ArrayBuffer[] {
  return Object.values(input)
    .flat()
    .filter((value): value is Float32Array<ArrayBuffer> => value instanceof Float32Array)
    .map(({ buffer }) => buffer);
}

interface Threads {
  pool: Piscina<ThreadTask, ThreadOutcome>;
  /** Rejects when a thread cannot start or dies; piscina then leaves its tasks waiting. */
  broken: Promise<never>;
}

function startThreads(threads: number): Threads {
  const root = projectRoot();
  const tsx = createRequire(resolve(root, 'package.json')).resolve('tsx');
  const pool = new Piscina<ThreadTask, ThreadOutcome>({
    // Loaded through tsx as CommonJS: nothing that the thread imports may be for `import` alone (eld is), or it fails with an unknown extension.
    filename: pathToFileURL(resolve(root, 'lib/engines/transcribe/thread.ts')).href,
    execArgv: ['--import', pathToFileURL(tsx).href],
    minThreads: threads,
    maxThreads: threads,
  });
  const broken = new Promise<never>((_, reject) => pool.on('error', reject));
  broken.catch(() => {});
  return { pool, broken };
}

/** createSpeechPool starts its threads with the first task, lets them go when none has come for five minutes, and holds no process open. */
export function createSpeechPool(size: number): SpeechPool {
  let threads: Threads | null = null;
  let running = 0;
  let idle: NodeJS.Timeout | undefined;
  const paths = modelPaths();

  async function end(): Promise<void> {
    clearTimeout(idle);
    const ending = threads;
    threads = null;
    await ending?.pool.destroy();
  }

  async function runTask(task: ThreadTask, transferList: ArrayBuffer[]): Promise<ThreadOutcome> {
    clearTimeout(idle);
    running++;
    threads ??= startThreads(size);
    const { pool, broken } = threads;
    try {
      return await Promise.race([pool.run(task, { transferList }), broken]);
    } catch (cause) {
      if (threads?.pool === pool) await end();
      throw new WinnowError('engine_failed', 'a speech thread died', { cause });
    } finally {
      running--;
      if (running === 0) idle = setTimeout(end, IDLE_TIMEOUT_MS).unref();
    }
  }

  return {
    async run<K extends ThreadTask['kind']>(kind: K, input: TaskInput<K>, signal?: AbortSignal): Promise<ThreadAnswers[K]> {
      if (signal?.aborted) throw abortReason(signal);
      const cancel = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
      const task = { kind, ...input, paths, cancel } as unknown as ThreadTask;
      const stop = () => Atomics.store(new Int32Array(cancel), 0, 1);
      const outcome = (await untilAborted(runTask(task, buffersOf(input)), signal, stop)) as ThreadOutcome<K>;
      if (outcome.ok) return outcome.answer;
      throw new WinnowError('engine_failed', `speech recognition failed: ${outcome.message}`);
    },
    close: end,
  };
}
