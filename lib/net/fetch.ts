/**
 * guardedFetch fetches what nobody vouches for. Each hop (the URL given, then each redirect) goes the same way: judge the text, resolve,
 * check every address, connect to a checked one, speak to it under the URL's own name. A connection serves one request and is never kept, so
 * none can outlive its check. No proxy variable of the environment is read.
 */
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { WinnowError } from '@/lib/base/errors';
import { ACCEPT_ENCODING, collect, decodedBody, decodeText, saveTo } from './body';
import { connectChecked, secure, systemNetwork } from './connect';
import { startDeadline, within } from './deadline';
import { codeForStatus, networkError, retryAfterSeconds } from './failures';
import type { GuardedFetchOptions, GuardedResponse } from './types';
import { hostOf, judgeUrl, portOf } from './url';

const DEFAULT_HEADER_TIMEOUT_MS = 20_000;
const DEFAULT_IDLE_TIMEOUT_MS = 20_000;
/** Podcast enclosures pass half a dozen counters. */
const DEFAULT_MAX_REDIRECTS = 10;
const MAX_HEADER_BYTES = 64 * 1024;
const USER_AGENT = 'Mozilla/5.0 (compatible; Winnow/0.1)';
/** Meant for the host they were given for, and for no other. */
const CREDENTIAL_HEADERS = ['authorization', 'cookie', 'proxy-authorization'];

/** What one hop sends. */
interface Hop {
  url: URL;
  method: 'GET' | 'HEAD' | 'POST';
  headers: Headers;
  body: string | null;
}

interface HopResponse {
  status: number;
  headers: Headers;
  body: IncomingMessage;
  close: () => void;
}

function judged(text: string, options: GuardedFetchOptions): URL {
  const verdict = judgeUrl(text, options.policy);
  if (!verdict.ok) throw new WinnowError(verdict.code, verdict.reason);
  return verdict.url;
}

function firstHop(url: string | URL, options: GuardedFetchOptions): Hop {
  const headers = new Headers({ 'user-agent': USER_AGENT, accept: options.accept ?? '*/*' });
  for (const [name, value] of Object.entries(options.headers ?? {})) headers.set(name, value);
  headers.set('accept-encoding', ACCEPT_ENCODING);
  return { url: judged(String(url), options), method: options.method ?? 'GET', headers, body: options.body ?? null };
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!);
  return headers;
}

/**
 * ask sends a hop's request over a connected socket and waits for the complete headers of its answer. The connection that was checked is all
 * there is: it belongs to no agent, so nothing connects again after it was lost.
 */
function ask({ url, method, headers, body }: Hop, socket: Socket): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = request({
      createConnection: () => socket,
      host: url.hostname,
      path: url.pathname + url.search,
      method,
      headers: { host: url.host, ...Object.fromEntries(headers) },
      maxHeaderSize: MAX_HEADER_BYTES,
    });
    // Also after the answer has come: a late error must not end the process.
    asked
      .on('error', reject)
      .once('response', resolve)
      .end(body ?? undefined);
  });
}

/** send does one hop up to complete headers. The caller closes the response. */
async function send(hop: Hop, options: GuardedFetchOptions, signal: AbortSignal): Promise<HopResponse> {
  const host = hostOf(hop.url);
  const network = options.network ?? systemNetwork;
  const untilHeaders = startDeadline(options.headerTimeoutMs ?? DEFAULT_HEADER_TIMEOUT_MS, `The answer of ${host}`, signal);
  let close = (): void => {};
  try {
    const plain = await connectChecked(host, portOf(hop.url), options.policy, network, untilHeaders.signal);
    close = () => plain.destroy();
    const socket = hop.url.protocol === 'https:' ? await secure(plain, host, network, untilHeaders.signal) : plain;
    const response = await within(ask(hop, socket), untilHeaders.signal);
    close = () => {
      response.destroy();
      plain.destroy();
    };
    // Closing destroys the body with an error that nobody may be waiting for.
    response.on('error', () => {});
    return { status: response.statusCode!, headers: toHeaders(response), body: response, close };
  } catch (error) {
    close();
    throw networkError(error, host);
  } finally {
    untilHeaders.release();
  }
}

