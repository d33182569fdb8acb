/** A site on loopback, and what an acquirer needs to visit it. For tests. */
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { Media, MediaProbe } from '@/lib/engines/transcribe/types';
import { createEgressPolicy } from '@/lib/net/policy';
import type { EgressPolicy } from '@/lib/net/types';
import type { AcquireContext } from '../types';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Site {
  /** The full address of a path. */
  at(path: string): string;
  /** Answers a path (query not looked at) with a body, or by a handler. */
  put(path: string, body: string | Buffer | Handler, headers?: Record<string, string>): void;
  /** Paths asked for, in order. */
  readonly asked: string[];
  readonly policy: EgressPolicy;
  close(): Promise<void>;
}

export async function startSite(): Promise<Site> {
  const routes = new Map<string, Handler>();
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    asked.push(path);
    const handler = routes.get(path);
    if (handler) handler(request, response);
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    at: (path) => `http://127.0.0.1:${port}${path}`,
    put(path, body, headers = {}) {
      routes.set(path, typeof body === 'function' ? body : (_, response) => response.writeHead(200, headers).end(body));
    },
    asked,
    policy: createEgressPolicy({ allowHosts: [{ host: '127.0.0.1', port }], ownPorts: [] }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A media engine that finds the same in every file: what ffprobe finds is tested where ffprobe is called. */
export function mediaThatFinds(found: Partial<MediaProbe> = {}): Media {
  const unused = (): never => {
    throw new Error('acquiring decodes nothing');
  };
  return {
    probe: async () => ({ durationSeconds: 27, hasAudio: true, hasVideo: false, format: 'ogg', audioCodec: 'opus', ...found }),
    decode: unused,
    decodeChannels: unused,
  };
}

export interface TestContext extends AcquireContext {
  /** What the back-off was told. */
  readonly reports: [host: string, retryAfterSeconds: number | null][];
  readonly progress: [share: number | null, doing: string][];
  readonly controller: AbortController;
}

export function testContext(
  over: Partial<Omit<AcquireContext, 'caps'>> & { caps?: Partial<AcquireContext['caps']>; backedOff?: string } = {},
): TestContext {
  const reports: TestContext['reports'] = [];
  const progress: TestContext['progress'] = [];
  const controller = new AbortController();
  return {
    folder: mkdtempSync(join(tmpdir(), 'winnow-acquire-')),
    backoff: {
      async check(host) {
        if (host === over.backedOff) throw new WinnowError('source_rate_limited', `${host} is backed off`, { retryAfterSeconds: 60 });
      },
      async report(host, seconds) {
        reports.push([host, seconds]);
      },
    },
    onProgress: (share, doing) => progress.push([share, doing]),
    signal: controller.signal,
    ...over,
    caps: { maxBytes: 10_000_000, maxDurationSeconds: 3600, maxPlaylistEntries: 5, timeoutSeconds: 60, ...over.caps },
    reports,
    progress,
    controller,
  };
}

/** codeOf is the code a promise rejects with, or a word for what it did instead. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    (value) => `resolved: ${JSON.stringify(value)?.slice(0, 300)}`,
    (error: unknown) => (error instanceof WinnowError ? error.code : `not a WinnowError: ${String(error)}`),
  );
}
