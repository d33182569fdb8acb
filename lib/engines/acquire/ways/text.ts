/** Files of plain text, Markdown or captions. */
import { WinnowError } from '@/lib/base/errors';
import type { AcquiredItem, ContentMetadata, Segment } from '@/lib/core/runs/content';
import { captionSegments } from '../captions/captions';
import { mediaType } from '../fetching/sniff';
import { readAll, type Source } from '../fetching/source';
import type { Job } from '../job';
import { captionedItem } from '../media-item';
import { mergeMetadata, ofHints, titleOfFile } from '../metadata';
import { decodeBytes } from '../text/charset';
import { cleanLine } from '../text/clean';
import { markdownText } from '../text/markdown';
import { paragraphsOf } from '../text/paragraphs';
import { parseWhen } from '../text/when';

/** A first line up to this length is a title. */
const TITLE_LENGTH = 120;

export function paragraphSegments(paragraphs: readonly string[]): Segment[] {
  return paragraphs.map((text) => ({ startSeconds: null, endSeconds: null, text, confidence: null, speaker: null }));
}

/** articleItem makes an item of paragraphs. @throws `empty_content` when there are none */
export function articleItem(metadata: ContentMetadata, paragraphs: readonly string[]): AcquiredItem {
  if (paragraphs.length === 0) throw new WinnowError('empty_content', `${metadata.pageUrl} holds no text`);
  const transcript = {
    origin: 'article' as const,
    language: metadata.language,
    engine: 'published',
    segments: paragraphSegments(paragraphs),
  };
  return { kind: 'item', mediaKind: 'article', metadata, mediaFile: null, transcript };
}

/** Only a name or a type tells Markdown from text: much text has a `#` or a `*` in it. */
function isMarkdown(source: Source): boolean {
  return (
    /markdown/.test(mediaType(source.headers.get('content-type'))) || /\.(?:md|markdown|mdown)$/i.test(new URL(source.finalUrl).pathname)
  );
}

function readable(text: string, markdown: boolean): { said: Partial<ContentMetadata>; paragraphs: string[] } {
  if (markdown) {
    const { title, author, date, paragraphs } = markdownText(text);
    return { said: { title, author, publishedAt: parseWhen(date) }, paragraphs };
  }
  const paragraphs = paragraphsOf(text);
  const [first = ''] = paragraphs;
  const hasTitle = paragraphs.length > 1 && first.length <= TITLE_LENGTH && !/[.:;,]$/.test(first);
  return { said: { title: hasTitle ? cleanLine(first) : null }, paragraphs };
}

/** acquireText reads a text file as an article. */
export async function acquireText({ url, hints }: Job, source: Source): Promise<AcquiredItem> {
  const text = decodeBytes(await readAll(source), source.headers.get('content-type'));
  const { said, paragraphs } = readable(text, isMarkdown(source));
  const file = { title: titleOfFile(source.finalUrl, source.headers), publishedAt: parseWhen(source.headers.get('last-modified')) };
  return articleItem(mergeMetadata(url, said, ofHints(hints), file), paragraphs);
}

/** acquireCaptions reads a file of captions that was submitted by itself: speech without its sound. */
export async function acquireCaptions(job: Job, source: Source): Promise<AcquiredItem> {
  const segments = captionSegments(decodeBytes(await readAll(source), source.headers.get('content-type')));
  if (segments.length === 0) throw new WinnowError('empty_content', `${job.url} is a file of captions without a word in it`);
  const metadata = mergeMetadata(job.url, ofHints(job.hints), { title: titleOfFile(source.finalUrl, source.headers) });
  return captionedItem(job, 'audio', metadata, { origin: 'captions', language: metadata.language, engine: 'published', segments });
}
