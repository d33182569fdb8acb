/** What people do with watched feeds. */
import { ERROR_KINDS, type ErrorCode, WinnowError } from '@/lib/base/errors';
import { type AddFeedRequest, addFeedSchema } from '@/lib/core/feeds/requests';
import type { FeedDetailView, FeedItemView, FeedListView, FeedView } from '@/lib/core/feeds/views';
import {
  deleteFeed,
  type Feed,
  type FeedCounts,
  type FeedItem,
  feedCounts,
  findFeed,
  insertFeed,
  latestItems,
  listFeeds,
  updateFeed,
} from '@/lib/data/feeds';
import type { NewSubscriber } from '@/lib/data/subscribers';
import { isRunId } from '@/lib/pipeline/run-id';
import { admitUrl } from '../admit';

const SHOWN_ITEMS = 50;
const NO_ITEMS: FeedCounts = { waiting: 0, taken: 0, skipped: 0, takenInDay: 0 };

/**
 * addFeed begins to watch a feed, channel or playlist; the first look is a worker's, within seconds. With a subscriber each result is brought there. Throws
 * `invalid_request`, the refusals of addresses, and `conflict` where it is watched for the same target already.
 */
export async function addFeed(request: AddFeedRequest, subscriber?: Omit<NewSubscriber, 'showsProgress'>): Promise<FeedView> {
  const parsed = addFeedSchema.safeParse(request);
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.') || 'body', message }));
    throw new WinnowError('invalid_request', fields.map(({ field, message }) => `${field} ${message}`).join('; '), { fields });
  }
  const { url, depth, from_date: fromDate, keep_newest: keepNewest, daily_budget: dailyBudget } = parsed.data;
  if (!/^https?:/i.test(url))
    throw new WinnowError('unsupported_scheme', 'Only http(s) addresses can be watched.', {
      fields: [{ field: 'url', message: 'is no http(s) address' }],
    });
  await admitUrl(url);
  const feed = await insertFeed({
    // As it was given: a feed's address may hold parameters that a canonical one would lose.
    url: new URL(url).href,
    target: subscriber?.target ?? null,
    address: subscriber?.address ?? null,
    askedBy: subscriber?.askedBy ?? null,
    depth,
    fromDate: fromDate ? new Date(fromDate) : null,
    keepNewest,
    dailyBudget,
  });
  if (!feed) throw new WinnowError('conflict', `${url} is watched already.`);
  return feedView(feed, NO_ITEMS);
}

/** readFeeds lists what is watched: all, or for a target. */
export async function readFeeds(target?: string): Promise<FeedListView> {
  const feeds = await listFeeds(target);
  const counts = await feedCounts(feeds.map(({ id }) => id));
  return { feeds: feeds.map((feed) => feedView(feed, counts.get(feed.id) ?? NO_ITEMS)) };
}

/** readFeed returns one with its latest items. Throws `not_found`. */
export async function readFeed(id: string): Promise<FeedDetailView> {
  const feed = await requireFeed(id);
  const [counts, items] = await Promise.all([feedCounts([id]), latestItems(id, SHOWN_ITEMS)]);
  return { ...feedView(feed, counts.get(id) ?? NO_ITEMS), items: items.map(itemView) };
}

export async function pauseFeed(id: string): Promise<FeedDetailView> {
  await requireFeed(id);
  await updateFeed(id, { paused: true });
  return readFeed(id);
}

/** resumeFeed watches on, looks at once, and forgives earlier failures. */
export async function resumeFeed(id: string): Promise<FeedDetailView> {
  await requireFeed(id);
  await updateFeed(id, { paused: false, failures: 0, errorCode: null, errorMessage: null, nextCheckAt: new Date() });
  return readFeed(id);
}

/** lookNow has a worker look within seconds. Throws `conflict` while it is paused. */
export async function lookNow(id: string): Promise<FeedDetailView> {
  const { paused } = await requireFeed(id);
  if (paused) throw new WinnowError('conflict', 'It is paused: resume it first.');
  await updateFeed(id, { nextCheckAt: new Date() });
  return readFeed(id);
}

/** removeFeed forgets it and what it has shown; its runs stay. Throws `not_found`. */
export async function removeFeed(id: string): Promise<void> {
  if (!isRunId(id) || !(await deleteFeed(id))) throw new WinnowError('not_found', 'There is no feed with this id.');
}

async function requireFeed(id: string): Promise<Feed> {
  const feed = isRunId(id) ? await findFeed(id) : null;
  if (!feed) throw new WinnowError('not_found', 'There is no feed with this id.');
  return feed;
}

function feedView(feed: Feed, { waiting, taken, skipped, takenInDay }: FeedCounts): FeedView {
  const { errorCode } = feed;
  const kind = errorCode ? ERROR_KINDS[errorCode as ErrorCode] : null;
  return {
    id: feed.id,
    url: feed.url,
    title: feed.title,
    target: feed.target || null,
    state: feed.paused ? 'paused' : feed.failures > 0 ? 'failing' : 'active',
    depth: feed.depth,
    fromDate: feed.fromDate?.toISOString() ?? null,
    keepNewest: feed.keepNewest,
    dailyBudget: feed.dailyBudget,
    takenInDay,
    waiting,
    taken,
    skipped,
    createdAt: feed.createdAt.toISOString(),
    checkedAt: feed.checkedAt?.toISOString() ?? null,
    nextCheckAt: feed.nextCheckAt.toISOString(),
    changedAt: feed.changedAt?.toISOString() ?? null,
    failures: feed.failures,
    error: errorCode && kind ? { code: errorCode, title: kind.title, message: feed.errorMessage ?? '', advice: kind.advice } : null,
  };
}

function itemView({ url, title, publishedAt, seenAt, state, note, runId }: FeedItem): FeedItemView {
  return { url, title, publishedAt: publishedAt?.toISOString() ?? null, seenAt: seenAt.toISOString(), state, note, runId };
}
