import ipaddr from 'ipaddr.js';

/** Set by web/main.mjs from the connection itself, whatever a client sent under this name. */
export const PEER_HEADER = 'x-winnow-peer';
/** `next dev` has no web/main.mjs before it, and listens on loopback only. */
const DEVELOPMENT_PEER = '127.0.0.1';

type ReadHeaders = Pick<Headers, 'get'>;

/** Who is at the other end of a request, and under which name this Winnow was asked. */
export interface Client {
  /** IP address, IPv4-mapped ones as IPv4. */
  address: string;
  /** Origins that count as our own pages for this request. */
  origins: readonly string[];
  /** Whether the browser came over TLS: decides about cookies. */
  https: boolean;
}

export interface ClientSettings {
  /** Addresses and ranges whose X-Forwarded-* headers are believed. */
  trustedProxies: readonly string[];
  publicUrl: string | null;
}

/**
 * clientOf reads who asks. X-Forwarded-* count only where the connection comes from a proxy that the operator named; the client is then the last address
 * of X-Forwarded-For that is no such proxy, since everything before it may be the client's own invention.
 */
export function clientOf(headers: ReadHeaders, { trustedProxies, publicUrl }: ClientSettings): Client {
  const peer = normal(headers.get(PEER_HEADER) ?? DEVELOPMENT_PEER) ?? 'unknown';
  const isTrusted = (address: string) => trustedProxies.some((range) => isWithin(address, range));
  const isForwarded = isTrusted(peer);
  const host = ((isForwarded && lastOf(headers.get('x-forwarded-host'))) || headers.get('host') || '').toLowerCase();
  const publicOrigin = publicUrl === null ? null : new URL(publicUrl).origin;
  const isPublicHost = publicOrigin !== null && new URL(publicOrigin).host === host;
  const https = isForwarded
    ? lastOf(headers.get('x-forwarded-proto'))?.toLowerCase() === 'https'
    : isPublicHost && publicOrigin.startsWith('https:');
  const own = `${https ? 'https' : 'http'}://${host}`;
  return {
    address: isForwarded ? forwardedFor(headers.get('x-forwarded-for'), peer, isTrusted) : peer,
    origins: publicOrigin === null || publicOrigin === own ? [own] : [own, publicOrigin],
    https,
  };
}

function forwardedFor(header: string | null, peer: string, isTrusted: (address: string) => boolean): string {
  let client = peer;
  for (const entry of (header ?? '').split(',').reverse()) {
    const address = normal(entry.trim());
    if (address === null) break;
    client = address;
    if (!isTrusted(address)) break;
  }
  return client;
}

const lastOf = (header: string | null): string | undefined => header?.split(',').at(-1)?.trim();

/** null where it is no address. */
function normal(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}

function isWithin(address: string, range: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const subject = ipaddr.process(address);
  if (!range.includes('/')) return subject.toString() === ipaddr.process(range).toString();
  const [network, bits] = ipaddr.parseCIDR(range);
  return subject.kind() === network.kind() && subject.match(network, bits);
}

/** limitGroup is what counts as one client where requests are counted: an IPv4 address, or the /64 that one customer has of IPv6. */
export function limitGroup(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : `${(parsed as ipaddr.IPv6).parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`;
}
