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

/** lexemeTotals gives what the last count said; null before the first. */
export async function lexemeTotals(tx: Tx = database()): Promise<LexemeTotals | null> {
  const row = await tx.setting.findUnique({ where: { key: KEY } });
  return row ? (row.value as unknown as LexemeTotals) : null;
}

/** passageCounts says in how many passages each of these stems occurs; a stem that is in none is left out. */
export async function passageCounts(words: readonly string[]): Promise<Map<string, number>> {
  const rows = await database().lexeme.findMany({ where: { word: { in: [...words] } } });
  return new Map(rows.map(({ word, passageCount }) => [word, passageCount]));
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
      const last = await lexemeTotals(tx);
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
