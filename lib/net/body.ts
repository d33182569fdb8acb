/** A response's body: decoded as it comes, counted as it comes, at both ends. */
import { createWriteStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { pipeline, Readable, type Transform } from 'node:stream';
import { pipeline as pipelineAsync } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { WinnowError } from '@/lib/base/errors';
import { startDeadline, within } from './deadline';
import { networkError } from './failures';
import type { ByteBudget } from './types';

const DECODERS: Record<string, () => Transform> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/** What guardedFetch asks for. `deflate` is understood but not asked for: servers disagree on what it is. */
export const ACCEPT_ENCODING = 'gzip, br';

/** Nobody honest encodes twice; each further layer multiplies what a bomb costs us. */
const MAX_CODINGS = 2;

export interface BodyCaps {
  host: string;
  maxBytes: number;
  budget: ByteBudget | undefined;
  idleTimeoutMs: number;
  /** The whole fetch's: aborts reading too. */
  signal: AbortSignal;
}

function tooLarge({ host, maxBytes }: BodyCaps): WinnowError {
  return new WinnowError('too_large', `${host} sent more than ${maxBytes} bytes.`);
}

function decodersFor(contentEncoding: string | null): Transform[] {
  const codings = (contentEncoding ?? '')
    .toLowerCase()
    .split(',')
    .flatMap((coding) => {
      const name = coding.trim();
      return name === '' || name === 'identity' ? [] : [name];
    });
  if (codings.length > MAX_CODINGS) throw new WinnowError('acquisition_failed', `The body is encoded ${codings.length} times.`);
  return codings.reverse().map((coding) => {
    const decoder = DECODERS[coding];
    if (!decoder) throw new WinnowError('acquisition_failed', `The body has an unknown encoding ("${coding.slice(0, 40)}").`);
    return decoder();
  });
}

/** Counts what comes over the wire (empty compressed blocks decode to nothing for ever) and ends a silence. */
async function* wire(raw: Readable, caps: BodyCaps): AsyncGenerator<Buffer> {
  const chunks = raw[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  // Compressing what cannot be compressed makes it a little longer, so the wire may carry slightly more than it decodes to.
  const maxWireBytes = caps.maxBytes + Math.ceil(caps.maxBytes / 64) + 1024;
  let wireBytes = 0;
  while (true) {
    // The clock runs only while we wait for the source, never while our reader is slow.
    const idle = startDeadline(caps.idleTimeoutMs, `A silence of ${caps.host}`, caps.signal);
    const next = await within(chunks.next(), idle.signal).finally(idle.release);
    if (next.done) return;
    wireBytes += next.value.length;
    if (wireBytes > maxWireBytes) throw tooLarge(caps);
    yield next.value;
  }
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* decoded(source: AsyncGenerator<Buffer>, contentEncoding: string | null): AsyncGenerator<Buffer> {
  const decoders = decodersFor(contentEncoding);
  if (decoders.length === 0) return yield* source;
  const first = await source.next();
  // An empty body is empty, however it says it is encoded: so are those of HEAD and 304.
  if (first.done) return;
  // pipeline destroys every stream with the first error, so that iterating the last one throws it.
  yield* pipeline([Readable.from(prepend(first.value, source)), ...decoders], () => {}) as unknown as Readable;
}

/** decodedBody yields the decoded bytes of `raw` and calls `onEnd` exactly once: at the end, at a failure, or when the reader stops early. */
export async function* decodedBody(
  raw: Readable,
  contentEncoding: string | null,
  caps: BodyCaps,
  onEnd: () => void,
): AsyncGenerator<Buffer> {
  let decodedBytes = 0;
  try {
    for await (const chunk of decoded(wire(raw, caps), contentEncoding)) {
      decodedBytes += chunk.length;
      if (decodedBytes > caps.maxBytes) throw tooLarge(caps);
      caps.budget?.charge(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw networkError(error, caps.host);
  } finally {
    onEnd();
  }
}

/** collect reads a body into memory; its cap is the body's own. */
export async function collect(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** decodeText decodes by the BOM, else the declared charset, else UTF-8. A charset nobody knows counts as UTF-8. */
export function decodeText(bytes: Buffer, contentType: string | null): string {
  const declared = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? 'utf-8';
  const byBom = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  const isUtf8Bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    return new TextDecoder(isUtf8Bom ? 'utf-8' : (byBom ?? declared)).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}

/** saveTo writes a body to a new file. A body that fails leaves no file; a file that was there before is never touched. */
export async function saveTo(path: string, body: AsyncIterable<Uint8Array>, host: string): Promise<{ bytes: number }> {
  const file = createWriteStream(path, { flags: 'wx' });
  let created = false;
  file.once('open', () => {
    created = true;
  });
  try {
    await pipelineAsync(body, file);
    return { bytes: (await stat(path)).size };
  } catch (error) {
    if (created) await rm(path, { force: true });
    throw networkError(error, host);
  }
}
