/** Gets an item from its address. What an address holds is decided by what is really there, not by how it looks. */
import { WinnowError } from '@/lib/base/errors';
import type { ContentMetadata } from '@/lib/core/runs/content';
import type { Media } from '@/lib/engines/transcribe/types';
import type { EgressPolicy } from '@/lib/net/types';
import { createFetcher } from './fetching/fetcher';
import { openSource, readAll, type Source } from './fetching/source';
import type { Job } from './job';
import { createReader } from './reading/reader';
import { sampleName } from './samples';
import { fillHints, itemHints } from './text/hints';
import type { Acquired, Acquirer } from './types';
import { acquireFeed } from './ways/feed';
import { acquireMedia } from './ways/media';
import { acquirePage } from './ways/page';
import { acquireSample } from './ways/sample';
import { acquireCaptions, acquireText } from './ways/text';
import { acquireByYtDlp } from './ways/yt-dlp';
import { needsYtDlp } from './ytdlp/hosts';
import { type YtDlpPlaces, ytDlpStatus } from './ytdlp/status';

export interface AcquirerOptions {
  /** Where content may be fetched from. */
  policy: EgressPolicy;
  media: Media;
  /** Where yt-dlp is looked for. */
  ytDlp?: YtDlpPlaces;
}

const ACCEPT = 'text/html,application/xhtml+xml,application/rss+xml,application/atom+xml;q=0.9,audio/*;q=0.9,video/*;q=0.9,*/*;q=0.8';
/** From an address to its item: a page's refresh, the page, its player's file. */
const MAX_HOPS = 4;
/** A channel is a list of lists of videos; nothing honest goes deeper. */
const MAX_PLAYLIST_DEPTH = 2;

/** HLS and DASH: pieces that yt-dlp puts together. One that has no end yet is a broadcast. */
async function acquireManifest(job: Job, source: Source): Promise<Acquired> {
  const text = (await readAll(source)).toString('utf8');
  const isLive = text.includes('#EXTINF') ? !/#EXT-X-(?:ENDLIST|PLAYLIST-TYPE:VOD)/.test(text) : /<MPD[^>]*\btype="dynamic"/.test(text);
  if (isLive) throw new WinnowError('live_stream', `${source.url} is live now`);
  const status = await job.ytDlp();
  if (status.state === 'ok') return acquireByYtDlp(job, source.url);
  throw new WinnowError(
    'unsupported_format',
    `${source.url} is a list of pieces (HLS or DASH), which yt-dlp puts together: ${status.howToFix}`,
  );
}

/** route goes on with one address; `page` is what the page that led there says. */
async function route(job: Job, url: string, page: Partial<ContentMetadata>, hops: number): Promise<Acquired> {
  if (hops > MAX_HOPS) throw new WinnowError('too_many_redirects', `${job.url} leads from page to page`);
  const told: Job = { ...job, hints: fillHints(job.hints, page) };
  if (needsYtDlp(url)) return acquireByYtDlp(told, url);

  job.context.onProgress(null, 'Fetching');
  const source = await openSource(job.fetcher, url, { accept: ACCEPT });
  try {
    switch (source.sniffed.kind) {
      case 'media':
        return await acquireMedia(job, source, page);
      case 'manifest':
        return await acquireManifest(told, source);
      case 'html':
        return await acquirePage(job, source, (next, nextUrl, said) => route(next, nextUrl, said, hops + 1));
      case 'xml':
      case 'json':
        return await acquireFeed(job, source);
      case 'captions':
        return await acquireCaptions(job, source);
      case 'text':
        return await acquireText(job, source);
      case 'empty':
        throw new WinnowError('empty_content', `${url} is empty`);
      case 'other':
        throw new WinnowError('not_media', `${url} is neither audio, video nor text: ${source.sniffed.name}`);
    }
  } finally {
    source.close();
  }
}

/** A list's entries carry how many lists led to them, so that lists of lists come to an end. */
function bounded(acquired: Acquired, job: Job): Acquired {
  if (acquired.kind === 'item') return acquired;
  const playlistDepth = job.hints.playlistDepth + 1;
  if (playlistDepth > MAX_PLAYLIST_DEPTH) {
    throw new WinnowError('unsupported_site', `${job.url} is a list within a list of lists; submit it by itself`);
  }
  const entries = acquired.entries.map((entry) => ({ ...entry, hints: itemHints({ ...entry.hints, playlistDepth }) }));
  return { ...acquired, entries };
}

/**
 * createAcquirer: samples from disk; direct media, articles and feeds through the guarded fetch; players that only yt-dlp knows, and pages
 * without anything readable, through yt-dlp where there is one. `close` ends its reading threads, which also end by themselves.
 */
export function createAcquirer({ policy, media, ytDlp }: AcquirerOptions): Acquirer & { close(): Promise<void> } {
  const reader = createReader();
  return {
    async acquire(url, context) {
      const name = sampleName(url);
      if (name !== null) return acquireSample(name, context, { media, reader });
      const job: Job = {
        url,
        context,
        hints: itemHints(context.hints ?? {}),
        fetcher: createFetcher(policy, context),
        reader,
        media,
        ytDlp: () => ytDlpStatus(ytDlp),
      };
      return bounded(await route(job, url, {}, 0), job);
    },
    close: () => reader.close(),
  };
}
