/**
 * The reading thread: pages and feeds are strangers' input to parsers whose time may grow with the square of its size, so they are read on
 * a thread that can be ended. Relative imports only: the `@/` alias is not known inside a thread.
 */
import { asWinnowError, type ErrorCode } from '../../../base/errors';
import { type FeedFacts, readFeed } from '../feed/read';
import { type PageFacts, readPage } from '../page/read';

export type ReadTask = { read: 'page'; text: string; url: string } | { read: 'feed'; text: string; url: string; maxEntries: number };

/** Errors cross back as plain values, since a class does not survive the copy. */
export type ReadOutcome =
  | { ok: true; page: PageFacts }
  | { ok: true; feed: FeedFacts | null }
  | { ok: false; code: ErrorCode; message: string };

export default function perform(task: ReadTask): ReadOutcome {
  try {
    return task.read === 'page'
      ? { ok: true, page: readPage(task.text, task.url) }
      : { ok: true, feed: readFeed(task.text, task.url, task.maxEntries) };
  } catch (error) {
    // What a parser trips over is the page's doing; a stack that overflows is one that nests too deep for it.
    const { code, message } = asWinnowError(error, 'unsupported_site');
    return { ok: false, code, message: `the page cannot be read: ${message}` };
  }
}
