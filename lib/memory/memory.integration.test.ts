import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/lib/data/client';
import { countLexemes } from '@/lib/data/lexemes';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { searchMemory } from '.';
import { LocalDense } from './dense/local';
import { noveltyOf } from './novelty';
import { hasStale, reembed } from './reembed';
import { addRun, prepareRuns, rememberItem, rememberRun, wordEmbedder } from './testing/items';

let test: TestDatabase;
const embedder = wordEmbedder();
const BRIDGE = 'The village built a wooden bridge across the river after the great flood of spring.';
const BREAD = 'Bakers let the dough rest overnight so that the bread gets a better crust.';
const TRAINS = 'The night train from the capital now stops at the harbour twice a week.';
const never = new AbortController().signal;

beforeAll(async () => {
  test = await createTestDatabase();
  await prepareRuns();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().run.deleteMany({});
});

const search = (q: string, rest: Partial<Parameters<typeof searchMemory>[0]> = {}) =>
  searchMemory({ q, limit: 10, ...rest }, embedder).then(({ hits }) => hits);

describe('memory', () => {
  it('finds by meaning, by words and by both, with the place where it was said', async () => {
    const id = await rememberItem(
      { title: 'Floods', segments: [{ text: BRIDGE, startSeconds: 61.5, endSeconds: 70, speaker: 'Ada' }] },
      embedder,
    );
    await rememberItem({ segments: [BREAD] }, embedder);
    await countLexemes();
    for (const mode of ['vector', 'lexical', 'hybrid'] as const) {
      const [hit] = await search('bridges over a river', { mode });
      expect(hit).toMatchObject({ runId: id, title: 'Floods', startSeconds: 61.5, speaker: 'Ada', source: 'valley.example' });
      expect(hit!.highlights.map(([from, to]) => hit!.text.slice(from, to))).toEqual(['bridge', 'river']);
    }
  });

  it('filters by type, source, date and run', async () => {
    const old = await rememberItem(
      { segments: [BRIDGE], contentType: 'news', source: 'a.example', createdAt: new Date('2026-01-01') },
      embedder,
    );
    const recent = await rememberItem(
      { segments: [BRIDGE], contentType: 'educational', source: 'b.example', createdAt: new Date('2026-06-01') },
      embedder,
    );
    for (const mode of ['vector', 'lexical', 'hybrid'] as const) {
      const found = async (filter: object) => (await search('bridge', { mode, ...filter })).map(({ runId }) => runId);
      expect(await found({ contentType: 'news' })).toEqual([old]);
      expect(await found({ source: 'b.example' })).toEqual([recent]);
      expect(await found({ from: new Date('2026-03-01') })).toEqual([recent]);
      expect(await found({ to: new Date('2026-03-01') })).toEqual([old]);
      expect(await found({ runId: old })).toEqual([old]);
      expect(await found({ source: 'nowhere.example' })).toEqual([]);
    }
  });

  it('ranks a rare word above a usual one, and a passage that says it more often higher', async () => {
    const filler = Array.from({ length: 30 }, (_, i) => `The bridge number ${i} is an ordinary bridge like so many others here.`);
    for (const text of filler) await rememberItem({ segments: [text] }, embedder);
    const once = await rememberItem({ segments: ['A heron stood below the mill and waited for the evening to come at last.'] }, embedder);
    const twice = await rememberItem({ segments: ['A heron chased a heron below the mill and the evening was gone at last.'] }, embedder);
    await countLexemes();
    const hits = await search('heron bridge', { mode: 'lexical', limit: 40 });
    expect(hits.slice(0, 2).map(({ runId }) => runId)).toEqual([twice, once]);
    expect(hits).toHaveLength(32);
  });

  it('takes what no tsquery may hold, and a query of stop words', async () => {
    await rememberItem({ segments: [BRIDGE] }, embedder);
    for (const q of ["o'neill's \\ & | ! :* <-> (", 'the of and', '\u{1F600}', "'''"]) {
      for (const mode of ['lexical', 'hybrid'] as const) await expect(search(q, { mode })).resolves.toBeInstanceOf(Array);
    }
  });

  it('of a deleted run keeps nothing', async () => {
    const id = await rememberItem({ segments: [BRIDGE] }, embedder);
    expect(await search('bridge')).toHaveLength(1);
    await database().run.delete({ where: { id } });
    expect(await search('bridge')).toEqual([]);
    expect(await database().passage.count()).toBe(0);
  });

  it('of an item that is run again holds the last run only', async () => {
    const url = 'https://valley.example/same';
    await rememberItem({ segments: [BRIDGE, TRAINS], url }, embedder);
    const second = await rememberItem({ segments: [BREAD], url }, embedder);
    expect((await search('bridge bread', { limit: 20 })).map(({ runId }) => runId)).toEqual([second]);
  });

  it('remembers a run twice as once', async () => {
    const run = await addRun({});
    await rememberRun(run, { segments: [BRIDGE] }, embedder);
    await rememberRun(run, { segments: [BRIDGE] }, embedder);
    expect(await database().passage.count()).toBe(1);
    expect(await search('bridge')).toHaveLength(1);
  });

  it('says how much of an item is new, its own earlier runs apart', async () => {
    const url = 'https://valley.example/known';
    await rememberItem({ segments: [BRIDGE], url }, embedder);
    const vectors = await embedder.embed([BRIDGE, TRAINS]);
    expect(await noveltyOf(vectors, 'https://valley.example/another', embedder)).toBe(0.5);
    expect(await noveltyOf(vectors, url, embedder)).toBe(1);
    expect(await noveltyOf([], url, embedder)).toBeNull();
  });
});

