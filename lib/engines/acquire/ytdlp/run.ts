/** yt-dlp as a child of the sandbox, behind a guard's proxy of its own. */
import { createInterface } from 'node:readline';
import { WinnowError } from '@/lib/base/errors';
import { startChildProxy } from '@/lib/net/proxy';
import type { ChildProxy } from '@/lib/net/types';
import { startChild } from '@/lib/sandbox/start';
import type { ChildOutcome } from '@/lib/sandbox/types';
import type { Fetcher } from '../fetching/fetcher';
import type { CommonOptions } from './arguments';
import { failureOf } from './errors';
import type { YtDlpStatus } from './status';

export interface YtDlpCall {
  tool: Extract<YtDlpStatus, { state: 'ok' }>;
  fetcher: Fetcher;
  /** Working folder; what is written lands here. */
  folder: string;
  signal: AbortSignal;
  /** The address worked on, for messages. */
  url: string;
}

/** The description of a long playlist. */
const MAX_STDOUT_BYTES = 64 * 1024 * 1024;

/** A refusal by the guard says more than what the program makes of it. */
function refusalOf(proxy: ChildProxy): WinnowError | null {
  const refused = proxy.log.filter(({ verdict }) => verdict !== 'allowed').at(-1);
  const isAlone = refused && proxy.log.at(-1) === refused;
  return isAlone && refused.verdict !== 'allowed'
    ? new WinnowError(refused.verdict, refused.reason ?? `${refused.host} is not fetched from`)
    : null;
}

function judge(outcome: ChildOutcome, proxy: ChildProxy, url: string): void {
  if (proxy.exceeded) throw new WinnowError(proxy.exceeded, `${url}: more was fetched, or for longer, than this deployment accepts`);
  if (outcome.ended === 'timed_out') throw new WinnowError('source_timeout', `${url}: yt-dlp took longer than this deployment accepts`);
  if (outcome.ended === 'stdout_full') throw new WinnowError('too_large', `${url}: its description is too large`);
  if (outcome.signal === 'SIGXFSZ') throw new WinnowError('too_large', `${url}: the file is larger than this deployment accepts`);
  if (outcome.exitCode !== 0) throw refusalOf(proxy) ?? failureOf(outcome.stderr, url);
}

/**
 * runYtDlp runs one command and returns its lines. It gets a proxy for this call alone, whose bytes count for the item.
 * @throws by the table of ./errors, by the guard, or the signal's reason
 */
export async function runYtDlp(
  call: YtDlpCall,
  args: (options: CommonOptions) => string[],
  onLine?: (line: string) => void,
): Promise<string[]> {
  const { tool, fetcher, folder, signal, url } = call;
  const { policy, budget } = fetcher;
  const maxBytes = Math.max(1, budget.maxBytes - budget.usedBytes);
  const timeoutMs = fetcher.remainingMs();
  const proxy = await startChildProxy({ policy, budget, maxBytes, timeoutMs });
  try {
    const child = await startChild({
      command: tool.path,
      args: args({ proxyUrl: proxy.url, flags: tool.flags }),
      cwd: folder,
      env: { YTDLP_NO_PLUGINS: '1', PYTHONNOUSERSITE: '1', PYTHONDONTWRITEBYTECODE: '1', TMPDIR: folder },
      network: { proxy },
      // No limit of address space: the JavaScript runtime that YouTube's extractor calls reserves many times what it uses.
      limits: { fileBytes: maxBytes },
      timeoutMs,
      maxStdoutBytes: MAX_STDOUT_BYTES,
      signal,
    });
    child.stdin.end();
    const lines: string[] = [];
    for await (const line of createInterface({ input: child.stdout, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (onLine) onLine(line);
      else lines.push(line);
    }
    judge(await child.outcome, proxy, url);
    return lines;
  } finally {
    await proxy.close();
  }
}
