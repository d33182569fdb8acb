/** Answers of language models that were paid for once, and what was learnt of giving them again. */
import type { BandState, ReuseAccount } from '@/lib/core/llm/reuse';
import { database, json } from './client';
import type { LlmCache } from './generated/client';

interface Use {
  inputTokens: number;
  outputTokens: number;
  costUsdMicros: number | null;
  estimated: boolean;
}

interface Features {
  figures: string[];
  negations: number;
}

export interface StoredAnswer {
  id: string;
  answer: unknown;
  features: Features;
  use: Use;
  wrongAt: number | null;
}

/** The vectors of a scope, as far as this process has read them. */
interface Index {
  lastSeq: bigint;
  seqs: bigint[];
  vectors: Float32Array[];
}
const indexes = new Map<string, Index>();
/** Vectors of a scope that are compared: the newest. Some 30 MB. */
const MOST_VECTORS = 20_000;

const answerOf = (row: LlmCache): StoredAnswer => ({
  id: String(row.seq),
  answer: row.answer,
  features: row.features as unknown as Features,
  use: {
    inputTokens: row.inputTokens,
    outputTokens: row.outputTokens,
    costUsdMicros: row.costUsdMicros === null ? null : Number(row.costUsdMicros),
    estimated: false,
  },
  wrongAt: row.wrongAt,
});

