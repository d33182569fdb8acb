/** Reads pages and feeds on threads of their own, within a time. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Piscina } from 'piscina';
import { abortReason } from '@/lib/base/abort';
import { WinnowError } from '@/lib/base/errors';
import { projectRoot } from '@/lib/config/project-root';
import type { FeedFacts } from '../feed/read';
import type { PageFacts } from '../page/read';
import type { ReadOutcome, ReadTask } from './thread';

export interface Reader {
  page(html: string, url: string, signal: AbortSignal): Promise<PageFacts>;
  /** Null when the text is no feed. */
  feed(text: string, url: string, maxEntries: number, signal: AbortSignal): Promise<FeedFacts | null>;
  close(): Promise<void>;
}

/** A long article takes a tenth of a second. The rest is for a busy machine, on which a thread takes seconds to start. */
const READ_TIMEOUT_MS = 30_000;
/** A thread takes about a second to start. */
const IDLE_TIMEOUT_MS = 600_000;
const MEMORY_MB = 768;

function startPool(): Piscina<ReadTask, ReadOutcome> {
  const root = projectRoot();
  const tsx = createRequire(join(root, 'package.json')).resolve('tsx');
  return new Piscina<ReadTask, ReadOutcome>({
    filename: pathToFileURL(join(root, 'lib/engines/acquire/reading/thread.ts')).href,
    execArgv: ['--import', pathToFileURL(tsx).href],
    minThreads: 0,
    maxThreads: 2,
    idleTimeout: IDLE_TIMEOUT_MS,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
}

/** createReader starts threads with the first use; idle ones end by themselves and hold no process open. */
export function createReader({ timeoutMs = READ_TIMEOUT_MS } = {}): Reader {
  let pool: Piscina<ReadTask, ReadOutcome> | null = null;

  async function perform(task: ReadTask, signal: AbortSignal) {
    pool ??= startPool();
    const timeout = AbortSignal.timeout(timeoutMs);
    const outcome = await pool.run(task, { signal: AbortSignal.any([signal, timeout]) }).catch((cause) => {
      if (signal.aborted) throw abortReason(signal);
      const what = timeout.aborted ? `it takes longer than ${timeoutMs / 1000} s` : 'it takes too much memory';
      throw new WinnowError('unsupported_site', `${task.url} cannot be read: ${what}`, { cause });
    });
    if (!outcome.ok) throw new WinnowError(outcome.code, `${task.url}: ${outcome.message}`);
    return outcome;
  }

  return {
    async page(text, url, signal) {
      const outcome = await perform({ read: 'page', text, url }, signal);
      if ('page' in outcome) return outcome.page;
      throw new WinnowError('engine_failed', 'the reading thread answered for another task');
    },
    async feed(text, url, maxEntries, signal) {
      const outcome = await perform({ read: 'feed', text, url, maxEntries }, signal);
      if ('feed' in outcome) return outcome.feed;
      throw new WinnowError('engine_failed', 'the reading thread answered for another task');
    },
    async close() {
      await pool?.close({ force: true });
      pool = null;
    },
  };
}
