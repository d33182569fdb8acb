import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { addRun, prepareRuns, rememberItem, rememberRun, wordEmbedder } from '../testing/items';
import { startQdrantStandIn } from '../testing/qdrant';
import { LocalDense } from './local';
import { QdrantDense } from './qdrant';

let test: TestDatabase;
let qdrant: Awaited<ReturnType<typeof startQdrantStandIn>>;
const embedder = wordEmbedder();
const TEXTS = ['The river rose in spring.', 'The river fell in autumn.', 'Bread is baked at night.', 'A train left the harbour.'];

beforeAll(async () => {
  test = await createTestDatabase();
  await prepareRuns();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().run.deleteMany({});
  await database().setting.deleteMany({});
  qdrant = await startQdrantStandIn();
  return () => qdrant.close();
});

const store = () => new QdrantDense(qdrant.url, embedder.model, embedder.dimension);
const vectorOf = async (text: string) => (await embedder.embed([text]))[0]!;
const found = async (text: string, allowed: Set<string> | null = null) =>
  (await store().search(await vectorOf(text), 10, allowed)).map(({ runId }) => runId);
const points = () => [...qdrant.collections.values()].flatMap((collection) => [...collection.values()]);

describe('Qdrant', () => {
  it('finds what the index in the process finds, in the same order, filters included', async () => {
    const ids = [];
    for (const text of TEXTS) ids.push(await rememberItem({ segments: [text] }, embedder));
    await store().sync();
    const local = new LocalDense(embedder.model, embedder.dimension);
    for (const allowed of [null, new Set(ids.slice(1, 3))]) {
      const expected = await local.search(await vectorOf('the river in spring'), 10, allowed);
      expect(await found('the river in spring', allowed)).toEqual(expected.map(({ runId }) => runId));
    }
  });

  it('is brought up to what was added, replaced and deleted since, by whichever worker comes next', async () => {
    const [kept, gone, replaced] = [await addRun({}), await addRun({}), await addRun({})];
    for (const [i, run] of [kept, gone, replaced].entries()) await rememberRun(run, { segments: [TEXTS[i]!] }, embedder);
    await store().sync();
    await database().run.delete({ where: { id: gone.id } });
    await rememberRun(replaced, { segments: [TEXTS[3]!] }, embedder);
    const added = await rememberItem({ segments: ['Lanterns hang above the market.'] }, embedder);
    await store().sync();
    expect(
      points()
        .map(({ payload }) => payload.run_id)
        .sort(),
    ).toEqual([added, kept.id, replaced.id].sort());
    expect((await found(TEXTS[3]!))[0]).toBe(replaced.id);
    const before = qdrant.requests.length;
    await store().sync();
    expect(qdrant.requests.slice(before).some((request) => request.startsWith('PUT'))).toBe(false);
  });

  it('doubles nothing where a worker was killed before it could note how far it was', async () => {
    await rememberItem({ segments: [TEXTS[0]!] }, embedder);
    await store().sync();
    const noted = await database().setting.findFirstOrThrow({ where: { key: { startsWith: 'qdrant:' } } });
    await rememberItem({ segments: [TEXTS[1]!] }, embedder);
    await store().sync();
    await database().setting.update({ where: { key: noted.key }, data: { value: noted.value! } });
    await store().sync();
    expect(points()).toHaveLength(2);
  });

  it('is filled again after its collection was deleted', async () => {
    const id = await rememberItem({ segments: [TEXTS[0]!] }, embedder);
    await store().sync();
    qdrant.collections.clear();
    await store().sync();
    expect(await found('river')).toEqual([id]);
  });

  it('that does not answer is an error with a code', async () => {
    await qdrant.close();
    await expect(found('river')).rejects.toMatchObject({ code: 'engine_failed' });
  });
});
