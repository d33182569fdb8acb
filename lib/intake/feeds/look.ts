/** What a worker does for watched feeds: looks at those that are due, and takes in what waits, within each one's budget. */
import { asWinnowError, type WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { dueNow, nextLook, overflow, planItems } from '@/lib/core/feeds/plan';
import type { ItemHints } from '@/lib/core/runs/content';
import {
  claimDueFeed,
  type Feed,
  type FeedItem,
  feedCounts,
  insertItems,
  knownKeys,
  listFeeds,
  markTaken,
  skipItems,
  updateFeed,
  waitingItems,
} from '@/lib/data/feeds';
import { hostBackoff } from '@/lib/data/host-backoff';
import type { NewSubscriber } from '@/lib/data/subscribers';
import { type FeedWatcher, isList } from '@/lib/engines/acquire';
import type { PlaylistEntry } from '@/lib/engines/acquire/types';
import { canonicalUrl } from '@/lib/net/canonical-url';
import { submitRun } from '../submit';

const log = createLogger('pipeline');

/** A worker that dies while looking keeps the feed waiting no longer than this. */
const LOOK_SECONDS = 180;
const CAPS = { maxBytes: 20 * 2 ** 20, maxDurationSeconds: 1, maxPlaylistEntries: 50, timeoutSeconds: 120 };
/** What the source will never give again: watching on would only disturb it. */
const ENDED = ['removed_by_source', 'sign_in_required', 'private_content'];

/** lookAtFeeds looks at each feed that is due, one after the other. `folder` is for yt-dlp's working files. Returns how many. */
export async function lookAtFeeds(watcher: FeedWatcher, folder: string, signal: AbortSignal): Promise<number> {
  let looked = 0;
  while (!signal.aborted) {
    const feed = await claimDueFeed(LOOK_SECONDS);
    if (!feed) break;
    looked += 1;
    try {
      await lookAt(feed, watcher, folder, signal);
    } catch (error) {
      if (signal.aborted) break;
      await noteFailure(feed, asWinnowError(error));
    }
  }
  return looked;
}

async function lookAt(feed: Feed, watcher: FeedWatcher, folder: string, signal: AbortSignal): Promise<void> {
  const validators = { etag: feed.etag, lastModified: feed.lastModified };
  const context = { folder, caps: CAPS, backoff: hostBackoff, onProgress: () => {}, signal };
  const look = await watcher.look(feed.url, validators, context);
  const now = new Date();
  const checked = {
    checkedAt: now,
    failures: 0,
    errorCode: null,
    errorMessage: null,
    nextCheckAt: new Date(now.getTime() + nextLook({ isList: isList(feed.url), failures: 0 }, Math.random())),
  };
  if (look.kind === 'unchanged') return updateFeed(feed.id, checked);
  const { etag, lastModified, title } = look;
  const found = await storeNew(feed, look.entries);
  // The validators last: where storing failed, the host must give the same list again. They belong to the address that they came from.
  const isSame = look.url === feed.url;
  await updateFeed(feed.id, {
    ...checked,
    ...(isSame ? { etag, lastModified } : { url: look.url }),
    ...(title ? { title } : {}),
    ...(found > 0 ? { changedAt: now } : {}),
  });
}

/** Returns how many items were new. */
async function storeNew(feed: Feed, entries: readonly PlaylistEntry[]): Promise<number> {
  const items = entries.flatMap((entry, place) => {
    const key = keyOf(entry.url);
    if (key === null) return [];
    const published = Date.parse(entry.hints?.publishedAt ?? '');
    return [{ key, place, publishedAt: Number.isNaN(published) ? null : published, entry }];
  });
  const known = await knownKeys(
    feed.id,
    items.map(({ key }) => key),
  );
  const fresh = items.filter(({ key }, i) => !known.has(key) && items.findIndex((other) => other.key === key) === i);
  const bounds = { fromDate: feed.fromDate?.getTime() ?? null, keepNewest: feed.keepNewest };
  const planned = planItems(fresh, bounds, feed.checkedAt === null);
  await insertItems(
    feed.id,
    planned.map(({ item: { key, place, publishedAt, entry }, state, note }) => ({
      key,
      place,
      state,
      note,
      url: entry.url,
      title: entry.title,
      hints: entry.hints ?? null,
      publishedAt: publishedAt === null ? null : new Date(publishedAt),
    })),
  );
  return fresh.length;
}

function keyOf(url: string): string | null {
  try {
    return canonicalUrl(url);
  } catch {
    return null;
  }
}

async function noteFailure(feed: Feed, error: WinnowError): Promise<void> {
  // A pause that the host asked for is no failure of the feed.
  const failures = feed.failures + (error.untried ? 0 : 1);
  const retryAfter = error.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: error.retryAfterSeconds };
  const wait = nextLook({ isList: isList(feed.url), failures, ...retryAfter }, Math.random());
  const ended = ENDED.includes(error.code);
  log.warn({ feed_id: feed.id, code: error.code, error: error.message, failures }, 'a feed could not be looked at');
  await updateFeed(feed.id, {
    failures,
    errorCode: error.code,
    errorMessage: error.message,
    nextCheckAt: new Date(Date.now() + wait),
    ...(ended ? { paused: true } : {}),
  });
}

/** takeWaiting takes in what waits, oldest first, within the budget of each feed. Returns how many runs. */
export async function takeWaiting(signal: AbortSignal): Promise<number> {
  const feeds = (await listFeeds()).filter(({ paused }) => !paused);
  const counts = await feedCounts(feeds.map(({ id }) => id));
  let taken = 0;
  for (const feed of feeds) {
    const count = counts.get(feed.id);
    if (!count?.waiting) continue;
    const waiting = (await waitingItems(feed.id)).map((item) => ({ ...item, publishedAt: item.publishedAt?.getTime() ?? null, item }));
    const tooMany = overflow(waiting, feed.keepNewest).map(({ key }) => key);
    await skipItems(feed.id, tooMany, `more than ${feed.keepNewest} newer ones waited`);
    const kept = waiting.filter(({ key }) => !tooMany.includes(key));
    for (const { item } of dueNow(kept, count.takenInDay, feed.dailyBudget)) {
      if (signal.aborted) return taken;
      if (await take(feed, item)) taken += 1;
    }
  }
  return taken;
}

/** Somebody else took it meanwhile: the submission is undone. */
class TakenAlready extends Error {}

async function take(feed: Feed, item: FeedItem): Promise<boolean> {
  const subscriber: NewSubscriber | undefined = feed.target
    ? { target: feed.target, address: feed.address, ...(feed.askedBy ? { askedBy: feed.askedBy } : {}) }
    : undefined;
  try {
    await submitRun({ url: item.url, depth: feed.depth }, 'feed', {
      ...(subscriber ? { subscriber } : {}),
      hints: item.hints as ItemHints | null,
      onTaken: async (tx, runId) => {
        if (!(await markTaken(tx, feed.id, item.key, runId))) throw new TakenAlready();
      },
    });
    return true;
  } catch (error) {
    if (error instanceof TakenAlready) return false;
    const known = asWinnowError(error);
    // It waits on, as it did.
    if (known.code === 'queue_full') return false;
    if (known.kind.fault === 'winnow') throw error;
    await skipItems(feed.id, [item.key], known.message);
    return false;
  }
}
