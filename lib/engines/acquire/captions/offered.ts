/** Text that a source offers beside its media, fetched before anything is heard. */
import { abortReason } from '@/lib/base/abort';
import { asWinnowError } from '@/lib/base/errors';
import type { OfferedTranscript, Segment, Transcript } from '@/lib/core/runs/content';
import { openSource, readAll } from '../fetching/source';
import type { Job } from '../job';
import { segmentsOf } from './read';

/** Captions that end before this share of the media are of its first part only. */
const LEAST_COVERAGE = 0.5;
/** Below this length, captions may well end early. */
const COVERAGE_MATTERS_SECONDS = 300;

/** coversMedia says whether timed text goes on far enough to be all of it. What is not known is not held against it. */
export function coversMedia(segments: readonly Segment[], durationSeconds: number | null): boolean {
  const end = segments.reduce((latest, segment) => Math.max(latest, segment.endSeconds ?? segment.startSeconds ?? 0), 0);
  if (end === 0 || durationSeconds === null || durationSeconds < COVERAGE_MATTERS_SECONDS) return true;
  return end >= durationSeconds * LEAST_COVERAGE;
}

/** Something beside the media that cannot be had is no failure of the item, unless it is the item's own end: its caps, or an abort. */
async function attempt<T>({ context, fetcher }: Job, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (context.signal.aborted) throw abortReason(context.signal);
    const { code } = asWinnowError(error);
    if (code === 'disk_full' || fetcher.remainingMs() <= 1 || fetcher.budget.usedBytes > fetcher.budget.maxBytes) throw error;
    return null;
  }
}

/** fetchOffered returns the first offered transcript that can be had and read; null when there is none. */
export async function fetchOffered(
  job: Job,
  offered: readonly OfferedTranscript[],
  durationSeconds: number | null,
): Promise<Transcript | null> {
  for (const { url, type, language, origin } of offered) {
    const segments = await attempt(job, async () => {
      const source = await openSource(job.fetcher, url);
      return segmentsOf(await readAll(source), source.headers.get('content-type'), type);
    });
    if (segments && segments.length > 0 && coversMedia(segments, durationSeconds)) {
      return { origin, language, engine: 'published', segments };
    }
  }
  return null;
}

/** sidecarUrls are the addresses under which captions lie beside a file: its own, with the extension replaced. */
export function sidecarUrls(url: string): string[] {
  const { origin, pathname, search } = new URL(url);
  const stem = /^(.*[^/])\.[a-z0-9]{2,5}$/i.exec(pathname)?.[1];
  return stem === undefined ? [] : ['vtt', 'srt'].map((extension) => `${origin}${stem}.${extension}${search}`);
}

/** fetchSidecar looks for captions beside a file. */
export async function fetchSidecar(
  job: Job,
  url: string,
  language: string | null,
  durationSeconds: number | null,
): Promise<Transcript | null> {
  const offered = sidecarUrls(url).map((address): OfferedTranscript => ({ url: address, type: null, language, origin: 'captions' }));
  const found = await fetchOffered(job, offered, durationSeconds);
  return found && { ...found, origin: 'sidecar' };
}
