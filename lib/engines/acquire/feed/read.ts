/** RSS, Atom, RDF and JSON feeds → entries with what the feed says of each. Runs in the reading thread. */
import { type AnyFeed, parseFeed } from 'feedsmith';
import type { ItemHints, OfferedTranscript } from '@/lib/core/runs/content';
import { cleanBlock, cleanLine, cleanUrl, primaryTag } from '../text/clean';
import { textOfMarkup } from '../text/entities';
import { itemHints } from '../text/hints';
import { parseDuration, parseWhen } from '../text/when';
import type { PlaylistEntry } from '../types';

export interface FeedFacts {
  title: string | null;
  /** In the feed's order, each URL once. */
  entries: (PlaylistEntry & { hints: ItemHints })[];
  /** Entries over the cap. */
  omitted: number;
}

type FeedOf<Format extends AnyFeed['format']> = Extract<AnyFeed, { format: Format }>['feed'];
type RssItem = NonNullable<FeedOf<'rss'>['items']>[number];
type AtomEntry = NonNullable<FeedOf<'atom'>['entries']>[number];
type JsonItem = NonNullable<FeedOf<'json'>['items']>[number];
type MediaNs = RssItem['media'];

/** Enough to classify by; hints are stored with every entry's run. */
const MAX_DESCRIPTION_LENGTH = 4000;
const MAX_TRANSCRIPTS = 10;
const MAX_CHAPTERS = 300;
/** What people can read, from the form that is most exact to the one that is least. */
const TRANSCRIPT_PREFERENCE = ['text/vtt', 'application/json', 'application/x-subrip', 'application/srt', 'text/html', 'text/plain'];

/** One item, whatever the format it came in. Raw strings; `url` and `enclosure` may be relative. */
interface RawItem {
  title?: string;
  link?: string;
  descriptions: (string | undefined)[];
  author?: string;
  date?: string;
  enclosures: { url?: string; type?: string; duration?: number }[];
  durationSeconds?: number;
  language?: string;
  chapters?: { start?: string; title?: string }[];
  chaptersUrl?: string;
  transcripts?: { url?: string; type?: string; language?: string }[];
}

function mediaEnclosures(media: MediaNs): RawItem['enclosures'] {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap((group) => group.contents ?? [])];
  return contents.map(({ url, type, medium, duration }) => ({ url, type: type ?? (medium ? `${medium}/*` : undefined), duration }));
}

function fromRss(item: RssItem): RawItem {
  const { itunes, podcast, dc, content, media } = item;
  return {
    title: item.title ?? itunes?.title,
    link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
    descriptions: [item.description, itunes?.summary, content?.encoded],
    author: itunes?.author ?? item.authors?.[0]?.name ?? dc?.creators?.[0],
    date: item.pubDate ?? dc?.dates?.[0],
    enclosures: [...(item.enclosures ?? []), ...mediaEnclosures(media)],
    durationSeconds: itunes?.duration,
    chapters: item.psc?.chapters,
    chaptersUrl: podcast?.chapters?.url,
    transcripts: podcast?.transcripts,
  };
}

function fromAtom(entry: AtomEntry): RawItem {
  const links = entry.links ?? [];
  const enclosures = links.filter(({ rel }) => rel === 'enclosure').map(({ href, type }) => ({ url: href, type }));
  return {
    title: entry.title?.value,
    link:
      links.find(({ rel, type }) => (rel ?? 'alternate') === 'alternate' && (type ?? 'text/html') === 'text/html')?.href ??
      entry.content?.src,
    descriptions: [entry.summary?.value, entry.media?.groups?.[0]?.description?.value, entry.content?.value],
    author: entry.authors?.[0]?.name,
    date: entry.published ?? entry.updated,
    // A video's page says more than the embedded player that media:content names.
    enclosures,
    durationSeconds: entry.itunes?.duration,
    chapters: entry.psc?.chapters,
  };
}

function fromJson(item: JsonItem): RawItem {
  return {
    title: item.title,
    link: item.url ?? item.external_url,
    descriptions: [item.summary, item.content_text, item.content_html],
    author: item.authors?.[0]?.name,
    date: item.date_published,
    enclosures: (item.attachments ?? []).map(({ url, mime_type, duration_in_seconds }) => ({
      url,
      type: mime_type,
      duration: duration_in_seconds,
    })),
    language: item.language,
  };
}

