import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { createFeedWatcher, type FeedWatcher } from '@/lib/engines/acquire';
import { contentEgressPolicy } from '@/lib/pipeline/egress';
import { driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { standInEngines } from '@/lib/pipeline/testing/engines';
import { addFeed, lookAtFeeds, pauseFeed, readFeed, readFeeds, removeFeed, resumeFeed, takeWaiting } from '.';

let test: TestDatabase;
let folder: string;
let watcher: FeedWatcher;
let site: Server;
let url: string;
/** What the site says, and what it was asked with. */
let answer: { status: number; headers?: Record<string, string>; body?: string };
let asked: (string | undefined)[];
const never = new AbortController().signal;

beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  site = createServer((request, response) => {
    if (request.url === '/') return void response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE);
    asked.push(request.headers['if-none-match']);
    if (answer.headers?.etag && request.headers['if-none-match'] === answer.headers.etag) return void response.writeHead(304).end();
    response.writeHead(answer.status, { 'content-type': 'application/rss+xml', ...answer.headers }).end(answer.body);
  }).listen(0, '127.0.0.1');
  await once(site, 'listening');
  const { port } = site.address() as AddressInfo;
  Object.assign(process.env, { WINNOW_DATA_DIR: folder, WINNOW_ALLOW_HOSTS: `127.0.0.1:${port}` });
  url = `http://127.0.0.1:${port}/feed.xml`;
  watcher = createFeedWatcher({ policy: contentEgressPolicy() });
});
afterAll(async () => {
  await watcher.close();
  site.closeAllConnections();
  site.close();
  await test.close();
  delete process.env.WINNOW_ALLOW_HOSTS;
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  asked = [];
  answer = { status: 200, body: feedOf(6), headers: { etag: '"one"' } };
});
afterEach(async () => {
  await database().feed.deleteMany();
  await database().outboxMessage.deleteMany();
  await database().run.deleteMany();
  await database().hostBackoff.deleteMany();
});

const PAGE = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body><p>Notes</p></body></html>';
/** Items 1 to n, the newest first, a day apart. */
function feedOf(n: number): string {
  const items = Array.from({ length: n }, (_, i) => n - i).map(
    (day) =>
      `<item><title>Item ${day}</title><link>https://valley.example/item-${day}</link><pubDate>${new Date(Date.UTC(2026, 0, day)).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Valley notes</title>${items.join('')}</channel></rss>`;
}
async function look(): Promise<void> {
  await database().feed.updateMany({ data: { nextCheckAt: new Date(0) } });
  await lookAtFeeds(watcher, folder, never);
  await takeWaiting(never);
}
const titlesTaken = async () =>
  (await database().feedItem.findMany({ where: { state: 'taken' }, orderBy: { publishedAt: 'asc' } })).map(({ title }) => title);

describe('a watched feed', () => {
  it('gives the newest few at first, then each new item once; nothing is sent where nothing has changed', async () => {
    const { id } = await addFeed({ url, keep_newest: 2 });
    await look();
    expect(await titlesTaken()).toEqual(['Item 5', 'Item 6']);
    await look();
    expect(asked).toEqual([undefined, '"one"']);
    answer = { status: 200, body: feedOf(8), headers: { etag: '"two"' } };
    await look();
    expect(await titlesTaken()).toEqual(['Item 5', 'Item 6', 'Item 7', 'Item 8']);
    expect(await readFeed(id)).toMatchObject({ title: 'Valley notes', state: 'active', taken: 4, skipped: 4, waiting: 0 });
    expect(await database().run.count()).toBe(4);
  });

  it('keeps to its budget, the oldest first, and to the date that it is watched from', async () => {
    const { id } = await addFeed({ url, keep_newest: 50, daily_budget: 2, from_date: '2026-01-03' });
    await look();
    expect(await titlesTaken()).toEqual(['Item 3', 'Item 4']);
    expect(await readFeed(id)).toMatchObject({ waiting: 2, skipped: 2, takenInDay: 2 });
    await look();
    expect(await titlesTaken()).toHaveLength(2);
    await database().feedItem.updateMany({ data: { takenAt: new Date(Date.now() - 2 * 86_400_000) } });
    await look();
    expect(await titlesTaken()).toEqual(['Item 3', 'Item 4', 'Item 5', 'Item 6']);
  });

  it('brings each result to its subscriber, and tells nothing of runs that failed', async () => {
    await addFeed({ url, keep_newest: 2 }, { target: 'discord:300000000000000001', address: { channelId: '300000000000000001' } });
    await look();
    const standIns = standInEngines();
    const [first, second] = await database().run.findMany({ orderBy: { id: 'asc' } });
    await driveRun(first!.id, testWorker(standIns.engines));
    standIns.source.acquire = async () => {
      throw new WinnowError('removed_by_source', 'it is gone');
    };
    await driveRun(second!.id, testWorker(standIns.engines));
    expect(await database().run.findUnique({ where: { id: second!.id } })).toMatchObject({ state: 'failed' });
    expect(await database().outboxMessage.findMany()).toMatchObject([
      { targetName: 'discord:300000000000000001', payload: { runId: first!.id } },
    ]);
  });

  it('that fails is asked less and less often, visibly, and is well again after one good look', async () => {
    const { id } = await addFeed({ url });
    answer = { status: 500 };
    await look();
    const once = await readFeed(id);
    expect(once).toMatchObject({ state: 'failing', failures: 1, error: { code: 'source_unavailable' } });
    await look();
    const twice = await readFeed(id);
    expect(Date.parse(twice.nextCheckAt) - Date.parse(once.nextCheckAt)).toBeGreaterThan(10 * 60_000);
    answer = { status: 200, body: feedOf(1) };
    await look();
    expect(await readFeed(id)).toMatchObject({ state: 'active', failures: 0, error: null });
  });

  it('that is gone is paused with the reason, and can be resumed', async () => {
    const { id } = await addFeed({ url });
    answer = { status: 410 };
    await look();
    expect(await readFeed(id)).toMatchObject({ state: 'paused', error: { code: 'removed_by_source' } });
    answer = { status: 200, body: feedOf(1) };
    await look();
    expect(await titlesTaken()).toEqual([]);
    await resumeFeed(id);
    await look();
    expect(await titlesTaken()).toEqual(['Item 1']);
  });

  it('is found from a page that links to it', async () => {
    const { id } = await addFeed({ url: new URL('/', url).href, keep_newest: 1 });
    await look();
    expect(await readFeed(id)).toMatchObject({ url, taken: 1 });
  });

  it('is watched once per target; paused ones are left alone; a removed one leaves its runs', async () => {
    const { id } = await addFeed({ url, keep_newest: 1 });
    await expect(addFeed({ url })).rejects.toMatchObject({ code: 'conflict' });
    await addFeed({ url, keep_newest: 0 }, { target: 'discord:1', address: {} });
    await pauseFeed(id);
    await look();
    expect(await titlesTaken()).toEqual([]);
    await resumeFeed(id);
    await look();
    await removeFeed(id);
    expect([(await readFeeds()).feeds.length, await database().run.count()]).toEqual([1, 1]);
  });

  it('may not be one that content cannot be fetched from', async () => {
    await expect(addFeed({ url: 'http://169.254.169.254/feed' })).rejects.toMatchObject({ code: 'forbidden_address' });
    await expect(addFeed({ url: 'ftp://valley.example/feed' })).rejects.toMatchObject({ code: 'unsupported_scheme' });
  });
});
