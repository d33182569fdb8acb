/** What the ways of acquiring share while they work on one item. */
import type { Media } from '@/lib/engines/transcribe/types';
import type { Fetcher } from './fetching/fetcher';
import type { Reader } from './reading/reader';
import type { AcquireContext, ItemHints } from './types';
import type { YtDlpStatus } from './ytdlp/status';

export interface Job {
  /** What was submitted. */
  url: string;
  context: AcquireContext;
  hints: ItemHints;
  fetcher: Fetcher;
  reader: Reader;
  media: Media;
  ytDlp: () => Promise<YtDlpStatus>;
}
