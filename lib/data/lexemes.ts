/** Word statistics for BM25. They need not be exact to rank well, so they are counted in the background and sampled from much. */
import { database, json, type Tx } from './client';

export interface LexemeTotals {
  /** Passages that the counts stand for. */
  passages: number;
  /** Mean words of a passage. */
  averageWords: number;
}

const KEY = 'memory_lexemes';
/** More passages than this are sampled. */
const SAMPLE_PASSAGES = 100_000;
/** Counted anew when the number of passages has changed by this share since. */
const STALE_SHARE = 0.1;

const totalsIn = async (tx: Tx): Promise<LexemeTotals | null> => {
  const row = await tx.setting.findUnique({ where: { key: KEY } });
  return row ? (row.value as unknown as LexemeTotals) : null;
};

export interface CountedWords {
  /** Stems that a text is searched by, and in how many passages each occurs. */
  words: { word: string; passageCount: number }[];
  /** What the last count said; null before the first. */
  totals: LexemeTotals | null;
}

/** countedWords gives the stems of a text with their counts; none where it has only stop words. */
export async function countedWords(text: string): Promise<CountedWords> {
  const rows = await database().$queryRaw<{ word: string | null; passageCount: number; totals: LexemeTotals | null }[]>`
    SELECT asked.word, coalesce(lexeme.passage_count, 0) AS "passageCount", (SELECT value FROM setting WHERE key = ${KEY}) AS totals
    FROM (SELECT) AS always LEFT JOIN unnest(tsvector_to_array(to_tsvector('english', ${text}))) AS asked (word) ON true
    LEFT JOIN lexeme ON lexeme.word = asked.word`;
  const words = rows.flatMap(({ word, passageCount }) => (word === null ? [] : [{ word, passageCount }]));
  return { words, totals: rows[0]?.totals ?? null };
}

/** countLexemes counts anew if memory has changed enough since the last count. Returns whether it did. One process at a time; others go on. */
export async function countLexemes(): Promise<boolean> {
  return database().$transaction(
    async (tx) => {
      const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
        SELECT pg_try_advisory_xact_lock(hashtextextended('winnow_lexemes', 0)) AS free`;
      if (!lock?.free) return false;
      const [now] = await tx.$queryRaw<{ passages: number; words: number | null }[]>`
        SELECT count(*)::int AS passages, avg(word_count)::float8 AS words FROM passage`;
      const last = await totalsIn(tx);
      if (last && Math.abs(now!.passages - last.passages) <= STALE_SHARE * last.passages) return false;
      const share = Math.min(1, SAMPLE_PASSAGES / Math.max(1, now!.passages));
      const source =
        share < 1 ? `SELECT lexemes FROM passage TABLESAMPLE SYSTEM (${100 * share}) REPEATABLE (1)` : 'SELECT lexemes FROM passage';
      await tx.$executeRaw`DELETE FROM lexeme`;
      await tx.$executeRaw`INSERT INTO lexeme (word, passage_count) SELECT word, ceil(ndoc / ${share}::float8)::int FROM ts_stat(${source})`;
      const value = json({ passages: now!.passages, averageWords: now!.words ?? 0 } satisfies LexemeTotals);
      await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: { value } });
      return true;
    },
    { timeout: 300_000 },
  );
}
