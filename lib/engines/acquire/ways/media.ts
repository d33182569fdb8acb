/** A direct media file: captions beside it first, else the file. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { AcquiredItem, Chapter, ContentMetadata, MediaKind } from '@/lib/core/runs/content';
import { fetchOffered, fetchSidecar } from '../captions/offered';
import { downloadMedia } from '../fetching/download';
import { openSource, readAll, type Source } from '../fetching/source';
import type { Job } from '../job';
import { captionedItem, measuredItem, refuseTooLong } from '../media-item';
import { mergeMetadata, ofHints, titleOfFile } from '../metadata';
import { cleanLine } from '../text/clean';
import { parseWhen } from '../text/when';

const MAX_CHAPTERS_BYTES = 1024 * 1024;
const MAX_CHAPTERS = 300;

/** An endless stream of a radio station announces itself by the headers of SHOUTcast; a file has a length. */
function refuseRadio({ url, headers }: Source): void {
  const isIcecast = [...headers.keys()].some((name) => name.startsWith('icy-'));
  if (isIcecast && !headers.has('content-length')) throw new WinnowError('live_stream', `${url} is a radio stream`);
}

/** A `podcast:chapters` file; none when it cannot be had, for chapters are a nicety. */
async function fetchChapters({ fetcher, hints, context }: Job): Promise<Chapter[]> {
  if (hints.chapters.length > 0 || hints.chaptersUrl === null) return hints.chapters;
  try {
    const source = await openSource(fetcher, hints.chaptersUrl, { accept: 'application/json' });
    const parsed: unknown = JSON.parse((await readAll(source, MAX_CHAPTERS_BYTES)).toString('utf8'));
    const list = (parsed as { chapters?: unknown } | null)?.chapters;
    return (Array.isArray(list) ? list : []).slice(0, MAX_CHAPTERS).flatMap((chapter: { startTime?: unknown; title?: unknown } | null) => {
      const title = typeof chapter?.title === 'string' ? cleanLine(chapter.title) : null;
      const start = Number(chapter?.startTime);
      return title && start >= 0 ? [{ startSeconds: start, title }] : [];
    });
  } catch (error) {
    if (context.signal.aborted) throw error;
    return [];
  }
}

/** A file's own address says where it is kept; the page that led to it says where it belongs. */
function metadataOf(job: Job, source: Source, page: Partial<ContentMetadata>, chapters: Chapter[]): ContentMetadata {
  const { headers } = source;
  const file = {
    title: titleOfFile(source.finalUrl, headers) ?? titleOfFile(job.url, headers),
    publishedAt: parseWhen(headers.get('last-modified')),
  };
  return mergeMetadata(job.url, ofHints(job.hints), { chapters }, page, file);
}

/** acquireMedia takes over a response that holds media. `page` is what the page that led here says. */
export async function acquireMedia(job: Job, source: Source, page: Partial<ContentMetadata> = {}): Promise<AcquiredItem> {
  if (source.sniffed.kind !== 'media') throw new WinnowError('not_media', `${source.url} is no media`);
  const { extension, isVideo } = source.sniffed;
  const { context, fetcher, hints } = job;
  const path = join(context.folder, 'download');
  try {
    refuseRadio(source);
    const stated = hints.durationSeconds ?? page.durationSeconds ?? null;
    refuseTooLong(job.url, stated, context.caps.maxDurationSeconds);
    const metadata = metadataOf(job, source, page, await fetchChapters(job));
    context.onProgress(null, 'Looking for captions');
    const transcript =
      (await fetchOffered(job, hints.transcripts, stated)) ?? (await fetchSidecar(job, source.url, metadata.language, stated));
    const mediaKind: MediaKind = isVideo ? 'video' : 'audio';
    if (transcript) return captionedItem(job, mediaKind, { ...metadata, language: metadata.language ?? transcript.language }, transcript);

    // Of a try that was killed.
    await rm(path, { force: true });
    await downloadMedia(source, { fetcher, path, signal: context.signal, onProgress: (share) => context.onProgress(share, 'Downloading') });
    return await measuredItem(job, 'download', extension, metadata);
  } finally {
    source.close();
    await rm(path, { force: true });
  }
}
