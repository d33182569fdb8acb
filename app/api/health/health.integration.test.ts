import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { closeDatabase } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import * as live from './live/route';
import * as ready from './ready/route';

/** As app/_server/shutdown keeps it. */
const holder = globalThis as { winnowShutdown?: AbortSignal };
const none = { params: Promise.resolve({}) };
const ask = async () => {
  const response = await ready.GET(new Request('http://127.0.0.1:8000/api/health/ready'), none);
  return { status: response.status, ...((await response.json()) as { code?: string }) };
};

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
afterEach(() => {
  delete holder.winnowShutdown;
});

it('a process that has been asked to end says so before it stops answering, and still lives', async () => {
  const asked = new AbortController();
  holder.winnowShutdown = asked.signal;
  expect(await ask()).toMatchObject({ status: 'ready' });
  asked.abort();
  expect(await ask()).toMatchObject({ status: 503, code: 'shutting_down' });
  expect(live.GET().status).toBe(200);
});

it('one whose database is away is not ready, and lives', async () => {
  const { DATABASE_URL: url } = process.env;
  await closeDatabase();
  process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/none';
  expect(await ask()).toMatchObject({ status: 503, code: 'database_unavailable' });
  expect(live.GET().status).toBe(200);
  await closeDatabase();
  process.env.DATABASE_URL = url;
});
