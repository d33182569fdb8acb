/** What can be said of a URL from its text alone, before any name is looked up. Used at intake, for each redirect and by the proxy. */
import { isIP } from 'node:net';
import { judgeAddress, rangeLabel } from './address';
import { openedKey } from './policy';
import type { EgressPolicy, RefusalCode, UrlVerdict } from './types';

/** Longer than any address that a media host signs, short enough to log. */
const MAX_URL_LENGTH = 8192;

const DEFAULT_PORTS: Record<string, number> = { 'http:': 80, 'https:': 443 };

/** Suffixes that mean "this machine" or "this network" by standard or habit (RFC 6761, 6762, 8375, ICANN's `.internal`). */
const LOCAL_SUFFIXES = ['localhost', 'localdomain', 'local', 'internal', 'home.arpa'];

/** After the URL standard's mapping; narrower than the standard, which lets `${x}` through, and wider than DNS by the underscore in use. */
const HOST_LABEL = /^[a-z0-9_-]{1,63}$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const CONTROL_CHARACTER = /[\u0000-\u001f\u007f-\u009f]/;

function refuse(code: RefusalCode, reason: string): { ok: false; code: RefusalCode; reason: string } {
  return { ok: false, code, reason };
}

/** hostOf is a URL's host as policy and resolver spell it: IPv6 without brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** portOf is the port that a connection for this http(s) URL goes to. */
export function portOf(url: URL): number {
  return url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
}

function refuseName(name: string): UrlVerdict | null {
  const labels = name.split('.');
  if (!labels.every((label) => HOST_LABEL.test(label)) || name.length > 253) {
    return refuse('invalid_url', `"${name}" is not a host name.`);
  }
  if (labels.length === 1) return refuse('forbidden_address', `"${name}" is a name of the local network: it has no domain.`);
  const suffix = LOCAL_SUFFIXES.find((local) => name === local || name.endsWith(`.${local}`));
  return suffix ? refuse('forbidden_address', `"${name}" is a name of the local network (.${suffix}).`) : null;
}

function refuseLiteral(address: string, opened: boolean): UrlVerdict | null {
  const verdict = judgeAddress(address);
  if (verdict.ok || (opened && verdict.openable)) return null;
  return refuse('forbidden_address', `${address} is not a public address (${rangeLabel(verdict.kind)}).`);
}

/**
 * judgeUrl says whether content may be fetched from a URL, as far as its text tells; names are judged again when they are resolved.
 * Spellings are first brought to the one form that the URL standard gives them (odd IPv4, full-width digits, backslashes, tabs inside).
 */
export function judgeUrl(text: string, policy: EgressPolicy): UrlVerdict {
  const trimmed = text.trim();
  if (trimmed.length > MAX_URL_LENGTH) return refuse('invalid_url', `The URL is longer than ${MAX_URL_LENGTH} characters.`);
  if (CONTROL_CHARACTER.test(trimmed)) return refuse('invalid_url', 'The URL holds control characters.');
  if (!URL.canParse(trimmed)) return refuse('invalid_url', 'This is not a full URL.');

  const url = new URL(trimmed);
  if (!(url.protocol in DEFAULT_PORTS)) return refuse('unsupported_scheme', `${url.protocol} addresses are not fetched.`);
  if (url.username !== '' || url.password !== '') return refuse('invalid_url', 'The URL holds a user name or password.');
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);

  const host = hostOf(url);
  const port = portOf(url);
  const opened = policy.opened.has(openedKey(host, port));
  const refused = isIP(host) ? refuseLiteral(host, opened) : opened ? null : refuseName(host);
  if (refused) return refused;
  if (!opened && port !== 80 && port !== 443) return refuse('forbidden_port', `Port ${port} is not fetched from.`);
  return { ok: true, url };
}
