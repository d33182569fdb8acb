/** A sample, from disk. */
import { copyFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AcquiredItem, ContentMetadata, Transcript } from '@/lib/core/runs/content';
import type { Media } from '@/lib/engines/transcribe/types';
import { captionSegments } from '../captions/captions';
import { mergeMetadata } from '../metadata';
import type { Reader } from '../reading/reader';
import { findSample, type Sample, samplesFolder } from '../samples';
import type { AcquireContext } from '../types';
import { articleItem } from './text';

function metadataOf({ id, title, description, author, publishedAt, language, kind }: Sample): ContentMetadata {
  const pageUrl = `sample:${id}`;
  const said = { title, description, author, publishedAt, language, siteName: 'Winnow samples', sourceHost: 'sample', pageUrl };
  return mergeMetadata(pageUrl, said, { isLive: kind === 'audio' ? false : null });
}

async function transcriptOf({ captions, language }: Sample): Promise<Transcript | null> {
  if (!captions) return null;
  const segments = captionSegments(await readFile(join(samplesFolder(), captions), 'utf8'));
  return { origin: 'sidecar', language, engine: 'published', segments };
}

/** acquireSample reads an article as any page is read, and copies a recording into the item's folder. @throws `source_not_found` */
export async function acquireSample(
  name: string,
  context: AcquireContext,
  { media, reader }: { media: Media; reader: Reader },
): Promise<AcquiredItem> {
  const sample = await findSample(name);
  const path = join(samplesFolder(), sample.file);
  const metadata = metadataOf(sample);
  if (sample.kind === 'article') {
    const { paragraphs } = await reader.page(await readFile(path, 'utf8'), 'https://sample.invalid/', context.signal);
    return articleItem(metadata, paragraphs);
  }
  const mediaFile = `media${/\.[a-z0-9]+$/.exec(sample.file)?.[0] ?? ''}`;
  await copyFile(path, join(context.folder, mediaFile));
  const { durationSeconds } = await media.probe(join(context.folder, mediaFile), context.signal);
  return {
    kind: 'item',
    mediaKind: 'audio',
    metadata: { ...metadata, durationSeconds },
    mediaFile,
    transcript: await transcriptOf(sample),
  };
}
