import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { saveAccessSettings } from '@/lib/access/settings';
import type { WinnowError } from '@/lib/base/errors';
import { listRunsSchema } from '@/lib/core/runs/requests';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { subscribeToRun } from '@/lib/pipeline/events';
import { getRun, listRuns } from '@/lib/pipeline/views';
import { cancelRun, giveFeedback, requestFullRun, retryRun, submitRun } from '.';
import { waitForPlace } from './queue-room';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());

const submit = (url: string, rest = {}) => submitRun({ url, ...rest }, 'api');
const list = (query = {}) => listRuns(listRunsSchema.parse(query));

describe('a full queue', () => {
  afterEach(() => saveAccessSettings({}));

  it('takes no more, says when a place is likely, and undoes what was begun', async () => {
    const { run } = await submit('https://full.example/first');
    await saveAccessSettings({ max_waiting_runs: 1 });
    const before = await database().run.count();
    const error = await submit('https://full.example/second').catch((thrown: WinnowError) => thrown);
    expect(error).toMatchObject({ code: 'queue_full', retryAfterSeconds: 3600 });
    expect(await database().run.count()).toBe(before);
    // What is there already is no new run.
    expect((await submit('https://full.example/first')).created).toBe(false);
    await cancelRun(run.id);
    const { run: third } = await submit('https://full.example/third');
    await expect(retryRun(run.id)).rejects.toMatchObject({ code: 'queue_full', retryAfterSeconds: expect.any(Number) });
    await cancelRun(third.id);
  });

  it('estimates by what has ended in the last hour', () => {
    expect([0, 1, 60, 100_000].map(waitForPlace)).toEqual([3600, 3600, 60, 5]);
  });
});

describe('submitting', () => {
  it('the same item ten times at once is one run with ten subscribers', async () => {
    const spellings = ['https://valley.example/x?a=1&b=2', 'https://VALLEY.example:443/x?b=2&a=1&utm_source=mail#top'];
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => submit(spellings[i % 2]!)));
    expect(new Set(results.map(({ run }) => run.id)).size).toBe(1);
    expect(results.filter(({ created }) => created)).toHaveLength(1);
    expect((await getRun(results[0]!.run.id)).subscriberCount).toBe(10);
  });

  it('a request that is sent again under its key counts once, with force too, and at the same moment', async () => {
    const again = () => submitRun({ url: 'https://valley.example/key', force: true }, 'api', { idempotencyKey: 'k-1' });
    const results = [await again(), ...(await Promise.all([again(), again()]))];
    expect(new Set(results.map(({ run }) => run.id)).size).toBe(1);
    expect(results.map(({ created }) => created)).toEqual([true, false, false]);
    expect((await getRun(results[0]!.run.id)).subscriberCount).toBe(1);
    const other = await submitRun({ url: 'https://valley.example/key', force: true }, 'api', { idempotencyKey: 'k-2' });
    expect(other.created).toBe(true);
  });

  it('with force, or for another depth, makes a run of its own', async () => {
    const url = 'https://valley.example/again';
    const ids = [await submit(url), await submit(url, { force: true }), await submit(url, { depth: 'full' })].map(({ run }) => run.id);
    expect(new Set(ids).size).toBe(3);
  });

  it('after a failure or cancel makes a new run', async () => {
    const url = 'https://valley.example/cancelled';
    const first = await submit(url);
    await cancelRun(first.run.id);
    expect((await submit(url)).created).toBe(true);
  });

  it('what can never be fetched is refused at once, with the reason', async () => {
    const refusals: [string, string][] = [
      ['', 'invalid_request'],
      ['not a url', 'invalid_url'],
      ['ftp://valley.example/a', 'unsupported_scheme'],
      ['http://127.0.0.1/', 'forbidden_address'],
      ['http://169.254.169.254/latest/meta-data', 'forbidden_address'],
      ['http://valley.example:22/', 'forbidden_port'],
      ['sample:nothing-of-the-kind', 'invalid_url'],
    ];
    for (const [url, code] of refusals) await expect(submit(url), url).rejects.toMatchObject({ code });
    await expect(submit('https://valley.example', { depth: 'deep' })).rejects.toMatchObject({ fields: [{ field: 'depth' }] });
    await expect(submit('https://valley.example', { dephts: 'full' })).rejects.toMatchObject({ code: 'invalid_request' });
  });

  it('stores any text that PostgreSQL could choke on', async () => {
    const { run } = await submit('https://valley.example/%00?q=\ud800');
    expect((await getRun(run.id)).state).toBe('queued');
  });
});

describe('asking more of a run', () => {
  it('that it cannot do is a conflict that says why', async () => {
    const { run } = await submit('https://valley.example/conflicts');
    await expect(retryRun(run.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(requestFullRun(run.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(giveFeedback(run.id, 'up')).rejects.toMatchObject({ code: 'conflict' });
    await cancelRun(run.id);
    await expect(cancelRun(run.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('that is not there is not found, whatever its name', async () => {
    for (const id of ['0190d5c4-0000-7000-8000-000000000000', 'nothing', "'; drop table run; --"]) {
      await expect(getRun(id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(cancelRun(id)).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('to be tried again twice at once gives one new run', async () => {
    const { run } = await submit('https://valley.example/two-tabs');
    await cancelRun(run.id);
    const [a, b] = await Promise.all([retryRun(run.id), retryRun(run.id)]);
    expect(a.id).toBe(b.id);
    expect(a.parentRunId).toBe(run.id);
  });
});

describe('the list of runs', () => {
  it('pages through all of them once, newest first', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor ? { cursor } : {}) });
      seen.push(...page.runs.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const all = await database().run.findMany({ orderBy: { id: 'desc' }, select: { id: true } });
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  it('filters by state and words, and takes % and _ as themselves', async () => {
    expect((await list({ state: 'cancelled', q: 'conflicts' })).runs).toHaveLength(1);
    expect((await list({ q: '100%' })).runs).toHaveLength(0);
    expect((await list({ q: '_' })).runs).toHaveLength(0);
    expect((await list({ state: 'finished' })).runs).toHaveLength(0);
  });
});

describe('the event stream of a run', () => {
  it('replays what was missed, goes on live, and ends with the run', async () => {
    const { run } = await submit('https://valley.example/events');
    const seen: number[] = [];
    const reading = (async () => {
      for await (const event of subscribeToRun(run.id, 0, new AbortController().signal)) seen.push(event.seq);
    })();
    await expect.poll(() => seen).toEqual([1]);
    await cancelRun(run.id);
    await reading;
    expect(seen).toEqual([1, 2]);

    const resumed: number[] = [];
    for await (const event of subscribeToRun(run.id, 1, new AbortController().signal)) resumed.push(event.seq);
    expect(resumed).toEqual([2]);
  });

  it('ends when its reader goes', async () => {
    const { run } = await submit('https://valley.example/reader-gone');
    const gone = new AbortController();
    const events = subscribeToRun(run.id, 0, gone.signal);
    expect((await events.next()).value).toMatchObject({ seq: 1 });
    const waiting = events.next();
    gone.abort();
    expect((await waiting).done).toBe(true);
  });
});
