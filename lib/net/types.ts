/** What the egress guard hands to other rooms. The functions: `./policy`, `./url`, `./fetch`, `./proxy`, `./operator`. */
import type { Socket } from 'node:net';
import type { ErrorCode } from '@/lib/base/errors';

/** EgressPolicy says where content may be fetched from. Made once per process by `createEgressPolicy`; immutable. */
export interface EgressPolicy {
  /** `host:port` that the operator opened: host lower case, IPv6 without brackets. Winnow's own ports are never among them. */
  readonly opened: ReadonlySet<string>;
}

/** Why a URL is refused before any byte is sent. */
export type RefusalCode = Extract<ErrorCode, 'invalid_url' | 'unsupported_scheme' | 'forbidden_address' | 'forbidden_port'>;

/** `url` is the normalised form and the only one to pass on: other parsers read odd spellings differently. */
export type UrlVerdict = { ok: true; url: URL } | { ok: false; code: RefusalCode; reason: string };

/** Resolver answers every address of a name, IPv4 and IPv6, in the order in which they should be tried. May reject like `dns.lookup`. */
export type Resolver = (hostname: string) => Promise<readonly string[]>;

/** Dialer opens a TCP connection to an address that has been checked. The socket may still be connecting. */
export type Dialer = (address: string, port: number) => Socket;

/** NetworkSeams are the two places where the guard touches the network: replaced in tests, so that names and addresses can be stood in for. */
export interface NetworkSeams {
  resolve: Resolver;
  dial: Dialer;
  /** Certificate authorities (PEM) to trust in place of the system's. */
  ca?: string;
}

/** ByteBudget is shared by everything that is fetched for one item. */
export interface ByteBudget {
  readonly maxBytes: number;
  readonly usedBytes: number;
  /** Adds bytes that arrived; throws `too_large` once there are more than maxBytes. */
  charge(bytes: number): void;
}

export interface GuardedFetchOptions {
  policy: EgressPolicy;
  method?: 'GET' | 'HEAD' | 'POST';
  headers?: Record<string, string>;
  /** The Accept header. */
  accept?: string;
  /** Sent with POST; kept over 307 and 308, dropped over 301, 302 and 303. */
  body?: string;
  /** Cap on the decoded body, and on what came over the wire. Counted, never believed from Content-Length. */
  maxBytes: number;
  /** Charged with the decoded body. */
  budget?: ByteBudget;
  /** For everything: names, connections, redirects and the body. */
  timeoutMs: number;
  /** From sending a request to having its headers complete, connection included; per hop. Default 20 s. */
  headerTimeoutMs?: number;
  /** Longest silence within a body. Default 20 s. */
  idleTimeoutMs?: number;
  /** Default 10. */
  maxRedirects?: number;
  signal?: AbortSignal;
  network?: NetworkSeams;
}

/** A response with a status below 400. Its body must be read, saved or closed; it is closed by itself when the time is up. */
export interface GuardedResponse {
  status: number;
  headers: Headers;
  /** After redirects; normalised. */
  finalUrl: string;
  /** Decoded (gzip, deflate, br). Can be read once, by one of the ways below. Rejects with a WinnowError. */
  body: AsyncIterable<Uint8Array>;
  bytes(): Promise<Buffer>;
  /** By the BOM, else the charset of Content-Type, else UTF-8. */
  text(): Promise<string>;
  /** Writes the body to a new file (never over an existing one) and says its size. A failed one is removed. */
  toFile(path: string): Promise<{ bytes: number }>;
  close(): void;
}

export interface ChildProxyOptions {
  policy: EgressPolicy;
  /** Bytes both ways, all connections together, as they come over the wire. */
  maxBytes: number;
  /** Charged with the same bytes, so that a child and guardedFetch can share an item's cap. */
  budget?: ByteBudget;
  /** After this the proxy closes every connection and accepts none. */
  timeoutMs: number;
  /** Longest silence on one connection. Default 60 s. */
  idleTimeoutMs?: number;
  network?: NetworkSeams;
}

/** One connection that was made, or one that was not. */
export interface ProxyLogEntry {
  /** What the child asked for, as it spelled it, where that made no sense. */
  host: string;
  /** Null where it made no sense. */
  port: number | null;
  verdict: 'allowed' | ErrorCode;
  /** Why not; null where allowed. */
  reason: string | null;
  bytesUp: number;
  bytesDown: number;
}

/** ChildProxy is a forward proxy (absolute-form HTTP and CONNECT) for one child process, on loopback, behind a credential of its own. */
export interface ChildProxy {
  /** `http://user:token@127.0.0.1:port`: for `--proxy` and the *_PROXY variables. */
  readonly url: string;
  readonly port: number;
  /** The same proxy on a UNIX socket, for the relay into a network namespace. */
  readonly socketPath: string;
  readonly log: readonly ProxyLogEntry[];
  /** Bytes both ways so far. */
  readonly usedBytes: number;
  /** Which cap ended the proxy: `too_large` or `source_timeout`; null while neither did. */
  readonly exceeded: ErrorCode | null;
  /** Drops every connection and stops listening. Safe to call twice. */
  close(): Promise<void>;
}
