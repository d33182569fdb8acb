import type { ItemHints } from '@/lib/core/runs/content';

/** itemHints fills what is not said. */
export function itemHints(said: Partial<ItemHints>): ItemHints {
  return {
    title: null,
    description: null,
    author: null,
    siteName: null,
    publishedAt: null,
    durationSeconds: null,
    language: null,
    chapters: [],
    chaptersUrl: null,
    pageUrl: null,
    feedUrl: null,
    transcripts: [],
    playlistDepth: 0,
    ...said,
  };
}

/** fillHints takes from `more` what `hints` do not say. */
export function fillHints(hints: ItemHints, more: Partial<ItemHints>): ItemHints {
  const said = Object.fromEntries(
    Object.entries(hints).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0)),
  );
  return itemHints({ ...more, ...said });
}
