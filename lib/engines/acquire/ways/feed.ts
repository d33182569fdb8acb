/** A feed: a list of items, each to be a run of its own. */
import { WinnowError } from '@/lib/base/errors';
import { canonicalUrl } from '@/lib/net/canonical-url';
import type { FeedFacts } from '../feed/read';
import { openSource, readAll, type Source } from '../fetching/source';
import type { Job } from '../job';
import { decodeBytes } from '../text/charset';
import type { AcquiredPlaylist } from '../types';

const FEED_TYPES = 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5';
/** How far back a page's own item is looked for. */
const SEARCHED_ENTRIES = 1000;

async function readFeedOf({ reader, context }: Job, source: Source, maxEntries: number): Promise<FeedFacts | null> {
  const text = decodeBytes(await readAll(source), source.headers.get('content-type'));
  return reader.feed(text, source.finalUrl, maxEntries, context.signal);
}

/** acquireFeed lists a feed. @throws `not_media` when it is data of another kind, `empty_content` when nothing is in it */
export async function acquireFeed(job: Job, source: Source): Promise<AcquiredPlaylist> {
  const feed = await readFeedOf(job, source, job.context.caps.maxPlaylistEntries);
  if (!feed) throw new WinnowError('not_media', `${job.url} is ${source.sniffed.kind === 'json' ? 'JSON' : 'XML'} data, but no feed`);
  if (feed.entries.length === 0) throw new WinnowError('empty_content', `${job.url} is a feed without a single item`);
  return { kind: 'playlist', ...feed };
}

function isSame(one: string | null, other: string): boolean {
  try {
    return one !== null && canonicalUrl(one) === canonicalUrl(other);
  } catch {
    return false;
  }
}

/**
 * findInFeed looks a page's own item up in a feed that the page links to: by the page's address, or by that of its recording. Null when there
 * is none, or when the feed cannot be had: the page may do without.
 */
export async function findInFeed(job: Job, feedUrl: string, addresses: readonly string[]): Promise<FeedFacts['entries'][number] | null> {
  const source = await openSource(job.fetcher, feedUrl, { accept: FEED_TYPES }).catch(() => null);
  if (!source) return null;
  const feed = await readFeedOf(job, source, SEARCHED_ENTRIES).catch(() => null);
  return (
    feed?.entries.find(({ url, hints }) => addresses.some((address) => isSame(url, address) || isSame(hints.pageUrl, address))) ?? null
  );
}
