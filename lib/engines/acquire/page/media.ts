/** Which audio or video a page offers, and which of it is the page's own. */
import type { OfferedTranscript } from '@/lib/core/runs/content';
import { cleanLine, cleanUrl, primaryTag } from '../text/clean';
import { parseDuration } from '../text/when';
import { firstText, type JsonLdNode, nodesAt, typesOf } from './json-ld';

export interface PageMedia {
  url: string;
  title: string | null;
  durationSeconds: number | null;
  /** Of its `<track>` elements. */
  tracks: OfferedTranscript[];
}

const MEDIA_NODE = /^(?:AudioObject|VideoObject|MediaObject|PodcastEpisode|RadioEpisode|MusicRecording|Clip)$/;
const MEDIA_LINK = /\.(?:mp3|m4a|m4b|aac|ogg|oga|opus|flac|wav|mp4|m4v|webm|mov|mkv)$/i;
const MAX_FOUND = 50;

function offer(url: string | null, facts: Partial<PageMedia> = {}): PageMedia[] {
  return url === null ? [] : [{ url, title: null, durationSeconds: null, tracks: [], ...facts }];
}

/** One file named twice, with and without TLS or a mark of who asks, is one. */
function unique(found: readonly PageMedia[]): PageMedia[] {
  const byFile = new Map<string, PageMedia>();
  for (const media of found) {
    const key = media.url.replace(/^https?:/, '').replace(/[?#].*$/, '');
    const known = byFile.get(key);
    if (known) known.tracks.push(...media.tracks);
    else byFile.set(key, { ...media, tracks: [...media.tracks] });
  }
  return [...byFile.values()].slice(0, MAX_FOUND);
}

function fromJsonLd(nodes: readonly JsonLdNode[], base: string): PageMedia[] {
  return nodes.flatMap((node) => {
    if (!typesOf(node).some((type) => MEDIA_NODE.test(type))) return [];
    const facts = {
      title: cleanLine(firstText(node, 'name', 'headline')),
      durationSeconds: parseDuration(firstText(node, 'duration', 'timeRequired')),
    };
    const files = [
      node,
      ...nodesAt(node, 'associatedMedia'),
      ...nodesAt(node, 'audio'),
      ...nodesAt(node, 'video'),
      ...nodesAt(node, 'encoding'),
    ];
    const url = files.map((file) => cleanUrl(firstText(file, 'contentUrl'), base)).find((found) => found !== null);
    return offer(url ?? null, facts);
  });
}

function content(document: Document, name: string): string | null {
  return document.querySelector(`meta[property="${name}"],meta[name="${name}"]`)?.getAttribute('content') ?? null;
}

function fromOpenGraph(document: Document, base: string): PageMedia[] {
  const durationSeconds = parseDuration(
    content(document, 'video:duration') ?? content(document, 'og:video:duration') ?? content(document, 'music:duration'),
  );
  return ['audio', 'video'].flatMap((kind) => {
    // `text/html` is a player to embed, not a file.
    if (/html|flash/i.test(content(document, `og:${kind}:type`) ?? '')) return [];
    const names = [`og:${kind}:secure_url`, `og:${kind}:url`, `og:${kind}`];
    return offer(cleanUrl(names.map((name) => content(document, name)).find(Boolean), base), { durationSeconds });
  });
}

function tracksOf(element: Element, base: string): OfferedTranscript[] {
  return [...element.querySelectorAll('track')].flatMap((track): OfferedTranscript[] => {
    const kind = track.getAttribute('kind')?.toLowerCase() ?? 'subtitles';
    const url = cleanUrl(track.getAttribute('src'), base);
    if (url === null || (kind !== 'captions' && kind !== 'subtitles')) return [];
    return [{ url, type: null, language: primaryTag(track.getAttribute('srclang')), origin: 'captions' }];
  });
}

function sourceOf(element: Element, base: string): string | null {
  const own = cleanUrl(element.getAttribute('src'), base);
  if (own) return own;
  const sources = [...element.querySelectorAll('source')];
  // A list of pieces only where there is no file.
  const files = sources.filter((source) => !/mpegurl|dash/i.test(source.getAttribute('type') ?? ''));
  return [...files, ...sources].map((source) => cleanUrl(source.getAttribute('src'), base)).find((url) => url !== null) ?? null;
}

function fromElements(document: Document, base: string): PageMedia[] {
  return [...document.querySelectorAll('audio,video')].flatMap((element) => {
    // What plays by itself, silent and for ever, is decoration.
    const isDecoration = element.hasAttribute('muted') && (element.hasAttribute('loop') || element.hasAttribute('autoplay'));
    return isDecoration
      ? []
      : offer(sourceOf(element, base), { title: cleanLine(element.getAttribute('title')), tracks: tracksOf(element, base) });
  });
}

function fromLinks(document: Document, base: string): PageMedia[] {
  return [...document.querySelectorAll('a[href]')].flatMap((link) => {
    const url = cleanUrl(link.getAttribute('href'), base);
    return url !== null && MEDIA_LINK.test(new URL(url).pathname) ? offer(url) : [];
  });
}

/**
 * pageMedia returns what the most telling kind of mark on the page names: JSON-LD, then OpenGraph, then players, then links to files. More
 * than one means that the page has no item of its own. Tracks of a player count for its file however it was found.
 */
export function pageMedia(document: Document, nodes: readonly JsonLdNode[], base: string): PageMedia[] {
  const players = unique(fromElements(document, base));
  const kinds = [unique(fromJsonLd(nodes, base)), unique(fromOpenGraph(document, base)), players, unique(fromLinks(document, base))];
  const [found = []] = kinds.filter((kind) => kind.length > 0);
  const [only, ...others] = found;
  if (!only || others.length > 0) return found;
  return found === players
    ? found
    : unique([
        only,
        ...players.filter((player) => player.tracks.length > 0 && players.length === 1).map((player) => ({ ...player, url: only.url })),
      ]);
}
