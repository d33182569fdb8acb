/** Serves documents as a feed, a page and captions, and under any other name a second of silence with a file name of its own. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const SHAPES = { feed: 'application/rss+xml', page: 'text/html', captions: 'text/vtt', xml: 'application/xml' } as const;
export type Shape = keyof typeof SHAPES;

export interface FileSite {
  port: number;
  document(n: number, shape: Shape): string;
  /** The text as it is, behind the site's address. */
  file(text: string): string;
  close(): Promise<void>;
}

const SAMPLE_RATE = 16_000;
const HEADER_BYTES = 44;

export async function startFileSite(documents: readonly string[]): Promise<FileSite> {
  const server = createServer((request, response) => {
    const [, shape, n] = /^\/document\/(\w+)\/(\d+)$/.exec(request.url ?? '') ?? [];
    if (shape && shape in SHAPES && documents[Number(n)] !== undefined)
      return void response.writeHead(200, { 'content-type': SHAPES[shape as Shape] }).end(documents[Number(n)]);
    serveFile(request.url ?? '', response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    document: (n, shape) => `http://127.0.0.1:${port}/document/${shape}/${n}`,
    file: (text) => `http://127.0.0.1:${port}/file/${text}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Named as its address ends, undone once: what a careless client would write it under. */
function serveFile(path: string, response: ServerResponse): void {
  const escaped = path.replace(/^\/file\//, '');
  const name = safeDecode(escaped).replace(/["\r\n]|[^\x20-\xff]/g, '');
  response.writeHead(200, { 'content-type': 'audio/wav', 'content-disposition': `attachment; filename="${name}.wav"` }).end(silence());
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A second of it, 16 bit mono PCM. */
function silence(): Buffer {
  const bytes = Buffer.alloc(HEADER_BYTES + SAMPLE_RATE * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(SAMPLE_RATE, 24);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(SAMPLE_RATE * 2, 40);
  return bytes;
}
