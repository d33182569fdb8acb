import type { AcquireCaps } from '@/lib/engines/acquire/types';

/** What one item may cost at most: 2 GiB, 6 hours of media, 50 entries of a playlist, half an hour of fetching. */
export const ITEM_CAPS: AcquireCaps = {
  maxBytes: 2 * 2 ** 30,
  maxDurationSeconds: 6 * 3600,
  maxPlaylistEntries: 50,
  timeoutSeconds: 1800,
};
