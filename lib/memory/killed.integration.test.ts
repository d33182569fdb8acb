/** What is remembered by processes that are killed again and again is what one process remembers that is not. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { addRun, prepareRuns } from './testing/items';
import { ITEMS } from './testing/remembered';

/** Each starts a dozen processes one after the other, also where a machine is busy. */
const LONGEST_MS = 600_000;
const MODEL = 'stand-in@1';
const OTHER_MODEL = 'stand-in@2';
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  await prepareRuns();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().run.deleteMany({});
  for (const { title } of ITEMS) {
    const { id } = await addRun({ title, source: `${title}.example`.toLowerCase() });
    await database().run.update({ where: { id }, data: { state: 'remembering', stage: 'remember' } });
  }
});

/** Lets a process work; one that comes to `place` is killed there. */
async function work(what: 'remember' | 'reembed', model: string, place = ''): Promise<'killed' | 'ended'> {
  const script = fileURLToPath(import.meta.resolve('./testing/killed.ts'));
  const child = spawn(process.execPath, ['--import', 'tsx', script, what, model, place], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit') as Promise<[number | null]>;
  for await (const line of createInterface(child.stdout)) if (line === place) child.kill('SIGKILL');
  const [code] = await exit;
  if (code !== null) expect(code).toBe(0);
  return code === null ? 'killed' : 'ended';
}

/** Everything in memory, without the ids. */
async function remembered(): Promise<Record<string, unknown>> {
  const rows = (sql: string) => database().$queryRawUnsafe<unknown[]>(sql);
  return {
    passages: await rows(
      'SELECT r.title, p.seq, p.text, p.model, md5(p.embedding::text) AS vector FROM passage p JOIN run r ON r.id = p.run_id ORDER BY 1, 2',
    ),
    mentions: await rows(
      `SELECT r.title, e.name, m.form, m.segment_index FROM entity_mention m JOIN run r ON r.id = m.run_id JOIN entity e ON e.id = m.entity_id
      ORDER BY 1, 2, 3, 4`,
    ),
    aliases: await rows('SELECT a.key, e.name FROM entity_alias a JOIN entity e ON e.id = a.entity_id ORDER BY 1'),
    claims: await rows(
      'SELECT r.title, c.seq, c.text, c.model, md5(c.embedding::text) AS vector FROM claim c JOIN run r ON r.id = c.run_id ORDER BY 1, 2',
    ),
    links: await rows(
      'SELECT a.text, b.text AS other, l.kind::text FROM claim_link l JOIN claim a ON a.id = l.claim_id JOIN claim b ON b.id = l.other_id ORDER BY 1, 2',
    ),
    phrases: await rows('SELECT text, is_name, model, md5(embedding::text) AS vector FROM phrase ORDER BY 1'),
    triples: await rows(
      `SELECT r.title, p.seq AS passage, t.seq, s.text AS subject, t.predicate, o.text AS object, t.model, md5(t.embedding::text) AS vector
      FROM triple t JOIN passage p ON p.id = t.passage_id JOIN run r ON r.id = p.run_id JOIN phrase s ON s.id = t.subject_id
      JOIN phrase o ON o.id = t.object_id ORDER BY 1, 2, 3`,
    ),
    synonyms: await rows(
      `SELECT least(a.text, b.text) AS one, greatest(a.text, b.text) AS other FROM phrase_synonym s JOIN phrase a ON a.id = s.phrase_id
      JOIN phrase b ON b.id = s.synonym_id ORDER BY 1, 2`,
    ),
  };
}

describe('a process that is killed', () => {
  it(
    'in the middle of remembering leaves nothing doubled and nothing missing once another one goes on',
    async () => {
      expect(await work('remember', MODEL)).toBe('ended');
      const whole = await remembered();
      for (const [kind, rows] of Object.entries(whole)) if (kind !== 'synonyms') expect(rows, kind).not.toEqual([]);

      await database().run.updateMany({ data: { state: 'remembering', stage: 'remember' } });
      for (const table of ['passage', 'claim', 'relation', 'entity_mention']) await database().$executeRawUnsafe(`DELETE FROM ${table}`);
      for (const place of ['stored:0', 'committed:0', 'prepared:2', 'stored:3']) {
        expect(await work('remember', MODEL, place)).toBe('killed');
      }
      expect(await work('remember', MODEL)).toBe('ended');
      expect(await remembered()).toEqual(whole);
    },
    LONGEST_MS,
  );

  it(
    'and whose work is done again, though it was stored, leaves nothing doubled',
    async () => {
      await work('remember', MODEL);
      const whole = await remembered();
      await database().run.updateMany({ data: { state: 'remembering', stage: 'remember' } });
      expect(await work('remember', MODEL, 'stored:2')).toBe('killed');
      await work('remember', MODEL);
      const again = await remembered();
      for (const kind of ['passages', 'mentions', 'claims', 'triples', 'phrases']) expect(again[kind], kind).toEqual(whole[kind]);
    },
    LONGEST_MS,
  );

  it(
    'in the middle of re-embedding leaves every text with exactly one vector of the new model once another one goes on',
    async () => {
      await work('remember', OTHER_MODEL);
      const whole = await remembered();
      await work('reembed', MODEL);
      await work('reembed', OTHER_MODEL);
      expect(await remembered()).toEqual(whole);

      for (const place of ['read:1', 'read:2']) expect(await work('reembed', MODEL, place)).toBe('killed');
      await work('reembed', MODEL);
      await work('reembed', OTHER_MODEL);
      expect(await remembered()).toEqual(whole);
    },
    LONGEST_MS,
  );
});
