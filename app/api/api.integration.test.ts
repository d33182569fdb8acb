import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeDatabase, database } from '@/lib/data/client';
import { appendEvents } from '@/lib/data/run-events';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import * as ready from './health/ready/route';
import * as file from './runs/[id]/[file]/route';
import * as cancel from './runs/[id]/cancel/route';
import * as events from './runs/[id]/events/route';
import * as feedback from './runs/[id]/feedback/route';
import * as full from './runs/[id]/full/route';
import * as media from './runs/[id]/media/route';
import * as retry from './runs/[id]/retry/route';
import * as run from './runs/[id]/route';
import * as runs from './runs/route';

let test: TestDatabase;
beforeAll(async () => {
  // The errors that the tests provoke are checked, not read.
  process.env.LOG_LEVEL = 'FATAL';
  test = await createTestDatabase();
});
afterAll(() => test.close());

const BASE = 'http://127.0.0.1:8000';
const none = { params: Promise.resolve({}) };
const of = (id: string) => ({ params: Promise.resolve({ id }) });
const get = (path: string, headers: Record<string, string> = {}) => new Request(BASE + path, { headers });
const post = (path: string, body?: unknown) =>
  new Request(BASE + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });

const submit = (body: object) => runs.POST(post('/api/runs', body), none);
async function newRun(url: string): Promise<string> {
  return (await (await submit({ url, force: true })).json()).id;
}
async function problem(answer: Promise<Response>): Promise<{ status: number; code: string; fields: string[] }> {
  const response = await answer;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const { status, code, errors } = await response.json();
  expect(status).toBe(response.status);
  return { status, code, fields: errors.map((error: { field: string }) => error.field) };
}

const UNKNOWN = '01930000-0000-7000-8000-000000000000';

describe('the runs API', () => {
  it('answers a new run with 202 and its place, the same again with 200, in snake_case', async () => {
    const first = await submit({ url: 'https://valley.example/talk', depth: 'quick' });
    const view = await first.json();
    expect([first.status, first.headers.get('location')]).toEqual([202, `/api/runs/${view.id}`]);
    expect(view).toMatchObject({
      state: 'queued',
      depth: 'quick',
      source_host: 'valley.example',
      subscriber_count: 1,
      processing_type: null,
    });
    const again = await submit({ url: 'https://valley.example/talk', depth: 'quick' });
    expect([again.status, (await again.json()).id]).toEqual([200, view.id]);
  });

  it('refuses with the reason, and names each bad field', async () => {
    expect(await problem(submit({ url: 'http://127.0.0.1/' }))).toMatchObject({ status: 422, code: 'forbidden_address' });
    expect(await problem(submit({ depth: 'deep', colour: 1 }))).toEqual({
      status: 422,
      code: 'invalid_request',
      fields: ['url', 'depth', 'colour'],
    });
    expect(await problem(runs.GET(get('/api/runs?limit=1000&state=asleep'), none))).toMatchObject({
      status: 422,
      fields: ['limit', 'state'],
    });
  });

  it('pages through all runs without missing or repeating one', async () => {
    const ids = [];
    for (let i = 0; i < 5; i++) ids.unshift(await newRun(`https://pages.example/${i}`));
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await (await runs.GET(get(`/api/runs?q=pages.example&limit=2${cursor && `&cursor=${cursor}`}`), none)).json();
      seen.push(...page.runs.map(({ id }: { id: string }) => id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(ids);
  });

  it('cancels once, starts over once, and says what is not possible in a state', async () => {
    const id = await newRun('https://valley.example/cancel');
    expect(await problem(retry.POST(post(''), of(id)))).toMatchObject({ status: 409, code: 'conflict' });
    expect(await problem(full.POST(post(''), of(id)))).toMatchObject({ status: 409 });
    expect(await problem(feedback.POST(post('', { verdict: 'up' }), of(id)))).toMatchObject({ status: 409 });
    expect(await (await cancel.POST(post(''), of(id))).json()).toMatchObject({ id, state: 'cancelled' });
    expect(await problem(cancel.POST(post(''), of(id)))).toMatchObject({ status: 409 });
    const next = await (await retry.POST(post(''), of(id))).json();
    expect(next).toMatchObject({ state: 'queued', parent_run_id: id });
    expect(await (await run.GET(get(''), of(id))).json()).toMatchObject({ children: [{ id: next.id }] });
  });

  it.each(['nonsense', '../../etc/passwd', UNKNOWN])('has no run %s, and nothing of it', async (id) => {
    const asked = [run.GET(get(''), of(id)), events.GET(get(''), of(id)), media.GET(get(''), of(id)), cancel.POST(post(''), of(id))];
    for (const answer of asked) expect(await problem(answer)).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('has no transcript and no media before there are any, and no other parts ever', async () => {
    const id = await newRun('https://valley.example/early');
    for (const name of ['transcript.vtt', 'transcript.exe', '__proto__', 'constructor']) {
      expect(await problem(file.GET(get(''), { params: Promise.resolve({ id, file: name }) }))).toMatchObject({ status: 404 });
    }
    expect(await problem(media.GET(get(''), of(id)))).toMatchObject({ status: 404 });
    const report = await file.GET(get(''), { params: Promise.resolve({ id, file: 'report.md' }) });
    expect([report.status, report.headers.get('content-disposition')]).toEqual([
      200,
      `attachment; filename="winnow-report-${id.slice(-8)}.md"`,
    ]);
  });
});

describe('the event stream', () => {
  const seqs = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, seq]) => Number(seq));

  it('goes on after the event that a browser saw last, ends with the run, and then has nothing more', async () => {
    const id = await newRun('https://valley.example/events');
    await database().$transaction((tx) =>
      appendEvents(tx, id, [
        { type: 'stage', message: 'one' },
        { type: 'stage', message: 'two' },
      ]),
    );
    await cancel.POST(post(''), of(id));
    const all = await (await events.GET(get(''), of(id))).text();
    const last = seqs(all).length;
    expect(seqs(all)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
    expect(seqs(await (await events.GET(get('', { 'last-event-id': '2' }), of(id))).text())[0]).toBe(3);
    expect(seqs(await (await events.GET(get('/?after=2'), of(id))).text())[0]).toBe(3);
    expect((await events.GET(get('', { 'last-event-id': String(last) }), of(id))).status).toBe(204);
  });

  it('tells what happens while it is open', async () => {
    const id = await newRun('https://valley.example/live');
    const reading = (await events.GET(get(''), of(id))).text();
    await cancel.POST(post(''), of(id));
    expect(await reading).toMatch(/cancelled/i);
  });
});

describe('without a database', () => {
  it('says so, as something that passes', async () => {
    await closeDatabase();
    const url = process.env.DATABASE_URL;
    process.env.DATABASE_URL = 'postgresql://nobody@127.0.0.1:1/nothing';
    try {
      expect(await problem(runs.GET(get('/api/runs'), none))).toMatchObject({ status: 503, code: 'database_unavailable' });
      expect(await problem(ready.GET(get(''), none))).toMatchObject({ status: 503 });
    } finally {
      await closeDatabase();
      process.env.DATABASE_URL = url;
    }
    expect((await ready.GET(get(''), none)).status).toBe(200);
  });
});
