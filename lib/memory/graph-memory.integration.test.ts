import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Analysis, Claim } from '@/lib/core/runs/content';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { askMemory, entityView, graphView, listEntities, searchMemory } from '.';
import { reembed } from './reembed';
import { prepareRuns, rememberItem, type TestItem, wordEmbedder } from './testing/items';

let test: TestDatabase;
const embedder = wordEmbedder('stand-in@1', 128);
const GRAPH = { graph: true, hippoRag: false };
const HIPPO = { graph: false, hippoRag: true };

beforeAll(async () => {
  test = await createTestDatabase();
  await prepareRuns();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().run.deleteMany({});
});

/** An item whose analysis claims exactly these sentences. */
function item(sentences: string[], rest: Partial<TestItem> = {}): TestItem {
  const claims = sentences.map(
    (text, i): Claim => ({ text, span: { quote: text, segmentIndex: i, startSeconds: i * 10 }, checkWorthiness: 0.8 }),
  );
  const analysis = { claims, entities: [], relations: [], keyPoints: [], perspectives: [], fallacies: [] } as unknown as Analysis;
  return { segments: sentences.map((text, i) => ({ text, startSeconds: i * 10, endSeconds: i * 10 + 10 })), analysis, ...rest };
}

const rows = async () => {
  const db = database();
  const counts = await Promise.all([
    db.passage.count(),
    db.entity.count(),
    db.entityAlias.count(),
    db.entityMention.count(),
    db.relation.count(),
    db.claim.count(),
    db.claimLink.count(),
    db.phrase.count(),
    db.triple.count(),
    db.phraseSynonym.count(),
  ]);
  return counts;
};

describe('graph memory', () => {
  it('knows an entity again in another run, and tells where it was mentioned and with what claims', async () => {
    await rememberItem(
      item(['Mayor Ada Wren opened the bridge at Low Ferry yesterday.', 'The mayor thanked everybody.'], { title: 'One' }),
      embedder,
      GRAPH,
    );
    await rememberItem(item(['Yesterday Ada Wren said that the bridge was late.'], { title: 'Two' }), embedder, GRAPH);
    const [ada] = await listEntities({ q: 'wren', limit: 5 });
    expect(ada).toMatchObject({ runCount: 2, mentionCount: 3 });
    const view = await entityView(ada!.id);
    expect(view.mentions.map(({ title, form }) => [title, form])).toEqual(expect.arrayContaining([['One', 'the mayor']]));
    expect(view.claims).toHaveLength(2);
    const { nodes } = await graphView(10);
    expect(nodes.map(({ id }) => id)).toContain(ada!.id);
  });

  it('holds claims of different sources against each other, with both quotes and times', async () => {
    await rememberItem(item(['The bridge at Low Ferry cost 3 million euros.'], { title: 'Older' }), embedder, GRAPH);
    await rememberItem(item(['The bridge at Low Ferry cost 5 million euros.'], { title: 'Newer' }), embedder, GRAPH);
    const [ferry] = await listEntities({ q: 'low ferry', limit: 1 });
    expect((await entityView(ferry!.id)).pairs).toMatchObject([
      {
        kind: 'contradicts',
        reason: 'number',
        newer: { title: 'Newer', quote: 'The bridge at Low Ferry cost 5 million euros.', startSeconds: 0 },
        older: { title: 'Older' },
      },
    ]);
  });

  it('holds no item against itself, and nothing twice when it is run again', async () => {
    const url = 'https://valley.example/again';
    const again = item(['The bridge at Low Ferry cost 3 million euros.'], { url });
    await rememberItem(again, embedder, GRAPH);
    const before = await rows();
    await rememberItem(again, embedder, GRAPH);
    expect(await rows()).toEqual(before);
    expect(await database().claimLink.count()).toBe(0);
  });

  it('of runs that were deleted keeps nothing', async () => {
    for (const features of [GRAPH, HIPPO]) await rememberItem(item(['Ada Wren opened the bridge at Low Ferry.']), embedder, features);
    expect((await rows()).slice(0, 4).every((count) => count > 0)).toBe(true);
    await database().run.deleteMany({});
    expect(await rows()).toEqual(Array(10).fill(0));
  });

  it('finds the passages in which those whom a query names are spoken of', async () => {
    const named = await rememberItem(item(['In spring Ada Wren opened the bridge.']), embedder, GRAPH);
    await rememberItem(item(['Bakers let the dough rest overnight.']), embedder, GRAPH);
    const { hits } = await searchMemory({ q: 'What did Ada Wren do?', limit: 5, mode: 'graph' }, embedder);
    expect(hits[0]?.runId).toBe(named);
  });
});

