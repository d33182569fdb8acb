/** A page → what it says of itself, its readable text, and what it offers. Runs in the reading thread. */
import { cleanBlock, cleanLine, cleanUrl, primaryTag } from '../text/clean';
import { countWords } from '../text/paragraphs';
import { parseWhen } from '../text/when';
import { readableText } from './article';
import { openDocument } from './document';
import { firstText, jsonLdNodes, typesOf } from './json-ld';
import { type PageMedia, pageMedia } from './media';

export interface PageFacts {
  title: string | null;
  description: string | null;
  author: string | null;
  siteName: string | null;
  publishedAt: string | null;
  language: string | null;
  /** What the page says that it is, where it says so. */
  declares: 'article' | 'media' | null;
  paragraphs: string[];
  words: number;
  /** None: no media. One: the page's own. More: the page has no item of its own. */
  media: PageMedia[];
  /** RSS, Atom and JSON feeds it links to. */
  feeds: string[];
  /** Pages it embeds. */
  frames: string[];
  /** Where it sends the reader by itself. */
  refreshUrl: string | null;
  asksForPassword: boolean;
  isPaywalled: boolean;
  /** It is written by scripts, so that there may be more than can be read here. */
  hasScripts: boolean;
}

const ARTICLE_NODE = /(?:Article|BlogPosting|Report|Posting)$/;
const MEDIA_NODE = /^(?:AudioObject|VideoObject|PodcastEpisode|RadioEpisode|MusicRecording)$/;
const MAX_LINKS = 20;

/** The first `<meta>` of any of these names, most telling name first. */
function meta(document: Document, ...names: string[]): string | null {
  for (const name of names) {
    const found = document.querySelector(`meta[property="${name}"],meta[name="${name}"],meta[itemprop="${name}"]`)?.getAttribute('content');
    if (found?.trim()) return found;
  }
  return null;
}

function refreshUrl(document: Document, base: string): string | null {
  const content = document.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content') ?? '';
  const target = /^\s*\d{1,2}\s*[;,]\s*url\s*=\s*["']?([^"']{1,4096})/i.exec(content)?.[1];
  return cleanUrl(target, base);
}

function links(document: Document, selector: string, attribute: string, base: string): string[] {
  const found = [...document.querySelectorAll(selector)].map((element) => cleanUrl(element.getAttribute(attribute), base));
  return [...new Set(found.filter((url) => url !== null))].slice(0, MAX_LINKS);
}

/** A byline is a name, not an address of a profile, and does not begin with "By". */
function authorName(text: string | null): string | null {
  const line = cleanLine(text, 200);
  return line === null || /^https?:/i.test(line) ? null : cleanLine(line.replace(/^(?:by|von|par|por)\s+/i, ''));
}

/** The page's own heading, where its window title is that and the site's name. */
function headingInTitle(document: Document, windowTitle: string | null): string | null {
  const [heading, ...others] = document.querySelectorAll('h1');
  const text = others.length === 0 ? cleanLine(heading?.textContent) : null;
  return text !== null && windowTitle?.includes(text) ? text : null;
}

/** What stands above the first sentence is said in the metadata already. */
function withoutHead(paragraphs: readonly string[], title: string | null, author: string | null): string[] {
  const [first = '', ...rest] = paragraphs;
  const isByline = author !== null && first.length < 120 && first.includes(author);
  return rest.length > 0 && (first === title || isByline) ? withoutHead(rest, title, author) : [...paragraphs];
}

/** readPage reads an HTML page that was found at `url`. @throws `unsupported_site` when it is too complex. */
export function readPage(html: string, url: string): PageFacts {
  const document = openDocument(html);
  const base = cleanUrl(document.querySelector('base[href]')?.getAttribute('href'), url) ?? url;
  const nodes = jsonLdNodes(document);
  const article = nodes.find((node) => typesOf(node).some((type) => ARTICLE_NODE.test(type)));
  const mediaNode = nodes.find((node) => typesOf(node).some((type) => MEDIA_NODE.test(type)));
  const own = article ?? mediaNode;
  const type = meta(document, 'og:type') ?? '';
  const facts = {
    title: cleanLine(firstText(own, 'headline', 'name')) ?? cleanLine(meta(document, 'og:title', 'twitter:title', 'dc.title')),
    description: cleanBlock(meta(document, 'og:description', 'description', 'twitter:description') ?? firstText(own, 'description'), 4000),
    author:
      authorName(firstText(own, 'author', 'creator')) ??
      authorName(meta(document, 'author', 'article:author', 'dc.creator', 'parsely-author')),
    siteName: cleanLine(meta(document, 'og:site_name', 'application-name') ?? firstText(article, 'publisher')),
    publishedAt:
      parseWhen(firstText(own, 'datePublished', 'uploadDate', 'dateCreated')) ??
      parseWhen(meta(document, 'article:published_time', 'datePublished', 'date', 'dc.date', 'parsely-pub-date', 'publish-date')) ??
      parseWhen(document.querySelector('article time[datetime], time[datetime][pubdate]')?.getAttribute('datetime')),
    language:
      primaryTag(document.documentElement?.getAttribute('lang')) ??
      primaryTag(firstText(own, 'inLanguage')) ??
      primaryTag(meta(document, 'og:locale', 'language')),
    declares:
      article || type === 'article' ? ('article' as const) : mediaNode || /^(?:video|music)\./.test(type) ? ('media' as const) : null,
    media: pageMedia(document, nodes, base),
    feeds: links(
      document,
      'link[rel~="alternate"][type$="rss+xml"],link[rel~="alternate"][type$="atom+xml"],link[rel~="alternate"][type$="feed+json"]',
      'href',
      base,
    ),
    frames: links(document, 'iframe[src]', 'src', base),
    refreshUrl: refreshUrl(document, base),
    asksForPassword: document.querySelector('input[type="password"]') !== null,
    isPaywalled: nodes.some((node) => /^false$/i.test(String(node.isAccessibleForFree ?? ''))),
    hasScripts: document.querySelector('script:not([type="application/ld+json"])') !== null,
  };
  const windowTitle = cleanLine(document.querySelector('title')?.textContent);
  const heading = headingInTitle(document, windowTitle);
  // Last, since it takes the document apart.
  const text = readableText(document);
  const title = facts.title ?? heading ?? cleanLine(text.title) ?? windowTitle;
  const author = facts.author ?? authorName(text.byline);
  const paragraphs = withoutHead(text.paragraphs, title, author);
  return {
    ...facts,
    title,
    author,
    siteName: facts.siteName ?? cleanLine(text.siteName),
    publishedAt: facts.publishedAt ?? parseWhen(text.publishedTime),
    paragraphs,
    words: paragraphs.reduce((sum, paragraph) => sum + countWords(paragraph), 0),
  };
}
