/**
 * Winnow on loopback has no password: it trusts whoever sits at this machine. So a request must come from there and from Winnow's own
 * pages (or from a program such as curl), not from another site open in the same browser, nor through a forwarding proxy.
 */
import { PEER_HEADER } from '@/lib/access/client';
import { isApi } from './access-table';

export interface ArrivedRequest {
  method: string;
  pathname: string;
  headers: Pick<Headers, 'get'>;
}

/** Headers that only a forwarder sends. The X-Forwarded-* four are judged apart, because Next.js fills them in itself. */
const FORWARDER_HEADERS = ['forwarded', 'x-real-ip', 'x-forwarded-server', 'x-forwarded-prefix'];
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

/** distrust says why a request is refused, or null when it may pass. `port` is the one this process listens on. */
export function distrust({ method, pathname, headers }: ArrivedRequest, port: number): string | null {
  const peer = headers.get(PEER_HEADER);
  if (peer !== null && !LOOPBACK_ADDRESSES.includes(peer)) return `The request comes from another machine: ${peer}.`;
  const host = headers.get('host')?.toLowerCase() ?? '';
  if (!ownHosts(port).includes(host)) return `This is not a name of this Winnow: ${host || '(none)'}.`;
  const forwarder = forwardedBy(headers, host, port);
  if (forwarder) return `The request came through a forwarder (${forwarder}), for which signing in must be set up.`;
  const origin = headers.get('origin');
  if (origin !== null && origin.toLowerCase() !== `http://${host}`) return `The request comes from another page: ${origin}.`;
  return fromAnotherSite({ method, pathname, headers });
}

/** fromAnotherSite says so of what another site's page asks for, unless it is a link that somebody followed to a page. */
export function fromAnotherSite({ method, pathname, headers }: ArrivedRequest): string | null {
  const site = headers.get('sec-fetch-site');
  // `same-site` is refused as well: every port of localhost is the same site.
  if (site === null || site === 'same-origin' || site === 'none' || isLinkFollowed(method, pathname, headers)) return null;
  return 'The request comes from another site.';
}

function ownHosts(port: number): string[] {
  const names = ['localhost', '127.0.0.1', '[::1]'];
  return names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
}

function forwardedBy(headers: Pick<Headers, 'get'>, host: string, port: number): string | null {
  const foreign = FORWARDER_HEADERS.find((name) => headers.get(name) !== null);
  if (foreign) return foreign;
  const expected: [string, readonly string[]][] = [
    ['x-forwarded-host', [host]],
    ['x-forwarded-port', [String(port)]],
    ['x-forwarded-proto', ['http']],
    ['x-forwarded-for', LOOPBACK_ADDRESSES],
  ];
  const odd = expected.find(([name, own]) => {
    const value = headers.get(name)?.toLowerCase();
    return value !== undefined && !own.includes(value);
  });
  return odd ? odd[0] : null;
}

/** A link on another site may open a page (and only a page: the API is not for following links). */
function isLinkFollowed(method: string, pathname: string, headers: Pick<Headers, 'get'>): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers.get('sec-fetch-mode') === 'navigate' &&
    headers.get('sec-fetch-dest') === 'document' &&
    !isApi(pathname)
  );
}