function rawItems(parsed: AnyFeed): { items: RawItem[]; title?: string; language?: string; author?: string } {
  switch (parsed.format) {
    case 'rss': {
      const { feed } = parsed;
      return {
        items: (feed.items ?? []).map(fromRss),
        title: feed.title ?? feed.itunes?.title,
        language: feed.language,
        author: feed.itunes?.author,
      };
    }
    case 'rdf':
      return { items: (parsed.feed.items ?? []).map((item) => fromRss(item as RssItem)), title: parsed.feed.title };
    case 'atom': {
      const { feed } = parsed;
      return {
        items: (feed.entries ?? []).map(fromAtom),
        title: feed.title?.value,
        language: feed.xml?.lang,
        author: feed.authors?.[0]?.name,
      };
    }
    case 'json':
      return {
        items: parsed.feed.items?.map(fromJson) ?? [],
        title: parsed.feed.title,
        language: parsed.feed.language,
        author: parsed.feed.authors?.[0]?.name,
      };
  }
}

/** A picture is an enclosure too; what names no type is taken at its word. */
function isPlayable(type: string | undefined): boolean {
  return !type || /^(?:audio|video)\/|^application\/(?:octet-stream|ogg|mp4|x-mpegurl|vnd\.apple\.mpegurl)/i.test(type);
}

function offeredTranscripts(raw: RawItem, base: string): OfferedTranscript[] {
  const rank = (type: string | null): number => {
    const index = TRANSCRIPT_PREFERENCE.indexOf(type ?? '');
    return index < 0 ? TRANSCRIPT_PREFERENCE.length : index;
  };
  return (raw.transcripts ?? [])
    .flatMap(({ url, type, language }): OfferedTranscript[] => {
      const absolute = cleanUrl(url, base);
      const plainType = cleanLine(type?.split(';', 1)[0]?.toLowerCase(), 80);
      return absolute ? [{ url: absolute, type: plainType, language: primaryTag(language), origin: 'podcast_transcript' }] : [];
    })
    .sort((a, b) => rank(a.type) - rank(b.type))
    .slice(0, MAX_TRANSCRIPTS);
}

function toEntry(
  raw: RawItem,
  feed: { url: string; title: string | null; language: string | null; author: string | null },
): FeedFacts['entries'][number] | null {
  const playable = raw.enclosures.find(({ url, type }) => url && isPlayable(type));
  const pageUrl = cleanUrl(raw.link, feed.url);
  const url = cleanUrl(playable?.url, feed.url) ?? pageUrl;
  if (!url) return null;
  const description = raw.descriptions.find((text) => text?.trim())?.slice(0, MAX_DESCRIPTION_LENGTH * 4);
  const title = cleanLine(textOfMarkup(raw.title?.slice(0, 2000) ?? ''));
  return {
    url,
    title,
    hints: itemHints({
      title,
      description: cleanBlock(textOfMarkup(description ?? ''), MAX_DESCRIPTION_LENGTH),
      author: cleanLine(raw.author) ?? feed.author,
      siteName: feed.title,
      publishedAt: parseWhen(raw.date),
      durationSeconds: parseDuration(raw.durationSeconds ?? playable?.duration),
      language: primaryTag(raw.language) ?? feed.language,
      chapters: (raw.chapters ?? []).slice(0, MAX_CHAPTERS).flatMap(({ start, title: name }) => {
        const heading = cleanLine(name);
        return heading ? [{ startSeconds: parseDuration(start) ?? 0, title: heading }] : [];
      }),
      chaptersUrl: cleanUrl(raw.chaptersUrl, feed.url),
      pageUrl,
      feedUrl: feed.url,
      transcripts: offeredTranscripts(raw, feed.url),
    }),
  };
}

/** readFeed returns null when the text is no feed. */
export function readFeed(text: string, url: string, maxEntries: number): FeedFacts | null {
  let parsed: AnyFeed;
  try {
    parsed = parseFeed(text);
  } catch {
    return null;
  }
  const { items, title, language, author } = rawItems(parsed);
  const feed = { url, title: cleanLine(textOfMarkup(title ?? '')), language: primaryTag(language), author: cleanLine(author) };
  const seen = new Set<string>();
  const entries = items.flatMap((item) => {
    const entry = toEntry(item, feed);
    if (!entry || seen.has(entry.url)) return [];
    seen.add(entry.url);
    return [entry];
  });
  return { title: feed.title, entries: entries.slice(0, maxEntries), omitted: Math.max(0, entries.length - maxEntries) };
}
