import type { AcquiredItem } from '@/lib/core/runs/content';

export type { AcquiredItem };

export interface AcquireCaps {
  maxBytes: number;
  maxDurationSeconds: number;
  maxPlaylistEntries: number;
  /** For everything that is fetched for this item. */
  timeoutSeconds: number;
}

/** Per-host back-off, handed in: the store is the database's, the engine never imports it. */
export interface HostBackoff {
  /** Throws `source_rate_limited` with the seconds left while the host is backed off. */
  check(host: string): Promise<void>;
  /** Remembers that the host asked for a pause (429, 503, Retry-After). */
  report(host: string, retryAfterSeconds: number | null): Promise<void>;
}

export interface AcquireContext {
  /** Folder of this item's own; files left in it belong to the item. */
  folder: string;
  caps: AcquireCaps;
  backoff: HostBackoff;
  onProgress: (share: number | null, doing: string) => void;
  signal: AbortSignal;
}

/** A page that stands for many items: one run per entry. */
export interface AcquiredPlaylist {
  kind: 'playlist';
  title: string | null;
  entries: { url: string; title: string | null }[];
  /** Entries over the cap, left out. */
  omitted: number;
}

export type Acquired = AcquiredItem | AcquiredPlaylist;

/** Acquirer gets an item from its URL or `sample:ID`. Failures carry codes of the taxonomy in lib/base/errors. */
export interface Acquirer {
  acquire(url: string, context: AcquireContext): Promise<Acquired>;
}