describe('the index in a process', () => {
  const ask = async (index: LocalDense, text: string) =>
    (await index.search((await embedder.embed([text]))[0]!, 5, null)).map(({ runId }) => runId);

  it('sees what another process added, replaced, re-embedded and deleted, and reads only that', async () => {
    const index = new LocalDense(embedder.model, embedder.dimension);
    const bridge = await rememberItem({ segments: [BRIDGE] }, embedder);
    expect(await ask(index, BRIDGE)).toEqual([bridge]);
    const bread = await addRun({});
    await rememberRun(bread, { segments: [BREAD] }, embedder);
    expect(await ask(index, BREAD)).toEqual([bread.id, bridge]);
    await rememberRun(bread, { segments: [TRAINS] }, embedder);
    expect((await ask(index, TRAINS))[0]).toBe(bread.id);
    await database().passage.updateMany({ where: { runId: bridge }, data: { model: 'another' } });
    expect(await ask(index, BRIDGE)).toEqual([bread.id]);
    await database().run.delete({ where: { id: bread.id } });
    expect(await ask(index, BRIDGE)).toEqual([]);
  });

  it('misses nothing that commits late', async () => {
    const index = new LocalDense(embedder.model, embedder.dimension);
    const [slow, quick] = [await addRun({}), await addRun({})];
    const other = new pg.Client({ connectionString: test.url });
    await other.connect();
    await other.query('BEGIN');
    const vector = (text: string) => embedder.embed([text]).then(([v]) => `{${v!.join(',')}}`);
    const insert = `INSERT INTO passage (id, run_id, seq, segment_index, text, model, dimension, embedding) VALUES (gen_random_uuid(), $1, 0, 0, 'x', $2, $3, $4)`;
    await other.query(insert, [slow.id, embedder.model, embedder.dimension, await vector(BRIDGE)]);
    await rememberRun(quick, { segments: [BREAD] }, embedder);
    expect(await ask(index, BRIDGE)).toEqual([quick.id]);
    await other.query('COMMIT');
    await other.end();
    expect(await ask(index, BRIDGE)).toEqual([slow.id, quick.id]);
  });
});

describe('re-embedding', () => {
  it('after a change of model gives every passage its vector, also where it was killed in between', async () => {
    for (const text of [BRIDGE, BREAD, TRAINS]) await rememberItem({ segments: [text] }, embedder);
    const next = wordEmbedder('stand-in@2', 32);
    const dying = { ...next, embed: () => Promise.reject(new Error('killed')) };
    expect(await reembed(next, 1, never)).toBe(true);
    await expect(reembed(dying, 10, never)).rejects.toThrow('killed');
    expect(await hasStale(next.model)).toBe(true);
    while (await reembed(next, 1, never));
    expect(await hasStale(next.model)).toBe(false);
    const rows = await database().passage.findMany({ select: { model: true, dimension: true, embedding: true } });
    expect(rows.map(({ model, dimension, embedding }) => [model, dimension, embedding.length])).toEqual(
      Array(3).fill(['stand-in@2', 32, 32]),
    );
    expect((await searchMemory({ q: BREAD, limit: 1, mode: 'vector' }, next)).hits[0]).toMatchObject({ text: BREAD });
  });

  it('finds by words what waits to be embedded', async () => {
    await rememberItem({ segments: [BRIDGE] }, embedder);
    const next = wordEmbedder('stand-in@3', 32);
    expect((await searchMemory({ q: 'bridge', limit: 5 }, next)).hits).toMatchObject([{ text: BRIDGE, similarity: null }]);
  });
});
