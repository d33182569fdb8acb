import type { AcquiredItem, ItemHints } from '@/lib/core/runs/content';

export type { AcquiredItem, ItemHints };

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
  /** From the playlist entry that this item was, if it was one. They say more than a bare media file does; where a page speaks for itself, they only fill gaps. */
  hints?: ItemHints;
}

/** One item of a playlist. `url` and `hints` together are what its own run hands to `acquire`. */
export interface PlaylistEntry {
  url: string;
  title: string | null;
  hints?: ItemHints;
}

/** A page that stands for many items: one run per entry. */
export interface AcquiredPlaylist {
  kind: 'playlist';
  title: string | null;
  entries: PlaylistEntry[];
  /** Entries over the cap, left out. */
  omitted: number;
}

export type Acquired = AcquiredItem | AcquiredPlaylist;

/** Acquirer gets an item from its URL or `sample:ID`. Failures carry codes of the taxonomy in lib/base/errors. */
export interface Acquirer {
  acquire(url: string, context: AcquireContext): Promise<Acquired>;
}
