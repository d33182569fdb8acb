/** yt-dlp's JSON → our values. The JSON comes from a program that repeats what sites say: every field may be missing or of another type. */
import { z } from 'zod';
import type { Chapter, ContentMetadata, ItemHints, MediaKind } from '@/lib/core/runs/content';
import { cleanBlock, cleanLine, cleanUrl, primaryTag } from '../text/clean';
import { itemHints } from '../text/hints';
import { fromUnixSeconds, parseWhen } from '../text/when';
import type { AcquiredPlaylist, PlaylistEntry } from '../types';

const MAX_CHAPTERS = 300;

const text = z.string().nullish().catch(null);
const number = z.number().nullish().catch(null);
const subtitles = z
  .record(z.string(), z.array(z.looseObject({ ext: text })).catch([]))
  .nullish()
  .catch(null);

const videoFields = {
  _type: text,
  title: text,
  fulltitle: text,
  description: text,
  channel: text,
  uploader: text,
  artist: text,
  creator: text,
  extractor_key: text,
  timestamp: number,
  release_timestamp: number,
  upload_date: text,
  duration: number,
  view_count: number,
  is_live: z.boolean().nullish().catch(null),
  live_status: text,
  language: text,
  webpage_url: text,
  url: text,
};

const infoSchema = z.looseObject({
  ...videoFields,
  playlist_count: number,
  chapters: z
    .array(z.looseObject({ start_time: number, title: text }))
    .nullish()
    .catch(null),
  subtitles,
  automatic_captions: subtitles,
  formats: z
    .array(z.looseObject({ acodec: text, vcodec: text }))
    .nullish()
    .catch(null),
  entries: z.array(z.looseObject(videoFields).nullable().catch(null)).nullish().catch(null),
});

export type YtDlpInfo = z.output<typeof infoSchema>;

/** readInfo takes apart what `--dump-single-json` printed; null when it is not that. */
export function readInfo(json: string): YtDlpInfo | null {
  try {
    const parsed = infoSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

type VideoInfo = Pick<YtDlpInfo, keyof typeof videoFields>;

function author(info: VideoInfo): string | null {
  return cleanLine(info.artist ?? info.creator ?? info.channel ?? info.uploader);
}

function publishedAt(info: VideoInfo): string | null {
  return fromUnixSeconds(info.timestamp ?? info.release_timestamp) ?? parseWhen(info.upload_date);
}

function positive(value: number | null | undefined): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

function chaptersOf(info: YtDlpInfo): Chapter[] {
  return (info.chapters ?? []).slice(0, MAX_CHAPTERS).flatMap((chapter) => {
    const title = cleanLine(chapter.title);
    return title === null ? [] : [{ startSeconds: Math.max(0, chapter.start_time ?? 0), title }];
  });
}

/** isLive: being broadcast now. What is not said to be is not. */
export function isLive(info: YtDlpInfo): boolean {
  return info.is_live === true || info.live_status === 'is_live';
}

/** metadataOf is what a described item says of itself. */
export function metadataOf(info: YtDlpInfo, url: string): Partial<ContentMetadata> {
  return {
    title: cleanLine(info.fulltitle ?? info.title),
    description: cleanBlock(info.description),
    author: author(info),
    // `generic` and its kin name no site.
    siteName: /generic|html5/i.test(info.extractor_key ?? '') ? null : cleanLine(info.extractor_key),
    publishedAt: publishedAt(info),
    durationSeconds: positive(info.duration),
    viewCount: typeof info.view_count === 'number' && info.view_count >= 0 ? Math.round(info.view_count) : null,
    isLive: isLive(info),
    language: primaryTag(info.language),
    chapters: chaptersOf(info),
    pageUrl: cleanUrl(info.webpage_url, url) ?? url,
  };
}

/** mediaKindOf: sound alone only where no format has a picture. */
export function mediaKindOf(info: YtDlpInfo): MediaKind {
  return (info.formats ?? []).some(({ vcodec }) => vcodec && vcodec !== 'none') ? 'video' : 'audio';
}

/** playlistOf lists a described playlist's entries, up to a cap; those that lead back to the list itself are left out. */
export function playlistOf(info: YtDlpInfo, url: string, maxEntries: number): AcquiredPlaylist {
  const seen = new Set([url, info.webpage_url]);
  const entries = (info.entries ?? []).flatMap((entry): (PlaylistEntry & { hints: ItemHints })[] => {
    const entryUrl = cleanUrl(entry?.url ?? entry?.webpage_url, url);
    if (!entry || entryUrl === null || seen.has(entryUrl)) return [];
    seen.add(entryUrl);
    const title = cleanLine(entry.title);
    const hints = itemHints({
      title,
      description: cleanBlock(entry.description, 4000),
      author: author(entry) ?? author(info),
      publishedAt: publishedAt(entry),
      durationSeconds: positive(entry.duration),
      pageUrl: cleanUrl(entry.webpage_url, url) ?? entryUrl,
    });
    return [{ url: entryUrl, title, hints }];
  });
  const total = Math.max(positive(info.playlist_count) ?? 0, entries.length);
  const kept = entries.slice(0, maxEntries);
  return { kind: 'playlist', title: cleanLine(info.title), entries: kept, omitted: Math.max(0, total - kept.length) };
}
