/** Where a child wants to go: read from its request, judged like any URL, connected like any fetch. */
import type { Socket } from 'node:net';
import { WinnowError } from '@/lib/base/errors';
import { connectChecked, systemNetwork } from './connect';
import { startDeadline } from './deadline';
import type { ProxyConnections } from './proxy-connections';
import type { ChildProxyOptions, ProxyLogEntry, UrlVerdict } from './types';
import { hostOf, judgeUrl, portOf } from './url';

const CONNECT_TIMEOUT_MS = 20_000;

/** What may stand before the port in CONNECT: nothing that would end the host part of a URL. */
const AUTHORITY = /^(\[[0-9a-f:.]+\]|[^\s/?#@\\:[\]]+):[0-9]{1,5}$/i;

/** readTarget reads what stands after the method: `host:port` for CONNECT, else an absolute http URL. */
function readTarget(target: string, isConnect: boolean, options: ChildProxyOptions): UrlVerdict {
  if (isConnect) {
    if (!AUTHORITY.test(target)) return { ok: false, code: 'invalid_url', reason: 'CONNECT takes host:port.' };
    // The scheme only stands in: what is inside the tunnel is not ours to know.
    return judgeUrl(`http://${target}/`, options.policy);
  }
  const verdict = judgeUrl(target, options.policy);
  if (verdict.ok && verdict.url.protocol !== 'http:') {
    return { ok: false, code: 'unsupported_scheme', reason: 'A proxy takes https by CONNECT only.' };
  }
  return verdict;
}

/** openTarget connects to a judged target and opens its log entry; throws a WinnowError, logged. The socket closes with the proxy. */
export async function openTarget(
  target: string,
  isConnect: boolean,
  options: ChildProxyOptions,
  connections: ProxyConnections,
): Promise<{ url: URL; socket: Socket; entry: ProxyLogEntry }> {
  const verdict = readTarget(target, isConnect, options);
  if (!verdict.ok) throw connections.refuse(target.slice(0, 200), null, new WinnowError(verdict.code, verdict.reason));

  const { url } = verdict;
  const [host, port] = [hostOf(url), portOf(url)];
  const until = startDeadline(CONNECT_TIMEOUT_MS, `Connecting to ${host}`, connections.signal);
  try {
    const socket = await connectChecked(host, port, options.policy, options.network ?? systemNetwork, until.signal);
    connections.track(socket);
    return { url, socket, entry: connections.enter(host, port) };
  } catch (error) {
    throw connections.refuse(host, port, error);
  } finally {
    until.release();
  }
}
