/** Puts together what several sources say of an item. */
import type { ContentMetadata, ItemHints } from '@/lib/core/runs/content';
import { cleanLine } from './text/clean';

/** hostOf names a host as people do: lower case, without `www.`. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^www\./, '');
}

/** mergeMetadata takes each value from the first source that has it. `pageUrl` is the address to name where none says one. */
export function mergeMetadata(pageUrl: string, ...sources: Partial<ContentMetadata>[]): ContentMetadata {
  const first = <Key extends keyof ContentMetadata>(key: Key): ContentMetadata[Key] | null => {
    for (const source of sources) {
      const value = source[key];
      if (value !== undefined && value !== null) return value;
    }
    return null;
  };
  const page = first('pageUrl') ?? pageUrl;
  return {
    title: first('title'),
    description: first('description'),
    author: first('author'),
    siteName: first('siteName'),
    publishedAt: first('publishedAt'),
    durationSeconds: first('durationSeconds'),
    viewCount: first('viewCount'),
    isLive: first('isLive'),
    language: first('language'),
    chapters: sources.find(({ chapters }) => chapters && chapters.length > 0)?.chapters ?? [],
    sourceHost: first('sourceHost') ?? hostOf(page),
    pageUrl: page,
  };
}

/** ofHints is what a list said of its entry. */
export function ofHints(hints: ItemHints): Partial<ContentMetadata> {
  const { title, description, author, siteName, publishedAt, durationSeconds, language, chapters, pageUrl } = hints;
  return { title, description, author, siteName, publishedAt, durationSeconds, language, chapters, ...(pageUrl ? { pageUrl } : {}) };
}

/** titleOfFile reads a title off a file's name: that of Content-Disposition, else the address's last part. Null when it says nothing. */
export function titleOfFile(url: string, headers: Headers): string | null {
  const disposition = headers.get('content-disposition') ?? '';
  const encoded = /filename\*\s*=\s*utf-8''([^;]{1,400})/i.exec(disposition)?.[1];
  const named = /filename\s*=\s*"?([^";]{1,400})/i.exec(disposition)?.[1];
  const name = decoded(encoded) ?? named ?? decoded(new URL(url).pathname.split('/').at(-1)) ?? '';
  const title = cleanLine(name.replace(/\.[a-z0-9]{1,5}$/i, '').replace(/[_+]+|%20/g, ' '));
  return title !== null && /\p{L}/u.test(title) ? title : null;
}

function decoded(text: string | undefined): string | null {
  try {
    return text ? decodeURIComponent(text) : null;
  } catch {
    return null;
  }
}
