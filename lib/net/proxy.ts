/**
 * A forward proxy for one child process: the only way out that a sandboxed program is given. It resolves, checks and pins as guardedFetch
 * does, counts bytes and time, and logs each connection. It lives and ends with its child, so its credential is worth nothing afterwards.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asWinnowError } from '@/lib/base/errors';
import { ProxyConnections } from './proxy-connections';
import { forward, statusForRefusal, tunnel } from './proxy-forward';
import type { ChildProxy, ChildProxyOptions } from './types';

const USER = 'winnow';
const CHALLENGE = { 'proxy-authenticate': 'Basic realm="winnow"' };

/** Both sides are hashed first: timingSafeEqual wants equal lengths. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function answer(socket: Socket, status: number, headers: Record<string, string>, text: string): void {
  const head = Object.entries({ ...headers, 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.map(([k, v]) => `${k}: ${v}\r\n`).join('')}\r\n${text}\n`);
}

async function listen(server: Server, where: { host: string; port: number } | { path: string }): Promise<void> {
  server.listen(where);
  await once(server, 'listening');
}

/** startChildProxy starts a proxy on a random loopback port and on a UNIX socket; `close` it when the child is gone. */
export async function startChildProxy(options: ChildProxyOptions): Promise<ChildProxy> {
  const connections = new ProxyConnections(options);
  const token = randomBytes(24).toString('base64url');
  const credential = `Basic ${Buffer.from(`${USER}:${token}`).toString('base64')}`;
  const isChild = (request: IncomingMessage): boolean => isSame(request.headers['proxy-authorization'] ?? '', credential);

  const server = createServer((request, response) => {
    if (!isChild(request)) {
      response.writeHead(407, CHALLENGE).end();
      return;
    }
    forward(request, response, options, connections).catch((error: unknown) => {
      const refusal = asWinnowError(error);
      if (response.headersSent) response.destroy();
      else
        response
          .writeHead(statusForRefusal(refusal), { 'content-type': 'text/plain; charset=utf-8' })
          .end(`${refusal.code}: ${refusal.message}\n`);
    });
  });
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    if (!isChild(request)) return answer(client, 407, CHALLENGE, 'A credential is needed.');
    tunnel(request.url ?? '', client, head, options, connections).catch((error: unknown) => {
      const refusal = asWinnowError(error);
      answer(client, statusForRefusal(refusal), {}, `${refusal.code}: ${refusal.message}`);
    });
  });
  server.on('connection', (socket) => connections.track(socket));

  const folder = await mkdtemp(join(tmpdir(), 'winnow-proxy-'));
  const socketPath = join(folder, 'proxy.sock');
  const local = createSocketServer((socket) => server.emit('connection', socket));
  await Promise.all([listen(server, { host: '127.0.0.1', port: 0 }), listen(local, { path: socketPath })]);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://${USER}:${token}@127.0.0.1:${port}`,
    port,
    socketPath,
    log: connections.log,
    get usedBytes() {
      return connections.usedBytes;
    },
    get exceeded() {
      return connections.exceeded;
    },
    async close() {
      connections.end();
      server.close();
      local.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