describe('HippoRAG', () => {
  it('finds by two steps what shares no word with the question', async () => {
    await rememberItem({ title: 'Night Ferry', segments: ['Night Ferry is a film directed by Ben Marsh.'] }, embedder, HIPPO);
    const second = await rememberItem({ title: 'Ben Marsh', segments: ['Ben Marsh grew up in Millbury.'] }, embedder, HIPPO);
    for (let i = 0; i < 8; i++) {
      await rememberItem(
        { title: `Orchard ${i}`, segments: [`Orchard ${i} lies beside the village where apples are sold.`] },
        embedder,
        HIPPO,
      );
    }
    const q = 'Which village is the home of the maker of Night Ferry?';
    const rank = async (mode: 'vector' | 'hipporag') => {
      const { hits } = await searchMemory({ q, limit: 10, mode }, embedder);
      return hits.findIndex(({ runId }) => runId === second);
    };
    expect(await rank('hipporag')).toBe(1);
    expect(await rank('vector')).not.toBe(1);
  });

  it('follows what was added, run again and deleted', async () => {
    const find = async () => (await searchMemory({ q: 'Night Ferry', limit: 5, mode: 'hipporag' }, embedder)).hits.map(({ text }) => text);
    const url = 'https://valley.example/film';
    await rememberItem({ title: 'Night Ferry', segments: ['Night Ferry is a film.'], url }, embedder, HIPPO);
    expect(await find()).toEqual(['Night Ferry is a film.']);
    await rememberItem({ title: 'Night Ferry', segments: ['Night Ferry is a boat.'], url }, embedder, HIPPO);
    expect(await find()).toEqual(['Night Ferry is a boat.']);
    await database().run.deleteMany({});
    expect(await find()).toEqual([]);
  });

  it('embeds names, triples and claims anew when the model changes', async () => {
    await rememberItem(item(['Ada Wren opened the bridge at Low Ferry.']), embedder, { graph: true, hippoRag: true });
    const next = wordEmbedder('stand-in@2', 16);
    while (await reembed(next, 3, new AbortController().signal));
    for (const table of ['passage', 'claim', 'phrase', 'triple']) {
      const models = await database().$queryRawUnsafe<{ model: string; length: number }[]>(
        `SELECT DISTINCT model, cardinality(embedding) AS length FROM ${table} WHERE model IS NOT NULL`,
      );
      expect(models, table).toEqual([{ model: 'stand-in@2', length: 16 }]);
    }
  });
});

describe('askMemory', () => {
  it('answers with what was said, and the run and second of it', async () => {
    const id = await rememberItem(
      {
        title: 'Floods',
        segments: [
          {
            text: 'We had soup. The bridge at Low Ferry was built by carpenters in spring. Then we left.',
            startSeconds: 60,
            endSeconds: 90,
          },
        ],
      },
      embedder,
    );
    const answer = await askMemory('Who built the bridge at Low Ferry in spring?', {}, embedder);
    expect(answer).toMatchObject({ answered: true, kind: 'extractive' });
    expect(answer.citations[0]).toMatchObject({
      runId: id,
      title: 'Floods',
      quote: 'The bridge at Low Ferry was built by carpenters in spring. Then we left.',
    });
    expect(answer.citations[0]!.startSeconds).toBeGreaterThan(60);
    expect(answer.citations[0]!.startSeconds).toBeLessThan(75);
    expect(answer.text).toBe('The bridge at Low Ferry was built by carpenters in spring. Then we left. [1]');
  });

  it('says so where memory does not hold it', async () => {
    await rememberItem({ segments: ['The bridge at Low Ferry was built by carpenters.'] }, embedder);
    for (const question of ['How deep is the ocean trench near Guam?', '???']) {
      expect(await askMemory(question, {}, embedder)).toMatchObject({ answered: false, citations: [] });
    }
  });

  it('takes a written answer only where it cites what it was given', async () => {
    const id = await rememberItem({ segments: ['The bridge at Low Ferry was built by carpenters.'] }, embedder);
    const ask = (cited: number[]) =>
      askMemory('Who built the bridge at Low Ferry?', { answerer: async () => ({ text: 'Carpenters did.', cited }) }, embedder);
    expect(await ask([1])).toMatchObject({ kind: 'written', text: 'Carpenters did.', citations: [{ number: 1, runId: id }] });
    expect(await ask([7])).toMatchObject({ kind: 'extractive' });
    const none = await askMemory('Who built the bridge at Low Ferry?', { answerer: async () => null }, embedder);
    expect(none).toMatchObject({ answered: false, kind: 'written' });
  });
});
