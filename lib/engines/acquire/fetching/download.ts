/** A media file → disk: streaming, capped, and taken up again where a connection was cut. */
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { abortReason } from '@/lib/base/abort';
import { asWinnowError, WinnowError } from '@/lib/base/errors';
import type { GuardedResponse } from '@/lib/net/types';
import type { Fetcher } from './fetcher';
import type { Source } from './source';

export interface DownloadOptions {
  fetcher: Fetcher;
  path: string;
  signal: AbortSignal;
  /** Share in [0, 1]; null while the length is not known. */
  onProgress: (share: number | null) => void;
  /** Before the second try at one place, doubled with each further one. */
  retryDelayMs?: number;
}

/** Tries at one place without a byte gained, and resumptions altogether. */
const MAX_STALLED = 3;
const MAX_RESUMPTIONS = 20;
const DEFAULT_RETRY_DELAY_MS = 1000;
const PROGRESS_STEP_BYTES = 512 * 1024;
const RESUMABLE = new Set(['source_unreachable', 'source_timeout', 'source_unavailable']);

/** What a server must have said for a later part to be known to belong to the same file. A coded body cannot be counted in file bytes. */
function validatorOf(headers: Headers): string | null {
  if (headers.get('accept-ranges')?.toLowerCase() !== 'bytes' || headers.get('content-encoding')) return null;
  const etag = headers.get('etag');
  return etag && !etag.startsWith('W/') ? etag : headers.get('last-modified');
}

/** Where the bytes of a resumed response belong: at `at` when it continues, at 0 when the server sends all again. */
function resumedAt(response: GuardedResponse, at: number): number {
  if (response.status !== 206) return 0;
  const start = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
  if (Number(start) !== at)
    throw new WinnowError('acquisition_failed', 'the host answered with another part of the file than was asked for');
  return at;
}

/** Disk errors have a code of the system's; everything that comes from the network is a WinnowError. */
function diskError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new WinnowError('disk_full', 'there is no space left for the download', { cause: error })
    : error;
}

/**
 * downloadMedia writes the body of `source` to a new file and returns its size in bytes. A connection that is cut is resumed by Range where
 * the server offers it. @throws the codes of guardedFetch, `disk_full`, `empty_content`
 */
export async function downloadMedia(source: Source, options: DownloadOptions): Promise<number> {
  const { fetcher, signal, onProgress } = options;
  const expected = source.headers.get('content-encoding') ? 0 : Number(source.headers.get('content-length') ?? 0);
  const validator = validatorOf(source.headers);
  const file = await open(options.path, 'wx');
  let written = 0;
  let reported = Number.NEGATIVE_INFINITY;

  const write = async (body: AsyncIterable<Uint8Array>): Promise<void> => {
    for await (const chunk of body) {
      await file.write(chunk, 0, chunk.length, written).catch((error: unknown) => {
        throw diskError(error);
      });
      written += chunk.length;
      if (written - reported < PROGRESS_STEP_BYTES) continue;
      reported = written;
      onProgress(expected > 0 ? Math.min(1, written / expected) : null);
    }
  };

  /** Asks for the rest, and writes it; the position goes back to 0 where the file has changed meanwhile. */
  const resume = async (): Promise<void> => {
    const response = await fetcher.open(source.url, { headers: { range: `bytes=${written}-`, 'if-range': validator ?? '' } });
    try {
      written = resumedAt(response, written);
      if (written === 0) await file.truncate(0);
      await write(response.body);
    } finally {
      response.close();
    }
  };

  try {
    let stalled = 0;
    for (let resumptions = 0; ; resumptions += 1) {
      const before = written;
      try {
        await (resumptions === 0 ? write(source.body) : resume());
        break;
      } catch (error) {
        const failure = asWinnowError(error);
        stalled = written > before ? 0 : stalled + 1;
        const pauseMs = stalled === 0 ? 0 : (options.retryDelayMs ?? DEFAULT_RETRY_DELAY_MS) * 2 ** (stalled - 1);
        const isOver = stalled > MAX_STALLED || resumptions >= MAX_RESUMPTIONS || signal.aborted || pauseMs >= fetcher.remainingMs() - 1;
        if (isOver || validator === null || written === 0 || !RESUMABLE.has(failure.code)) throw failure;
        await delay(pauseMs, null, { signal }).catch(() => {
          throw abortReason(signal);
        });
      }
    }
    if (written === 0) throw new WinnowError('empty_content', `${source.url} is an empty file`);
    onProgress(1);
    return written;
  } finally {
    source.close();
    await file.close();
  }
}