const REDIRECT_STATUSES = [301, 302, 303, 307, 308];

/** nextHop is where a redirect leads, judged; null when the response is no redirect. */
function nextHop(hop: Hop, response: HopResponse, options: GuardedFetchOptions): Hop | null {
  const location = response.headers.get('location');
  if (!REDIRECT_STATUSES.includes(response.status) || location === null) return null;
  // Headers arrive as bytes; like browsers, read this one as UTF-8.
  const text = Buffer.from(location, 'latin1').toString('utf8');
  if (!URL.canParse(text, hop.url.href)) throw new WinnowError('invalid_url', `${hop.url.host} redirects to something that is not a URL.`);
  const url = judged(new URL(text, hop.url.href).href, options);

  const becomesGet = response.status === 303 ? hop.method !== 'HEAD' : response.status <= 302 && hop.method === 'POST';
  const headers = new Headers(hop.headers);
  if (url.origin !== hop.url.origin) for (const name of CREDENTIAL_HEADERS) headers.delete(name);
  if (becomesGet) headers.delete('content-type');
  return { url, method: becomesGet ? 'GET' : hop.method, headers, body: becomesGet ? null : hop.body };
}

function refuseStatus(hop: Hop, { status, headers }: HopResponse): void {
  const code = codeForStatus(status);
  if (!code) return;
  const seconds = retryAfterSeconds(headers.get('retry-after'), Date.now());
  throw new WinnowError(
    code,
    `${hop.url.host} answered with status ${status}.`,
    seconds === undefined ? {} : { retryAfterSeconds: seconds },
  );
}

/** A declared length over the cap saves the download; one under it proves nothing, so bytes are counted all the same. */
function refuseDeclaredLength(hop: Hop, { headers }: HopResponse, maxBytes: number): void {
  const declared = Number(headers.get('content-length') ?? 0);
  if (hop.method !== 'HEAD' && declared > maxBytes) {
    throw new WinnowError('too_large', `${hop.url.host} offers ${declared} bytes; at most ${maxBytes} are taken.`);
  }
}

function toGuarded(
  hop: Hop,
  response: HopResponse,
  options: GuardedFetchOptions,
  signal: AbortSignal,
  release: () => void,
): GuardedResponse {
  const host = hostOf(hop.url);
  const close = (): void => {
    release();
    response.close();
  };
  signal.addEventListener('abort', close, { once: true });
  const caps = {
    host,
    maxBytes: options.maxBytes,
    budget: options.budget,
    idleTimeoutMs: options.idleTimeoutMs ?? DEFAULT_IDLE_TIMEOUT_MS,
    signal,
  };
  const body = decodedBody(response.body, response.headers.get('content-encoding'), caps, close);
  return {
    status: response.status,
    headers: response.headers,
    finalUrl: hop.url.href,
    body,
    bytes: () => collect(body),
    text: async () => decodeText(await collect(body), response.headers.get('content-type')),
    toFile: (path) => saveTo(path, body, host),
    close,
  };
}

/**
 * guardedFetch returns a response whose headers are complete and whose status is below 400. Rejects with a WinnowError: the codes of
 * judgeUrl (also for a redirect or an address), those of `codeForStatus` (with Retry-After) and `networkError`, `too_large`,
 * `too_many_redirects`, `source_timeout`, or the reason of `signal`.
 */
export async function guardedFetch(url: string | URL, options: GuardedFetchOptions): Promise<GuardedResponse> {
  let hop = firstHop(url, options);
  const total = startDeadline(options.timeoutMs, `Fetching from ${hop.url.host}`, options.signal);
  const maxRedirects = options.maxRedirects ?? DEFAULT_MAX_REDIRECTS;
  let response: HopResponse | null = null;
  try {
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      response = await send(hop, options, total.signal);
      const next = nextHop(hop, response, options);
      if (!next) {
        refuseStatus(hop, response);
        refuseDeclaredLength(hop, response, options.maxBytes);
        return toGuarded(hop, response, options, total.signal, total.release);
      }
      response.close();
      hop = next;
    }
    throw new WinnowError('too_many_redirects', `${hop.url.host} is reached only after more than ${maxRedirects} redirects.`);
  } catch (error) {
    response?.close();
    total.release();
    throw error;
  }
}
