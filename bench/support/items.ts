import type { ContentMetadata, Transcript } from '@/lib/core/runs/content';

/** Texts of evaluation sets as the engines take them. */

export interface Turn {
  speaker: string | null;
  text: string;
}

export const transcriptOfTurns = (turns: readonly Turn[]): Transcript => ({
  origin: 'captions',
  language: 'en',
  engine: 'published',
  segments: turns.map(({ speaker, text }) => ({ startSeconds: null, endSeconds: null, text, confidence: null, speaker })),
});

export const transcriptOfText = (text: string): Transcript => transcriptOfTurns([{ speaker: null, text }]);

/** What is known of an item of which nothing but its text is known. */
export const UNKNOWN_METADATA: ContentMetadata = {
  title: null,
  description: null,
  author: null,
  siteName: null,
  publishedAt: null,
  durationSeconds: null,
  viewCount: null,
  isLive: null,
  language: 'en',
  chapters: [],
  sourceHost: 'example.com',
  pageUrl: 'https://example.com/',
};

/** limited gives the first `--limit N` rows, for trying things out; all without it. */
export function limited<Row>(rows: readonly Row[], options: Record<string, string | true>): Row[] {
  const limit = typeof options.limit === 'string' ? Number(options.limit) : rows.length;
  if (!Number.isInteger(limit) || limit < 1) throw new Error(`--limit ${String(options.limit)} is not a whole number above 0`);
  return rows.slice(0, limit);
}
