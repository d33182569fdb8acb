/** Media that has arrived, or need not arrive, → an item. */
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '@/lib/base/errors';
import type { AcquiredItem, ContentMetadata, MediaKind, Transcript } from '@/lib/core/runs/content';
import type { Job } from './job';

/** refuseTooLong throws `too_long` for a length over the cap; what is not known passes, and is measured later. */
export function refuseTooLong(url: string, durationSeconds: number | null, maxDurationSeconds: number): void {
  if (durationSeconds === null || durationSeconds <= maxDurationSeconds) return;
  const hours = (seconds: number): string => (seconds / 3600).toFixed(1);
  throw new WinnowError('too_long', `${url} is ${hours(durationSeconds)} hours long; at most ${hours(maxDurationSeconds)} are accepted`);
}

/**
 * measuredItem looks into a file in the item's folder and keeps it as `media.EXTENSION`, to be heard. What is measured wins over what was said.
 * A file that is refused does not stay.
 * @throws `no_audio`, `too_long`, and what the media engine finds (`damaged_media`, `unsupported_format`…)
 */
export async function measuredItem(
  { url, context, media }: Job,
  file: string,
  extension: string,
  metadata: ContentMetadata,
): Promise<AcquiredItem> {
  const mediaFile = `media.${extension}`;
  const path = join(context.folder, mediaFile);
  await rename(join(context.folder, file), path);
  context.onProgress(null, 'Looking at the media');
  try {
    const { durationSeconds, hasAudio, hasVideo } = await media.probe(path, context.signal);
    if (!hasAudio) throw new WinnowError('no_audio', `${url} has no audio track`);
    refuseTooLong(url, durationSeconds, context.caps.maxDurationSeconds);
    const measured = { ...metadata, durationSeconds, isLive: metadata.isLive ?? false };
    return { kind: 'item', mediaKind: hasVideo ? 'video' : 'audio', metadata: measured, mediaFile, transcript: null };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** captionedItem needs no media: its words are there. Its length, where nobody says it, is that of its captions. */
export function captionedItem(
  { url, context }: Job,
  mediaKind: MediaKind,
  metadata: ContentMetadata,
  transcript: Transcript,
): AcquiredItem {
  const lastEnd = transcript.segments.reduce(
    (latest, { startSeconds, endSeconds }) => Math.max(latest, endSeconds ?? startSeconds ?? 0),
    0,
  );
  const durationSeconds = metadata.durationSeconds ?? (lastEnd > 0 ? lastEnd : null);
  refuseTooLong(url, durationSeconds, context.caps.maxDurationSeconds);
  return {
    kind: 'item',
    mediaKind,
    metadata: { ...metadata, durationSeconds, isLive: metadata.isLive ?? false },
    mediaFile: null,
    transcript,
  };
}
