/** The SQL for pgvector, on a real pgvector: that of PGlite, since no server's binaries with it come from npm. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/data/client';
import { MIGRATIONS_FOLDER } from '@/lib/data/migrate';
import { searchMemory } from '../search';
import { prepareRuns, rememberItem, wordEmbedder } from '../testing/items';
import { denseStore } from '.';
import { hasPgvector, preparePgvector } from './pgvector';

const embedder = wordEmbedder();
const WORDS = 'river bridge village carpenter winter flood harvest lantern market orchard mill ferry valley stone council meadow'.split(
  ' ',
);
const text = (i: number) => Array.from({ length: 6 }, (_, k) => WORDS[(i * 5 + k * (i + 3)) % WORDS.length]).join(' ');

let pglite: PGlite;
let server: PGLiteSocketServer;
const before = process.env.DATABASE_URL;

beforeAll(async () => {
  pglite = await PGlite.create({ extensions: { vector, pg_trgm } });
  for (const name of readdirSync(MIGRATIONS_FOLDER).sort()) {
    if (name.endsWith('.toml')) continue;
    await pglite.exec(readFileSync(resolve(MIGRATIONS_FOLDER, name, 'migration.sql'), 'utf8'));
  }
  server = new PGLiteSocketServer({ db: pglite, port: 0, host: '127.0.0.1', maxConnections: 20 });
  await server.start();
  await closeDatabase();
  process.env.DATABASE_URL = `postgresql://postgres:postgres@${server.getServerConn()}/postgres?sslmode=disable`;
  await prepareRuns();
}, 120_000);
afterAll(async () => {
  await closeDatabase();
  await server?.stop();
  await pglite?.close();
  if (before === undefined) delete process.env.DATABASE_URL;
  else process.env.DATABASE_URL = before;
});

describe('pgvector', () => {
  it('gives the same hits with the same similarities as the index in the process, filters included', async () => {
    for (let i = 0; i < 60; i++) {
      await rememberItem({ segments: [text(i)], source: i % 3 === 0 ? 'a.example' : 'b.example' }, embedder);
    }
    const queries = ['river bridge', 'market lantern orchard', 'winter'].flatMap((q) => [{ q }, { q, source: 'a.example' }]);
    const search = async () => {
      const found: string[][] = [];
      // One after the other: all connections to PGlite share one session.
      for (const query of queries) {
        const { hits } = await searchMemory({ ...query, limit: 8, mode: 'vector' }, embedder);
        found.push(hits.map(({ similarity }) => similarity!.toFixed(5)));
      }
      return found;
    };
    const local = await search();
    expect((await denseStore(embedder)).name).toBe('local');
    expect(await hasPgvector()).toBe(false);
    await preparePgvector(embedder.model, embedder.dimension);
    expect(await hasPgvector()).toBe(true);
    // Another process chooses anew.
    process.env.DATABASE_URL += '&application_name=second';
    await closeDatabase();
    expect((await denseStore(embedder)).name).toBe('pgvector');
    expect(await search()).toEqual(local);
    for (const hits of local) expect(hits).toHaveLength(8);
  });

  it('uses its index, and builds it once', async () => {
    await preparePgvector(embedder.model, embedder.dimension);
    const indexes = await database().$queryRaw<unknown[]>`SELECT 1 FROM pg_class WHERE relname LIKE 'passage\\_hnsw\\_%'`;
    expect(indexes).toHaveLength(1);
    const [query] = await embedder.embed(['river']);
    await pglite.exec('SET enable_seqscan = off');
    const plan = await pglite.query<{ 'QUERY PLAN': string }>(
      `EXPLAIN SELECT seq FROM passage WHERE model = '${embedder.model}' ORDER BY embedding::vector(${embedder.dimension}) <#> '[${query!.join(',')}]'::vector LIMIT 3`,
    );
    await pglite.exec('RESET enable_seqscan');
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('passage_hnsw_');
  });

  it('leaves no index of a model that is no longer used', async () => {
    await preparePgvector('another@1', 32);
    const names = await database().$queryRaw<{ relname: string }[]>`SELECT relname FROM pg_class WHERE relname LIKE 'passage\\_hnsw\\_%'`;
    expect(names).toHaveLength(1);
  });
});
