/** What the API says of watched feeds, in camelCase. Times are ISO 8601. */
import type { Depth } from '@/lib/core/runs/states';

export const FEED_STATES = ['active', 'paused', 'failing'] as const;
export type FeedState = (typeof FEED_STATES)[number];

export interface FeedView {
  id: string;
  url: string;
  title: string | null;
  /** Where its results are brought: a target of the outbox; null = they are only kept. */
  target: string | null;
  state: FeedState;
  depth: Depth;
  fromDate: string | null;
  keepNewest: number;
  dailyBudget: number;
  /** Runs of it in the last 24 hours. */
  takenInDay: number;
  waiting: number;
  taken: number;
  skipped: number;
  createdAt: string;
  /** null: not looked at yet. */
  checkedAt: string | null;
  nextCheckAt: string;
  changedAt: string | null;
  /** Failed looks in a row, and what the last one said. */
  failures: number;
  error: { code: string; title: string; message: string; advice: string } | null;
}

export interface FeedItemView {
  url: string;
  title: string | null;
  publishedAt: string | null;
  seenAt: string;
  state: 'waiting' | 'taken' | 'skipped';
  note: string | null;
  runId: string | null;
}

export interface FeedDetailView extends FeedView {
  /** The latest 50, newest first. */
  items: FeedItemView[];
}

export interface FeedListView {
  feeds: FeedView[];
}
