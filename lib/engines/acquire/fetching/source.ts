/** A response whose first bytes have been looked at. */
import { WinnowError } from '@/lib/base/errors';
import type { GuardedResponse } from '@/lib/net/types';
import type { Fetcher, FetchRequest } from './fetcher';
import { kindByMagic } from './magic';
import { type Sniffed, sniff } from './sniff';

/** Pages come with long comments in front. */
const HEAD_BYTES = 4096;

export interface Source {
  /** As asked for. */
  url: string;
  status: number;
  /** After redirects. */
  finalUrl: string;
  headers: Headers;
  sniffed: Sniffed;
  /** The whole body, the looked-at part included. Can be read once. */
  body: AsyncIterable<Uint8Array>;
  close(): void;
}

async function peek(response: GuardedResponse): Promise<{ head: Buffer; body: AsyncIterable<Uint8Array> }> {
  const rest = response.body[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  // A file that shows its colours at once is not waited for: a broadcast may be slow to give more.
  while (head.length < HEAD_BYTES && kindByMagic(head) === null) {
    const next = await rest.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  }
  return { head, body: whole() };
}

/** openSource opens a URL and looks at what comes. Who does not read the body closes it. */
export async function openSource(fetcher: Fetcher, url: string, request?: FetchRequest): Promise<Source> {
  const response = await fetcher.open(url, request);
  try {
    const { head, body } = await peek(response);
    const { status, finalUrl, headers, close } = response;
    return { url, status, finalUrl, headers, sniffed: sniff(head, headers.get('content-type')), body, close };
  } catch (error) {
    response.close();
    throw error;
  }
}

/** Pages, feeds and transcripts; an article of a million words has six. */
export const MAX_TEXT_BYTES = 10 * 1024 * 1024;

/** readAll reads a body into memory. @throws `too_large` beyond `maxBytes` */
export async function readAll({ url, body, close }: Source, maxBytes = MAX_TEXT_BYTES): Promise<Buffer> {
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
      length += chunk.length;
      if (length > maxBytes) throw new WinnowError('too_large', `${url} is text of more than ${maxBytes / 2 ** 20} MiB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    close();
  }
}
