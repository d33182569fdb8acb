/** An HTML page: an article, the page of a recording, or neither. */
import { abortReason } from '@/lib/base/abort';
import { asWinnowError, WinnowError } from '@/lib/base/errors';
import type { ContentMetadata } from '@/lib/core/runs/content';
import { readAll, type Source } from '../fetching/source';
import type { Job } from '../job';
import { mergeMetadata, ofHints } from '../metadata';
import type { PageFacts } from '../page/read';
import { decodeBytes } from '../text/charset';
import { fillHints } from '../text/hints';
import type { Acquired } from '../types';
import { findInFeed } from './feed';
import { LEAST_ARTICLE_WORDS, type PagePlan, planPage } from './page-plan';
import { articleItem } from './text';
import { acquireByYtDlp } from './yt-dlp';

/** Follow goes on with another address for the same item. */
export type Follow = (job: Job, url: string, page: Partial<ContentMetadata>) => Promise<Acquired>;

function saidBy(page: PageFacts, pageUrl: string): Partial<ContentMetadata> {
  const { title, description, author, siteName, publishedAt, language } = page;
  return { title, description, author, siteName, publishedAt, language, pageUrl };
}

/** Adds what the page, or the feed it links to, says of its recording to what is known. */
async function withFeed(job: Job, page: PageFacts, pageUrl: string, mediaUrl: string | null): Promise<{ job: Job; url: string | null }> {
  const [feedUrl] = page.feeds;
  if (!feedUrl || feedUrl === job.hints.feedUrl) return { job, url: mediaUrl };
  job.context.onProgress(null, 'Looking the page up in its feed');
  const entry = await findInFeed(job, feedUrl, [pageUrl, job.url, ...(mediaUrl ? [mediaUrl] : [])]);
  if (!entry) return { job, url: mediaUrl };
  const transcripts = [...entry.hints.transcripts, ...job.hints.transcripts];
  const hints = { ...fillHints(job.hints, entry.hints), transcripts };
  // An item without an enclosure leads back to this page.
  const isItself = entry.url === entry.hints.pageUrl;
  return { job: { ...job, hints }, url: mediaUrl ?? (isItself ? null : entry.url) };
}

/** The last resort. Its word counts only when it found something; otherwise what we saw ourselves says more. */
async function acquireElsewise(job: Job, plan: Extract<PagePlan, { take: 'nothing' }>): Promise<Acquired> {
  const failure = new WinnowError(plan.code, `${job.url}: ${plan.reason}`);
  if (plan.code === 'sign_in_required') throw failure;
  const status = await job.ytDlp();
  if (status.state !== 'ok') {
    throw new WinnowError(plan.code, `${failure.message}. yt-dlp, which reads many more sites, is not in use: ${status.howToFix}`);
  }
  try {
    return await acquireByYtDlp(job, job.url);
  } catch (error) {
    if (job.context.signal.aborted) throw abortReason(job.context.signal);
    const { code } = asWinnowError(error);
    throw code === 'unsupported_site' || code === 'acquisition_failed' ? failure : error;
  }
}

/** What a page names as its recording may be gone, or none. A page that does not declare itself as one's is then still its text. */
const NO_RECORDING = new Set(['source_not_found', 'removed_by_source', 'not_media', 'no_audio', 'unsupported_site']);

function holdsWithoutMedia({ declares, words }: PageFacts, error: unknown): boolean {
  return declares !== 'media' && words >= LEAST_ARTICLE_WORDS && NO_RECORDING.has(asWinnowError(error).code);
}

/** acquirePage reads a page and takes what it is about. */
export async function acquirePage(job: Job, source: Source, follow: Follow): Promise<Acquired> {
  const { context, reader } = job;
  const pageUrl = source.finalUrl;
  const html = decodeBytes(await readAll(source), source.headers.get('content-type'));
  context.onProgress(null, 'Reading the page');
  const page = await reader.page(html, pageUrl, context.signal);
  const said = saidBy(page, pageUrl);
  const plan = planPage(page);
  switch (plan.take) {
    case 'article':
      return articleItem(mergeMetadata(job.url, said, ofHints(job.hints)), page.paragraphs);
    case 'redirect':
      return follow(job, plan.url, {});
    case 'frame':
      return follow(job, plan.url, said);
    case 'media': {
      const { url, title, durationSeconds, tracks } = plan.media;
      const withTracks = { ...job, hints: { ...job.hints, transcripts: [...job.hints.transcripts, ...tracks] } };
      const known = await withFeed(withTracks, page, pageUrl, url);
      try {
        return await follow(known.job, url, { ...said, title: page.title ?? title, durationSeconds });
      } catch (error) {
        if (!holdsWithoutMedia(page, error)) throw error;
        return articleItem(mergeMetadata(job.url, said, ofHints(job.hints)), page.paragraphs);
      }
    }
    case 'nothing': {
      const known = await withFeed(job, page, pageUrl, null);
      return known.url ? follow(known.job, known.url, said) : acquireElsewise({ ...job, hints: fillHints(job.hints, said) }, plan);
    }
  }
}
