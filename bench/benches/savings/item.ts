import type { ContentMetadata } from '@/lib/core/runs/content';

/** One item of the workload: a row of --file. */
export interface Item {
  id: string;
  /** Absolute path. */
  file: string;
  title: string | null;
  /** Content type by the data; `none` = nothing is said; null = not known. */
  label: string | null;
  /** What is said. */
  text: string;
}

/** itemsOf reads the first `limit` rows. */
export function itemsOf(
  rows: readonly Record<string, unknown>[],
  limit: string | true | undefined,
  resolvePath: (path: string) => string,
): Item[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return rows.slice(0, limit ? Number(limit) : undefined).map((row) => ({
    id: String(row.id),
    file: resolvePath(String(row.file)),
    title: text(row.title),
    label: text(row.label),
    text: String(row.text ?? ''),
  }));
}

export const PASSES = ['off', 'filtering', 'routing', 'on'] as const;
export type Pass = (typeof PASSES)[number];

export interface RoundResult {
  heardShare: number;
  /** Windows heard by its end, and of the whole item's. */
  windows: number;
  estimated: number;
  interval: { lower: number; upper: number };
  /** Completeness of the round's quick result, by everything that was said. */
  completeness: number;
  loss: number;
  labelFalse: boolean;
}

/** What a pass did with an item; `off` runs carry what the others are judged by. */
export interface ItemResult {
  pass: Pass;
  id: string;
  state: string;
  errorCode: string | null;
  processingType: string | null;
  exitCheckpoint: string | null;
  contentType: string | null;
  routedTo: string | null;
  verdict: string | null;
  spentMs: number;
  cpuMs: number;
  acquireMs: number;
  durationSeconds: number | null;
  heardSeconds: number | null;
  /** What the user got to read; null where nothing was delivered. */
  delivered: string | null;
  /** Of what was delivered, by everything that was said; null where nothing was. */
  quality: number | null;
  loss: number | null;
  informativeness: number | null;
  labelFalse: boolean | null;
  /** Share of the facts of a full summary of the reference text that was delivered; null for items without a label that counts. */
  factShare: number | null;
  rounds: RoundResult[];
}

/** Of an item of which only the title is known. */
export function metadataOf(title: string | null): ContentMetadata {
  const unknown = { description: null, author: null, siteName: null, publishedAt: null, durationSeconds: null, viewCount: null };
  return { title, ...unknown, isLive: null, language: null, chapters: [], sourceHost: 'localhost', pageUrl: 'http://localhost/' };
}
