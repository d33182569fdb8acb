/**
 * Lexical search by PostgreSQL full text, ranked by BM25 (Robertson & Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond",
 * 2009), since ts_rank knows nothing of how rare a word is. A term's frequency is read back from ts_rank: with all weights 1 it gives
 * (1 + 1/4 + … + 1/n²) / (π²/6) for a term that occurs n times, and what is missing to 1, u, is nearly 1 / (n + 1/2) of the series. So
 * n / (n + norm), BM25's saturation, is 1 / (1 + 2 · norm / (2 / u - 1)).
 */
import { database } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { countedWords, countLexemes } from '@/lib/data/lexemes';
import type { PassageKey } from '@/lib/data/passages';

const K1 = 1.2;
const B = 0.75;
const RANK_LIMIT = Math.PI ** 2 / 6;
/** Terms join, rarest first, until so many passages hold them: one that has nothing but usual words cannot rank high. */
const MOST_CANDIDATES = 6_000;
const MOST_TERMS = 24;

export interface LexicalHit extends PassageKey {
  /** BM25, > 0; comparable within one search only. */
  score: number;
}

interface Term {
  /** As a tsquery. */
  query: string;
  idf: number;
  passageCount: number;
}

/** searchLexical returns the passages that hold the query's words, best first; none where it has only stop words. */
export async function searchLexical(q: string, limit: number, allowed: ReadonlySet<string> | null): Promise<LexicalHit[]> {
  const { terms, averageWords } = await weighTerms(q);
  if (terms.length === 0) return [];
  const norm = Prisma.raw(`(${K1 * (1 - B)} + ${(K1 * B) / averageWords} * word_count)`);
  const limitRank = Prisma.raw(String(RANK_LIMIT));
  const scores = terms.map(
    ({ query, idf }) =>
      Prisma.sql`coalesce(${Prisma.raw(String(idf))} / (1 + 2 * ${norm} / (2 / (${limitRank} * (1 - nullif(ts_rank('{1,1,1,1}', lexemes, ${query}::tsquery), 0))) - 1)), 0)`,
  );
  return database().$queryRaw<LexicalHit[]>`
    SELECT run_id AS "runId", seq, ${Prisma.join(scores, ' + ')} AS score FROM passage
    WHERE lexemes @@ ${candidateQuery(terms)}::tsquery ${allowed ? Prisma.sql`AND run_id = ANY(${[...allowed]}::uuid[])` : Prisma.empty}
    ORDER BY score DESC, run_id, seq LIMIT ${limit}`;
}

/** Rarest first. */
async function weighTerms(q: string): Promise<{ terms: Term[]; averageWords: number }> {
  let counted = await countedWords(q);
  if (!counted.totals) {
    await countLexemes();
    counted = await countedWords(q);
  }
  const { words, totals } = counted;
  if (!totals) return { terms: [], averageWords: 1 };
  const terms = words.map(({ word, passageCount: inPassages }) => {
    const passageCount = Math.min(inPassages, totals.passages);
    const idf = Math.log(1 + (totals.passages - passageCount + 0.5) / (passageCount + 0.5));
    return { query: `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`, idf, passageCount };
  });
  return {
    terms: terms.sort((a, b) => a.passageCount - b.passageCount).slice(0, MOST_TERMS),
    averageWords: Math.max(1, totals.averageWords),
  };
}

function candidateQuery(terms: readonly Term[]): string {
  const chosen: Term[] = [];
  let candidates = 0;
  for (const term of terms) {
    candidates += term.passageCount;
    if (chosen.length > 0 && candidates > MOST_CANDIDATES) break;
    chosen.push(term);
  }
  return chosen.map(({ query }) => query).join(' | ');
}
