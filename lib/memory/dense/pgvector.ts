import { createHash } from 'node:crypto';
import { database } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import type { DenseHit, DenseStore } from './types';

/** How many neighbours HNSW keeps in view while it searches: recall against time. */
const EF_SEARCH = 200;

/** hasPgvector says whether the extension is there to be used. */
export async function hasPgvector(): Promise<boolean> {
  const rows = await database().$queryRaw<unknown[]>`SELECT 1 FROM pg_extension WHERE extname = 'vector'`;
  return rows.length > 0;
}

/**
 * preparePgvector installs the extension where the server offers it, and builds the index for this model; other models' indexes go. Called by
 * workers as they start: many passages take minutes, during which searches are exact and slow. One builds, the others leave it alone.
 */
export async function preparePgvector(model: string, dimension: number): Promise<void> {
  const db = database();
  const [offered] = await db.$queryRaw<{ installed: boolean }[]>`
    SELECT installed_version IS NOT NULL AS installed FROM pg_available_extensions WHERE name = 'vector'`;
  if (!offered) return;
  // It needs no superuser where the server marks it as trusted; where it does, the operator installs it.
  if (!offered.installed) await db.$executeRaw`CREATE EXTENSION IF NOT EXISTS vector`.catch(() => 0);
  if (!(await hasPgvector())) return;
  const wanted = indexName(model);
  const indexes = await db.$queryRaw<{ name: string; valid: boolean }[]>`
    SELECT c.relname AS name, i.indisvalid AS valid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = 'passage'::regclass AND c.relname LIKE 'passage\\_hnsw\\_%'`;
  const building = await db.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_progress_create_index WHERE relid = 'passage'::regclass`;
  if (building.length > 0 || indexes.some(({ name, valid }) => name === wanted && valid)) return;
  for (const { name } of indexes) await db.$executeRawUnsafe(`DROP INDEX CONCURRENTLY IF EXISTS "${name}"`);
  await db.$executeRawUnsafe(
    `CREATE INDEX CONCURRENTLY IF NOT EXISTS "${wanted}" ON passage USING hnsw ((embedding::vector(${dimension})) vector_ip_ops) WHERE model = '${model.replaceAll("'", "''")}'`,
  );
}

const indexName = (model: string): string => `passage_hnsw_${createHash('sha256').update(model).digest('hex').slice(0, 12)}`;

/** PgvectorDense asks the server's own index. Nothing is kept here, so nothing can be stale. */
export class PgvectorDense implements DenseStore {
  readonly name = 'pgvector';

  constructor(
    private readonly model: string,
    private readonly dimension: number,
  ) {}

  async search(vector: Float32Array, limit: number, allowed: ReadonlySet<string> | null): Promise<DenseHit[]> {
    if (vector.length !== this.dimension) return [];
    // Model and dimension stand in the text: the partial index on an expression is used only where the planner sees that they are the same.
    const distance = Prisma.raw(`embedding::vector(${this.dimension}) <#> '[${vector.join(',')}]'::vector`);
    const model = Prisma.raw(`'${this.model.replaceAll("'", "''")}'`);
    const within = allowed ? Prisma.sql`AND run_id = ANY(${[...allowed]}::uuid[])` : Prisma.empty;
    const db = database();
    const [, rows] = await db.$transaction([
      db.$queryRaw`SELECT set_config('hnsw.ef_search', ${String(Math.max(EF_SEARCH, limit))}, true), set_config('hnsw.iterative_scan', 'strict_order', true)`,
      db.$queryRaw<DenseHit[]>`
        SELECT run_id AS "runId", seq, -(${distance}) AS score FROM passage WHERE model = ${model} ${within} ORDER BY ${distance} LIMIT ${limit}`,
    ]);
    return rows;
  }
}
