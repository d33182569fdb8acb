/** Watched feeds and what they have shown. */
import { newId } from '@/lib/base/ids';
import type { Depth } from '@/lib/core/runs/states';
import { database, json, storable, type Tx } from './client';
import type { Feed, FeedItem, FeedItemState, Prisma } from './generated/client';

export type { Feed, FeedItem };

export interface NewFeed {
  url: string;
  target: string | null;
  address: unknown;
  askedBy: string | null;
  depth: Depth;
  fromDate: Date | null;
  keepNewest: number;
  dailyBudget: number;
}

/** insertFeed returns null where this very feed is watched for this target already. */
export async function insertFeed({ target, address, ...feed }: NewFeed): Promise<Feed | null> {
  const id = newId();
  const data = { id, ...feed, target: target ?? '', ...(address === null ? {} : { address: json(address) }) };
  const { count } = await database().feed.createMany({ data: [data], skipDuplicates: true });
  return count === 0 ? null : findFeed(id);
}

export async function findFeed(id: string): Promise<Feed | null> {
  return database().feed.findUnique({ where: { id } });
}

export interface FeedCounts {
  waiting: number;
  taken: number;
  skipped: number;
  takenInDay: number;
}

/** listFeeds returns all, or those of a target, latest first. */
export async function listFeeds(target?: string): Promise<Feed[]> {
  return database().feed.findMany({ ...(target === undefined ? {} : { where: { target } }), orderBy: { id: 'desc' } });
}

/** feedCounts counts the items of feeds, by feed. */
export async function feedCounts(ids: readonly string[]): Promise<Map<string, FeedCounts>> {
  const rows = await database().$queryRaw<({ feed_id: string } & { waiting: number; taken: number; skipped: number; in_day: number })[]>`
    SELECT feed_id::text,
      count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
      count(*) FILTER (WHERE state = 'taken')::int AS taken,
      count(*) FILTER (WHERE state = 'skipped')::int AS skipped,
      count(*) FILTER (WHERE taken_at > now() - interval '1 day')::int AS in_day
    FROM feed_item WHERE feed_id = ANY(${ids}::uuid[]) GROUP BY feed_id`;
  return new Map(rows.map(({ feed_id: id, in_day: takenInDay, ...counts }) => [id, { ...counts, takenInDay }]));
}

export async function latestItems(feedId: string, limit: number): Promise<FeedItem[]> {
  return database().feedItem.findMany({ where: { feedId }, orderBy: [{ seenAt: 'desc' }, { place: 'asc' }], take: limit });
}

/** claimDueFeed takes a feed that is due and moves its time on, so that nobody else looks at it meanwhile; null where none is due. */
export async function claimDueFeed(leaseSeconds: number): Promise<Feed | null> {
  const [claimed] = await database().$queryRaw<{ id: string }[]>`
    UPDATE feed SET next_check_at = now() + make_interval(secs => ${leaseSeconds})
    WHERE id = (SELECT id FROM feed WHERE NOT paused AND next_check_at <= now() ORDER BY next_check_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id::text`;
  return claimed ? findFeed(claimed.id) : null;
}

/** updateFeed changes one that may have been removed meanwhile. */
export async function updateFeed(id: string, data: Prisma.FeedUpdateManyMutationInput): Promise<void> {
  const { title, errorMessage, ...rest } = data;
  await database().feed.updateMany({
    where: { id },
    data: {
      ...rest,
      ...(typeof title === 'string' ? { title: storable(title) } : {}),
      ...(errorMessage === undefined ? {} : { errorMessage: typeof errorMessage === 'string' ? storable(errorMessage) : errorMessage }),
    },
  });
}

export async function deleteFeed(id: string): Promise<boolean> {
  return (await database().feed.deleteMany({ where: { id } })).count > 0;
}

export interface NewFeedItem {
  key: string;
  url: string;
  title: string | null;
  hints: unknown;
  publishedAt: Date | null;
  place: number;
  state: FeedItemState;
  note: string | null;
}

/** knownKeys says which of these the feed has shown before. */
export async function knownKeys(feedId: string, keys: readonly string[]): Promise<Set<string>> {
  const rows = await database().feedItem.findMany({ where: { feedId, key: { in: [...keys] } }, select: { key: true } });
  return new Set(rows.map(({ key }) => key));
}

export async function insertItems(feedId: string, items: readonly NewFeedItem[]): Promise<void> {
  const data = items.map(({ title, hints, ...item }) => ({
    ...item,
    feedId,
    title: title && storable(title),
    ...(hints ? { hints: json(hints) } : {}),
  }));
  await database().feedItem.createMany({ data, skipDuplicates: true });
}

export async function waitingItems(feedId: string): Promise<FeedItem[]> {
  return database().feedItem.findMany({ where: { feedId, state: 'waiting' } });
}

export async function skipItems(feedId: string, keys: readonly string[], note: string): Promise<void> {
  await database().feedItem.updateMany({
    where: { feedId, key: { in: [...keys] }, state: 'waiting' },
    data: { state: 'skipped', note: storable(note) },
  });
}

/** markTaken notes the run of an item on the transaction that takes it in. False where somebody else has taken it. */
export async function markTaken(tx: Tx, feedId: string, key: string, runId: string): Promise<boolean> {
  const { count } = await tx.feedItem.updateMany({
    where: { feedId, key, state: 'waiting' },
    data: { state: 'taken', runId, takenAt: new Date() },
  });
  return count > 0;
}
