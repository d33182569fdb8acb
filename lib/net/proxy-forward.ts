/** The two things the proxy does with a target it has opened: tunnel bytes (CONNECT), or forward one HTTP request (absolute-form). */
import { type IncomingHttpHeaders, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type { WinnowError } from '@/lib/base/errors';
import type { ProxyConnections } from './proxy-connections';
import { openTarget } from './proxy-target';
import type { ChildProxyOptions } from './types';

const DEFAULT_IDLE_TIMEOUT_MS = 60_000;

/** Meant for the next hop only (RFC 9110 §7.6.1), as is whatever Connection names. */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const named = (headers.connection ?? '').toLowerCase().split(',');
  const dropped = new Set([...HOP_BY_HOP, ...named.map((name) => name.trim())]);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}

/** statusForRefusal tells the child apart what it may not do (403) from what did not work (502, 504). */
export function statusForRefusal({ code, kind }: WinnowError): number {
  if (kind.fault === 'request') return 403;
  return code === 'source_timeout' ? 504 : 502;
}

/** tunnel answers CONNECT. */
export async function tunnel(
  authority: string,
  client: Socket,
  head: Buffer,
  options: ChildProxyOptions,
  connections: ProxyConnections,
): Promise<void> {
  const { socket: server, entry } = await openTarget(authority, true, options, connections);
  server.setTimeout(options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS, () => server.destroy());
  client.once('close', () => server.destroy());
  server.once('close', () => client.destroySoon());
  if (client.destroyed) {
    server.destroy();
    return;
  }
  // What the child sent right behind its request is put back, before anyone listens, to go the same, counted way.
  if (head.length > 0) client.unshift(head);
  connections.meter(client, entry, 'bytesUp');
  connections.meter(server, entry, 'bytesDown');
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  server.pipe(client);
  client.pipe(server);
}

/** forward answers an absolute-form request. Redirects go back to the child, whose next request is judged anew. */
export async function forward(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  options: ChildProxyOptions,
  connections: ProxyConnections,
): Promise<void> {
  const { url, socket, entry } = await openTarget(incoming.url ?? '', false, options, connections);
  socket.setTimeout(options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS, () => socket.destroy());
  outgoing.once('close', () => socket.destroy());
  connections.meter(incoming, entry, 'bytesUp');
  connections.meter(socket, entry, 'bytesDown');
  const upstream = request({
    createConnection: () => socket,
    method: incoming.method,
    path: url.pathname + url.search,
    // The checked URL names the host, never a Host header that says otherwise.
    headers: { ...endToEnd(incoming.headers), host: url.host, connection: 'close' },
  });
  upstream.on('error', () => outgoing.destroy());
  upstream.on('response', (response) => {
    outgoing.writeHead(response.statusCode ?? 502, endToEnd(response.headers));
    pipeline(response, outgoing, () => {});
  });
  pipeline(incoming, upstream, () => {});
}
