/** Looks at a feed, a channel or a playlist again and again: only what is new is asked for where the host knows how. */
import { WinnowError } from '@/lib/base/errors';
import type { EgressPolicy } from '@/lib/net/types';
import { isYouTube } from '@/lib/net/youtube-url';
import { createFetcher, type Fetcher } from '../fetching/fetcher';
import { openSource, readAll } from '../fetching/source';
import { createReader } from '../reading/reader';
import { decodeBytes } from '../text/charset';
import type { AcquireContext, PlaylistEntry } from '../types';
import { listByYtDlp } from '../ways/yt-dlp';
import { needsYtDlp } from '../ytdlp/hosts';
import { type YtDlpPlaces, ytDlpStatus } from '../ytdlp/status';

/** What the host said of its answer, to be told back to it. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

export type FeedLook =
  | { kind: 'unchanged' }
  /** `url` is the feed itself, where the page that was named only links to it. */
  | ({ kind: 'list'; url: string; title: string | null; entries: PlaylistEntry[] } & Validators);

export interface FeedWatcher {
  /** Rejects with the codes of guardedFetch, of yt-dlp, `not_media` for what is no feed, `tool_missing`. */
  look(url: string, validators: Validators, context: AcquireContext): Promise<FeedLook>;
  close(): Promise<void>;
}

export interface FeedWatcherOptions {
  policy: EgressPolicy;
  ytDlp?: YtDlpPlaces;
}

const FEED_TYPES = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.7, */*;q=0.5';
const NONE: Validators = { etag: null, lastModified: null };

/** A channel's own page lists its tabs; what it has published is on one of them. */
const CHANNEL = /^\/(@[^/]+|(?:channel|c|user)\/[^/]+)\/?(?:featured)?$/;

/** listUrl is the address that lists what a channel has published. */
export function listUrl(text: string): string {
  const url = new URL(text);
  const channel = isYouTube(url.hostname) ? CHANNEL.exec(url.pathname)?.[1] : undefined;
  if (channel) url.pathname = `/${channel}/videos`;
  return url.href;
}

/** isList says whether yt-dlp is asked for an address. */
export const isList = needsYtDlp;

export function createFeedWatcher({ policy, ytDlp }: FeedWatcherOptions): FeedWatcher {
  const reader = createReader();

  async function fetchFeed(
    fetcher: Fetcher,
    url: string,
    validators: Validators,
    context: AcquireContext,
    hops: number,
  ): Promise<FeedLook> {
    const headers = {
      ...(validators.etag ? { 'if-none-match': validators.etag } : {}),
      ...(validators.lastModified ? { 'if-modified-since': validators.lastModified } : {}),
    };
    const source = await openSource(fetcher, url, { accept: FEED_TYPES, headers });
    if (source.status === 304) {
      source.close();
      return { kind: 'unchanged' };
    }
    const text = decodeBytes(await readAll(source), source.headers.get('content-type'));
    const { signal, caps } = context;
    const feed = await reader.feed(text, source.finalUrl, caps.maxPlaylistEntries, signal);
    if (feed) {
      const { title, entries } = feed;
      return { kind: 'list', url, title, entries, etag: source.headers.get('etag'), lastModified: source.headers.get('last-modified') };
    }
    const linked = source.sniffed.kind === 'html' ? (await reader.page(text, source.finalUrl, signal)).feeds[0] : undefined;
    if (linked && hops === 0) return fetchFeed(fetcher, linked, NONE, context, hops + 1);
    throw new WinnowError('not_media', `${url} is no feed and links to none`);
  }

  return {
    async look(url, validators, context) {
      const fetcher = createFetcher(policy, context);
      if (!needsYtDlp(url)) return fetchFeed(fetcher, url, validators, context, 0);
      const { title, entries } = await listByYtDlp({ context, fetcher, ytDlp: () => ytDlpStatus(ytDlp) }, listUrl(url));
      return { kind: 'list', url, title, entries, ...NONE };
    },
    close: () => reader.close(),
  };
}