/** llmCacheStore keeps answers no older than `maxAgeDays`; what is older is not given again, and swept. */
export function llmCacheStore(maxAgeDays: number) {
  const since = () => new Date(Date.now() - maxAgeDays * 86_400_000);
  return {
    async findExact(key: string): Promise<StoredAnswer | null> {
      const [row] = await database().llmCache.updateManyAndReturn({
        where: { key, createdAt: { gte: since() } },
        data: { usedAt: new Date(), hits: { increment: 1 } },
      });
      return row ? answerOf(row) : null;
    },

    async findNearest(scope: string, vector: Float32Array): Promise<{ cached: StoredAnswer; similarity: number } | null> {
      const { seqs, vectors } = await readIndex(scope);
      const near = vectors
        .map((other, i) => ({ seq: seqs[i]!, similarity: cosine(vector, other) }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, 3);
      for (const { seq, similarity } of near) {
        // It may have been swept.
        const row = await database().llmCache.findFirst({ where: { seq, createdAt: { gte: since() } } });
        if (row) return { cached: answerOf(row), similarity };
      }
      return null;
    },

    async save(entry: {
      key: string;
      scope: string;
      vector: Float32Array | null;
      answer: unknown;
      features: Features;
      use: Use;
    }): Promise<void> {
      const { key, scope, vector, use } = entry;
      const answer = json(entry.answer);
      const data = {
        scope,
        answer,
        features: json(entry.features),
        vector: vector && new Uint8Array(vector.buffer.slice(vector.byteOffset, vector.byteOffset + vector.byteLength) as ArrayBuffer),
        inputTokens: use.inputTokens,
        outputTokens: use.outputTokens,
        costUsdMicros: use.costUsdMicros === null ? null : BigInt(use.costUsdMicros),
        bytes: JSON.stringify(answer).length + (vector?.byteLength ?? 0),
      };
      // What is there under the key is too old to be given.
      await database().llmCache.upsert({
        where: { key },
        create: { key, ...data },
        update: { ...data, createdAt: new Date(), wrongAt: null },
      });
    },

    async learnt(scope: string): Promise<{ bands: BandState[]; account: ReuseAccount }> {
      const [bands, account] = await Promise.all([
        database().llmCacheBand.findMany({ where: { scope }, select: { band: true, observed: true, wrong: true } }),
        database().llmCacheAccount.findUnique({ where: { scope } }),
      ]);
      const { answers, expectedWrong, variance } = account ?? { answers: 0, expectedWrong: 0, variance: 0 };
      return { bands, account: { answers, expectedWrong, variance } };
    },

    async note(
      scope: string,
      what: { reusedUnder?: number | null; compared?: { band: number; wrong: boolean; id: string; similarity: number } },
    ): Promise<void> {
      const { reusedUnder, compared } = what;
      await database().$transaction(async (tx) => {
        if (reusedUnder !== undefined) {
          const upper = reusedUnder ?? 0;
          const more = { answers: 1, reused: reusedUnder === null ? 0 : 1, expectedWrong: upper, variance: upper * (1 - upper) };
          await tx.$executeRaw`
            INSERT INTO llm_cache_account (scope, answers, reused, expected_wrong, variance)
            VALUES (${scope}, ${more.answers}, ${more.reused}, ${more.expectedWrong}, ${more.variance})
            ON CONFLICT (scope) DO UPDATE SET answers = llm_cache_account.answers + excluded.answers,
              reused = llm_cache_account.reused + excluded.reused,
              expected_wrong = llm_cache_account.expected_wrong + excluded.expected_wrong,
              variance = llm_cache_account.variance + excluded.variance`;
        }
        if (!compared) return;
        const { band, wrong, id, similarity } = compared;
        await tx.$executeRaw`
          INSERT INTO llm_cache_band (scope, band, observed, wrong) VALUES (${scope}, ${band}, 1, ${wrong ? 1 : 0})
          ON CONFLICT (scope, band) DO UPDATE SET observed = llm_cache_band.observed + 1, wrong = llm_cache_band.wrong + excluded.wrong`;
        if (wrong) await tx.$executeRaw`UPDATE llm_cache SET wrong_at = greatest(wrong_at, ${similarity}) WHERE seq = ${BigInt(id)}`;
      });
    },
  };
}

/** Rows are only added (or swept), so that reading on after the last one is enough. */
async function readIndex(scope: string): Promise<Index> {
  const known = indexes.get(scope) ?? { lastSeq: 0n, seqs: [], vectors: [] };
  const rows = await database().llmCache.findMany({
    where: { scope, seq: { gt: known.lastSeq }, vector: { not: null } },
    orderBy: { seq: 'desc' },
    take: MOST_VECTORS,
    select: { seq: true, vector: true },
  });
  for (const { seq, vector } of rows.reverse()) {
    known.seqs.push(seq);
    known.vectors.push(new Float32Array(vector!.slice().buffer));
    known.lastSeq = seq;
  }
  const excess = known.seqs.length - MOST_VECTORS;
  if (excess > 0) {
    known.seqs.splice(0, excess);
    known.vectors.splice(0, excess);
  }
  indexes.set(scope, known);
  return known;
}

function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** sweepLlmCache deletes answers that are too old, and those unused for longest beyond `maxBytes`. Returns how many. */
export async function sweepLlmCache(maxAgeDays: number, maxBytes: number): Promise<number> {
  return database().$executeRaw`
    DELETE FROM llm_cache WHERE created_at < now() - make_interval(days => ${maxAgeDays}::int) OR seq IN (
      SELECT seq FROM (SELECT seq, sum(bytes) OVER (ORDER BY used_at DESC, seq DESC) AS total FROM llm_cache) newest WHERE total > ${maxBytes}::bigint)`;
}

export interface LlmCacheFigures {
  entries: number;
  bytes: number;
  /** Answers given in the last `hours`, by how: [asked, exact, similar]. */
  asked: number;
  exact: number;
  similar: number;
  /** Comparisons of a reusable answer with a fresh one since the beginning, and how many were wrong. */
  compared: number;
  comparedWrong: number;
}

export async function llmCacheFigures(hours: number): Promise<LlmCacheFigures> {
  const [row] = await database().$queryRaw<LlmCacheFigures[]>`
    SELECT (SELECT count(*)::int FROM llm_cache) AS entries, (SELECT coalesce(sum(bytes), 0)::float8 FROM llm_cache) AS bytes,
      count(*) FILTER (WHERE outcome = 'answered')::int AS asked, count(*) FILTER (WHERE outcome = 'cached_exact')::int AS exact,
      count(*) FILTER (WHERE outcome = 'cached_similar')::int AS similar,
      (SELECT coalesce(sum(observed), 0)::int FROM llm_cache_band) AS compared,
      (SELECT coalesce(sum(wrong), 0)::int FROM llm_cache_band) AS "comparedWrong"
    FROM llm_call WHERE at >= now() - make_interval(hours => ${hours}::int)`;
  return row!;
}
