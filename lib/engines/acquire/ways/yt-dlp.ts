/** Anything yt-dlp knows: what it says of the item, then its subtitles, then its sound. */
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { abortReason } from '@/lib/base/abort';
import { asWinnowError, WinnowError } from '@/lib/base/errors';
import type { Transcript } from '@/lib/core/runs/content';
import { captionSegments } from '../captions/captions';
import { coversMedia } from '../captions/offered';
import { sniff } from '../fetching/sniff';
import type { Job } from '../job';
import { captionedItem, measuredItem, refuseTooLong } from '../media-item';
import { mergeMetadata, ofHints } from '../metadata';
import type { Acquired, AcquiredPlaylist } from '../types';
import { type CommonOptions, describeArguments, downloadArguments, readProgress, subtitleArguments } from '../ytdlp/arguments';
import { codeOfComplaint } from '../ytdlp/errors';
import { isLive, mediaKindOf, metadataOf, playlistOf, readInfo, type YtDlpInfo } from '../ytdlp/info';
import { runYtDlp, type YtDlpCall } from '../ytdlp/run';
import { chooseSubtitles } from '../ytdlp/subtitles';

/** Within the item's folder; gone when the item is there. */
const WORK_FOLDER = 'yt-dlp';
const INFO_FILE = 'description.json';

async function describe(job: Pick<Job, 'context'>, call: YtDlpCall): Promise<YtDlpInfo> {
  job.context.onProgress(null, 'Asking yt-dlp');
  const maxEntries = job.context.caps.maxPlaylistEntries + 1;
  const lines = await runYtDlp(call, (options) => describeArguments(call.url, maxEntries, options));
  const json = lines.find((line) => line.startsWith('{')) ?? '';
  const info = readInfo(json);
  if (!info) throw new WinnowError('acquisition_failed', `${call.url}: yt-dlp gave no description`);
  await writeFile(join(call.folder, INFO_FILE), json);
  return info;
}

function refuseBroadcast(info: YtDlpInfo, url: string): void {
  if (info.live_status === 'is_upcoming') throw new WinnowError('not_yet_available', `${url} has not begun yet`);
  if (isLive(info)) throw new WinnowError('live_stream', `${url} is live now`);
}

/** Subtitles that cannot be had are no failure: there is the sound. */
async function subtitles(job: Job, call: YtDlpCall, info: YtDlpInfo, durationSeconds: number | null): Promise<Transcript | null> {
  const choice = chooseSubtitles(info);
  if (!choice) return null;
  job.context.onProgress(null, 'Fetching subtitles');
  try {
    await runYtDlp(call, (options: CommonOptions) => subtitleArguments(INFO_FILE, choice.key, choice.automatic, options));
  } catch (error) {
    if (job.context.signal.aborted) throw abortReason(job.context.signal);
    if (job.fetcher.remainingMs() <= 1) throw error;
    return null;
  }
  const file = (await readdir(call.folder)).find((name) => name.startsWith('subtitles.'));
  if (!file) return null;
  const segments = captionSegments(await readFile(join(call.folder, file), 'utf8'));
  if (segments.length === 0 || !coversMedia(segments, durationSeconds)) return null;
  return { origin: choice.automatic ? 'auto_captions' : 'captions', language: choice.language, engine: 'published', segments };
}

/** Fetches the sound and returns the extension it deserves by its first bytes. */
async function download(job: Job, call: YtDlpCall): Promise<string> {
  const { context, fetcher } = job;
  const maxBytes = Math.max(1, fetcher.budget.maxBytes - fetcher.budget.usedBytes);
  context.onProgress(null, 'Downloading');
  let complaint = '';
  await runYtDlp(
    call,
    (options) => downloadArguments(INFO_FILE, maxBytes, options),
    (line) => {
      const share = readProgress(line);
      if (share !== undefined) context.onProgress(share, 'Downloading');
      else if (/max-filesize|error/i.test(line)) complaint = line;
    },
  );
  const file = await open(join(call.folder, 'download')).catch(() => {
    throw new WinnowError(codeOfComplaint(complaint), `${call.url}: yt-dlp fetched nothing. ${complaint}`.trim());
  });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const sniffed = sniff(buffer.subarray(0, bytesRead), 'audio/unknown');
    if (sniffed.kind === 'empty') throw new WinnowError('empty_content', `${call.url} is an empty file`);
    if (sniffed.kind !== 'media') throw new WinnowError('not_media', `${call.url} leads to no audio or video`);
    return sniffed.extension;
  } finally {
    await file.close();
  }
}

function entriesOf(info: YtDlpInfo, { url }: YtDlpCall, maxEntries: number): AcquiredPlaylist {
  const playlist = playlistOf(info, url, maxEntries);
  if (playlist.entries.length === 0) throw new WinnowError('unsupported_site', `${url} is a list without an entry that can be fetched`);
  return playlist;
}

async function acquireWithin(job: Job, call: YtDlpCall): Promise<Acquired> {
  const { caps, folder } = job.context;
  const info = await describe(job, call);
  if (info.entries) return entriesOf(info, call, caps.maxPlaylistEntries);
  refuseBroadcast(info, call.url);
  const metadata = mergeMetadata(job.url, metadataOf(info, call.url), ofHints(job.hints));
  refuseTooLong(call.url, metadata.durationSeconds, caps.maxDurationSeconds);
  const transcript = await subtitles(job, call, info, metadata.durationSeconds);
  if (transcript)
    return captionedItem(job, mediaKindOf(info), { ...metadata, language: metadata.language ?? transcript.language }, transcript);

  const extension = await download(job, call);
  await rename(join(call.folder, 'download'), join(folder, 'download'));
  return measuredItem(job, 'download', extension, metadata);
}

/**
 * acquireByYtDlp acquires `url` for the job. @throws `tool_missing` when there is no usable yt-dlp, the codes of ytdlp/errors, of the guard,
 * and of the media engine
 */
export async function acquireByYtDlp(job: Job, url: string): Promise<Acquired> {
  return withYtDlp(job, url, (call) => acquireWithin(job, call));
}

/** What listing needs of a job. */
export type ListJob = Pick<Job, 'context' | 'fetcher' | 'ytDlp'>;

/** listByYtDlp lists a channel or playlist and fetches none of its entries. @throws as acquireByYtDlp, and `unsupported_site` for a single item */
export async function listByYtDlp(job: ListJob, url: string): Promise<AcquiredPlaylist> {
  return withYtDlp(job, url, async (call) => {
    const info = await describe(job, call);
    if (!info.entries) throw new WinnowError('unsupported_site', `${url} is a single item, not a channel or a list`);
    return entriesOf(info, call, job.context.caps.maxPlaylistEntries);
  });
}

async function withYtDlp<T>(job: ListJob, url: string, work: (call: YtDlpCall) => Promise<T>): Promise<T> {
  const { context, fetcher } = job;
  const tool = await job.ytDlp();
  if (tool.state !== 'ok') throw new WinnowError('tool_missing', `${new URL(url).hostname} can be read only with yt-dlp: ${tool.howToFix}`);
  await context.backoff.check(new URL(url).hostname);
  const folder = join(context.folder, WORK_FOLDER);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    return await work({ tool, fetcher, folder, signal: context.signal, url });
  } catch (error) {
    await fetcher.noteRefusal(url, asWinnowError(error));
    throw error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
