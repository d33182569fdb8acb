import { database } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { vectorLiteral } from '@/lib/data/vectors';
import type { Embedder } from '@/lib/engines/embed/types';

interface Target {
  /** Rows whose model is another: their key, and the text that is embedded. */
  stale: (model: string, limit: number) => Prisma.Sql;
  /** Writes vectors by key; a row that was replaced in between has another key. */
  write: (keys: string[], vectors: string[], model: string, dimension: number) => Prisma.Sql;
}

/** Another model than this one that rows have, if any: the ends of the index tell at once. */
const staleModel = (table: string, model: string): Prisma.Sql =>
  Prisma.sql`(SELECT coalesce(nullif(min(model), ${model}), nullif(max(model), ${model})) FROM ${Prisma.raw(table)})`;

/** Everything that is embedded. */
const TARGETS: readonly Target[] = [
  {
    stale: (model, limit) => Prisma.sql`
      SELECT id::text AS key, text FROM passage WHERE model = ${staleModel('passage', model)} LIMIT ${limit}`,
    write: (keys, vectors, model, dimension) => Prisma.sql`
      UPDATE passage SET model = ${model}, dimension = ${dimension}, embedding = fresh.vector::real[]
      FROM unnest(${keys}::uuid[], ${vectors}::text[]) AS fresh (id, vector) WHERE passage.id = fresh.id`,
  },
  {
    stale: (model, limit) => Prisma.sql`SELECT id::text AS key, text FROM claim WHERE model = ${staleModel('claim', model)} LIMIT ${limit}`,
    write: (keys, vectors, model) => Prisma.sql`
      UPDATE claim SET model = ${model}, embedding = fresh.vector::real[]
      FROM unnest(${keys}::uuid[], ${vectors}::text[]) AS fresh (id, vector) WHERE claim.id = fresh.id`,
  },
  {
    stale: (model, limit) =>
      Prisma.sql`SELECT id::text AS key, text FROM phrase WHERE model = ${staleModel('phrase', model)} LIMIT ${limit}`,
    write: (keys, vectors, model) => Prisma.sql`
      UPDATE phrase SET model = ${model}, embedding = fresh.vector::real[]
      FROM unnest(${keys}::uuid[], ${vectors}::text[]) AS fresh (id, vector) WHERE phrase.id = fresh.id`,
  },
  {
    stale: (model, limit) => Prisma.sql`
      SELECT t.passage_id || '/' || t.seq AS key, concat_ws(' ', s.text, t.predicate, o.text) AS text
      FROM triple t JOIN phrase s ON s.id = t.subject_id JOIN phrase o ON o.id = t.object_id
      WHERE t.model = ${staleModel('triple', model)} LIMIT ${limit}`,
    write: (keys, vectors, model) => Prisma.sql`
      UPDATE triple SET model = ${model}, embedding = fresh.vector::real[]
      FROM unnest(${keys}::text[], ${vectors}::text[]) AS fresh (key, vector)
      WHERE triple.passage_id = split_part(fresh.key, '/', 1)::uuid AND triple.seq = split_part(fresh.key, '/', 2)::int`,
  },
];

/**
 * reembed gives up to `limit` texts that were embedded by another model, or not yet, vectors of this one. Returns whether more are left. A batch is
 * one statement: a kill loses what was not written yet, and doing it twice changes nothing.
 */
export async function reembed(embedder: Embedder, limit: number, signal: AbortSignal): Promise<boolean> {
  const db = database();
  let left = limit;
  for (const target of TARGETS) {
    while (left > 0) {
      const rows = await db.$queryRaw<{ key: string; text: string }[]>(target.stale(embedder.model, Math.min(left, BATCH)));
      if (rows.length === 0) break;
      const vectors = await embedder.embed(
        rows.map(({ text }) => text),
        signal,
      );
      const keys = rows.map(({ key }) => key);
      await db.$executeRaw(target.write(keys, vectors.map(vectorLiteral), embedder.model, embedder.dimension));
      left -= rows.length;
    }
  }
  return left <= 0;
}

const BATCH = 32;

/** hasStale says whether anything waits to be embedded by this model. */
export async function hasStale(model: string): Promise<boolean> {
  for (const { stale } of TARGETS) if ((await database().$queryRaw<unknown[]>(stale(model, 1))).length > 0) return true;
  return false;
}
