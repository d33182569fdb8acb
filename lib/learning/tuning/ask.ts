/**
 * Who asks for a replay of all recorded runs. The web process has them answered on a thread of its own, which keeps the columns: reading a long history takes minutes and
 * replaying it up to a second, in which nothing else would be answered. Other processes ask once, and do it themselves.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { WinnowError, type WinnowErrorOptions } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';
import { type Answered, type Asked, QUESTIONS, type Question } from './questions';
import type { ThreadAnswer, ThreadQuestion } from './thread';

/** Questions that the thread works on at a time; most of them wait for the same columns. */
const AT_A_TIME = 64;
/** JavaScript's heap; columns are outside of it, about 0.6 kB a run. */
const MEMORY_MB = 1024;

type Pool = Piscina<ThreadQuestion, ThreadAnswer>;

/** Next.js may load this module more than once in one process, so the thread is known on globalThis. */
const holder = globalThis as { winnowTuningThread?: { pool: Pool | null } };

/** askOnThread has this process answer on a thread from now on; it is started by the first question. Returns what ends that. */
export function askOnThread(): () => Promise<void> {
  holder.winnowTuningThread ??= { pool: null };
  return async () => {
    const thread = holder.winnowTuningThread;
    delete holder.winnowTuningThread;
    await thread?.pool?.destroy();
  };
}

/** ask answers a question. Throws what the question throws; on a thread also `still_reading`, where the history takes longer to read than anybody waits. */
export async function ask<Q extends Question>(question: Q, input: Asked<Q>): Promise<Answered<Q>> {
  const thread = holder.winnowTuningThread;
  if (!thread) return QUESTIONS[question](input as never) as Promise<Answered<Q>>;
  thread.pool ??= startPool();
  const answer = await thread.pool.run({ question, input });
  if (answer.ok) return answer.value as Answered<Q>;
  const { code, message, ...options } = answer;
  throw new WinnowError(code, message, options satisfies WinnowErrorOptions);
}

function startPool(): Pool {
  return new Piscina<ThreadQuestion, ThreadAnswer>({
    filename: pathToFileURL(join(projectRoot(), 'lib/learning/tuning/thread-entry.mjs')).href,
    execArgv: [],
    minThreads: 1,
    maxThreads: 1,
    concurrentTasksPerWorker: AT_A_TIME,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
}
