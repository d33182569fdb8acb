/** Which items of a feed are taken. Pure. */

export interface FoundItem {
  key: string;
  /** Milliseconds; null where the feed does not say. */
  publishedAt: number | null;
  /** Place in the feed, from its top. */
  place: number;
}

export interface PlannedItem<T extends FoundItem> {
  item: T;
  state: 'waiting' | 'skipped';
  /** Why it is skipped. */
  note: string | null;
}

export interface FeedBounds {
  /** Milliseconds; null takes items of any age. */
  fromDate: number | null;
  keepNewest: number;
}

/** newestFirst: by date where both say one, else as the feed has them. */
export function newestFirst(a: FoundItem, b: FoundItem): number {
  if (a.publishedAt !== null && b.publishedAt !== null && a.publishedAt !== b.publishedAt) return b.publishedAt - a.publishedAt;
  return a.place - b.place;
}

/** planItems decides on what a look found and was not there before. At the first look only the newest few are taken: nobody wants a whole archive. */
export function planItems<T extends FoundItem>(
  found: readonly T[],
  { fromDate, keepNewest }: FeedBounds,
  isFirstLook: boolean,
): PlannedItem<T>[] {
  const sorted = [...found].sort(newestFirst);
  const fresh = sorted.filter(({ publishedAt }) => fromDate === null || publishedAt === null || publishedAt >= fromDate);
  const kept = new Set(isFirstLook ? fresh.slice(0, keepNewest) : fresh);
  return sorted.map((item) => {
    if (kept.has(item)) return { item, state: 'waiting', note: null };
    const note = fresh.includes(item) ? 'it was there before the watching began' : 'it was published before the date that is watched from';
    return { item, state: 'skipped', note };
  });
}

/** overflow is what waits beyond the newest so many: with less budget than comes in, old items would wait forever. */
export function overflow<T extends FoundItem>(waiting: readonly T[], keepNewest: number): T[] {
  return [...waiting].sort(newestFirst).slice(Math.max(1, keepNewest));
}

/** dueNow is what may be taken now, oldest first, within what is left of the budget. */
export function dueNow<T extends FoundItem>(waiting: readonly T[], takenInDay: number, dailyBudget: number): T[] {
  return [...waiting].sort((a, b) => newestFirst(b, a)).slice(0, Math.max(0, dailyBudget - takenInDay));
}

const MINUTE_MS = 60_000;
const FEED_PAUSE_MS = 15 * MINUTE_MS;
/** yt-dlp asks more of a site than a feed does. */
const LIST_PAUSE_MS = 60 * MINUTE_MS;
const LONGEST_PAUSE_MS = 24 * 60 * MINUTE_MS;

/**
 * nextLook is when a feed is looked at again, in milliseconds from now: 15 minutes, an hour where yt-dlp is asked; twice as long with each failure in a
 * row, a day at most, and never sooner than the host asked for. A tenth of it by chance, so that feeds spread out. `random` in [0, 1).
 */
export function nextLook(options: { isList: boolean; failures: number; retryAfterSeconds?: number }, random: number): number {
  const pause = (options.isList ? LIST_PAUSE_MS : FEED_PAUSE_MS) * 2 ** Math.min(options.failures, 10);
  return Math.max((options.retryAfterSeconds ?? 0) * 1000, Math.min(pause, LONGEST_PAUSE_MS) * (0.95 + random / 10));
}
