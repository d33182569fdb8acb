import { BUILT_IN_TYPES, type BuiltInType } from './labels';
import type { ClassifyInput } from './types';

/** Hosts (their subdomains included) that carry mostly one type. General ones, like video platforms, say nothing. */
const HOSTS: Partial<Record<BuiltInType, readonly string[]>> = {
  educational: [
    ...[
      'ted.com',
      'khanacademy.org',
      'coursera.org',
      'edx.org',
      'ocw.mit.edu',
      'wikipedia.org',
      'nationalgeographic.com',
      'britannica.com',
    ],
    ...['quantamagazine.org', 'smithsonianmag.com'],
  ],
  technology: [
    ...['github.com', 'stackoverflow.com', 'dev.to', 'arstechnica.com', 'techcrunch.com', 'theverge.com', 'wired.com', 'hackaday.com'],
    ...['changelog.com', 'infoq.com', 'lwn.net', 'theregister.com', 'media.ccc.de', 'fosdem.org'],
  ],
  news: [
    ...[
      'bbc.co.uk',
      'bbc.com',
      'cnn.com',
      'reuters.com',
      'apnews.com',
      'aljazeera.com',
      'nytimes.com',
      'washingtonpost.com',
      'theguardian.com',
    ],
    ...[
      'npr.org',
      'dw.com',
      'france24.com',
      'bloomberg.com',
      'news.sky.com',
      'abcnews.go.com',
      'cbsnews.com',
      'nbcnews.com',
      'foxnews.com',
    ],
  ],
  entertainment: ['twitch.tv', 'kick.com', 'ign.com', 'tmz.com', 'imdb.com', 'dropout.tv', 'crunchyroll.com', 'tiktok.com'],
  music: ['bandcamp.com', 'soundcloud.com', 'genius.com', 'azlyrics.com', 'music.youtube.com', 'deezer.com', 'hymnary.org'],
};

/** Log-odds for a telling host or author: strong, yet a clear text outweighs it. */
const TELLING = 1.5;
/** An article is read: it is seldom lyrics, a spot or a show. */
const ARTICLE: Partial<Record<BuiltInType, number>> = { music: -1.5, advertisement: -0.5, entertainment: -0.5 };
/** Channels that record labels and platforms fill with songs. */
const MUSIC_CHANNEL = /\bvevo\b|vevo$| - topic$|\brecords\b/i;

const isUnder = (host: string, domain: string) => host === domain || host.endsWith(`.${domain}`);

/** sourcePrior gives, per built-in type, log-odds from where an item is from. Zeros for a source that tells nothing. */
export function sourcePrior({ metadata, mediaKind }: Pick<ClassifyInput, 'metadata' | 'mediaKind'>): number[] {
  const musicChannel = MUSIC_CHANNEL.test(metadata.author ?? '');
  return BUILT_IN_TYPES.map((type) => {
    const telling = HOSTS[type]?.some((domain) => isUnder(metadata.sourceHost, domain)) || (type === 'music' && musicChannel);
    return (telling ? TELLING : 0) + (mediaKind === 'article' ? (ARTICLE[type] ?? 0) : 0);
  });
}
