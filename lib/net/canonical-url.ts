/**
 * canonicalUrl brings the addresses under which one item is known to one, so that it is worked on once. It changes only what cannot lead to
 * another item: what the URL standard calls equal, fragments, the marks that newsletters and ad networks hang on, and the forms of YouTube.
 * `www.`, http against https and a path's final slash stay: on some hosts they lead elsewhere.
 */
import { WinnowError } from '@/lib/base/errors';
import { isYouTube, unifyYouTube } from './youtube-url';

const TRACKING =
  /^(?:utm_[a-z_]*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|igsh|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|oly_anon_id|oly_enc_id|wickedid|s_kwcid|ref_src|ref_url|__twitter_impression|_ga|_gl|at_medium|at_campaign|at_bbc_team)$/;
/** Names that mean sharing on these hosts and may mean anything elsewhere. */
const SHARING: { host: RegExp; names: RegExp }[] = [
  { host: /(?:^|\.)(?:spotify\.com|soundcloud\.com)$/, names: /^(?:si|context|in|p|c)$/ },
  { host: /(?:^|\.)(?:twitter\.com|x\.com)$/, names: /^[ts]$/ },
  { host: /(?:^|\.)tiktok\.com$/, names: /^(?:is_from_webapp|sender_device|_r|_t)$/ },
];
const SAMPLE_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** `%7e` and `%7E` are `~` (RFC 3986 §6.2.2); other escapes get capitals. A `%` that escapes nothing is escaped itself. */
function normaliseEscapes(text: string): string {
  return text.replace(/%([0-9a-f]{2})?/gi, (_, hex: string | undefined) => {
    if (hex === undefined) return '%25';
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : `%${hex.toUpperCase()}`;
  });
}

function parameterName(parameter: string): string {
  return (parameter.split('=', 1)[0] ?? '').toLowerCase();
}

function normaliseQuery(url: URL): string {
  const sharing = SHARING.filter(({ host }) => host.test(url.hostname)).map(({ names }) => names);
  const kept = url.search
    .slice(1)
    .split('&')
    .map(normaliseEscapes)
    .filter((parameter) => parameter !== '' && ![TRACKING, ...sharing].some((names) => names.test(parameterName(parameter))));
  // Values of one name keep their order, which may matter.
  const sorted = kept.sort((a, b) => compare(a.split('=', 1)[0] ?? '', b.split('=', 1)[0] ?? ''));
  return sorted.length === 0 ? '' : `?${sorted.join('&')}`;
}

/** By code unit: the same on every machine, whatever its locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Applications that live in one page route by `#/…` or `#!…`; any other fragment points into the same item. */
function normaliseFragment(url: URL): string {
  const fragment = url.hash.replace(/:~:.*$/s, '');
  return /^#(?:!|\/).+/.test(fragment) ? normaliseEscapes(fragment) : '';
}

function canonicalSample(name: string): string {
  const lower = name.trim().toLowerCase();
  if (!SAMPLE_NAME.test(lower)) throw new WinnowError('invalid_url', `"${name.slice(0, 80)}" is not a sample's name`);
  return `sample:${lower}`;
}

/**
 * canonicalUrl returns the one form of a URL, or of `sample:NAME`. Idempotent; says nothing on whether it may be fetched (judgeUrl does).
 * @throws WinnowError `invalid_url` (not a full URL, or one with a user name or password), `unsupported_scheme`
 */
export function canonicalUrl(text: string): string {
  const trimmed = text.trim();
  const sample = /^sample:(.*)$/is.exec(trimmed)?.[1];
  if (sample !== undefined) return canonicalSample(sample);
  if (!URL.canParse(trimmed)) throw new WinnowError('invalid_url', `"${trimmed.slice(0, 200)}" is not a full URL`);

  let url = new URL(trimmed);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new WinnowError('unsupported_scheme', `${url.protocol} addresses are not fetched`);
  }
  if (url.username !== '' || url.password !== '') throw new WinnowError('invalid_url', 'The URL holds a user name or password');
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (isYouTube(url.hostname)) url = unifyYouTube(url);

  const path = normaliseEscapes(url.pathname);
  return `${url.origin}${path}${normaliseQuery(url)}${normaliseFragment(url)}`;
}
