import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest';
import * as runRoute from '@/app/api/runs/[id]/route';
import * as runsRoute from '@/app/api/runs/route';
import { createKey } from '@/lib/access/keys';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { createWinnowClient } from '.';

let test: TestDatabase;
let server: Server;
let apiKey: string;
const seen: (string | undefined)[] = [];

/** The real handlers behind a real socket, without Next.js around them. */
async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const id = /^\/api\/runs\/([^/]+)$/.exec(pathname)?.[1];
  if (id) return runRoute.GET(request, { params: Promise.resolve({ id }) });
  return request.method === 'POST'
    ? runsRoute.POST(request, { params: Promise.resolve({}) })
    : runsRoute.GET(request, { params: Promise.resolve({}) });
}

beforeAll(async () => {
  test = await createTestDeployment();
  apiKey = (await createKey('test', { name: 'client', scopes: ['read', 'submit'], expiresInDays: 1, requestsPerMinute: 100 })).key;
  server = createServer(async (incoming, outgoing) => {
    seen.push(incoming.headers.authorization);
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const response = await answer(
      new Request(`http://127.0.0.1${incoming.url}`, {
        method: incoming.method,
        headers: incoming.headers as Record<string, string>,
        body: parts.length > 0 ? Buffer.concat(parts) : undefined,
      }),
    );
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(await response.text());
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  await test.close();
});

const client = () => createWinnowClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, apiKey });

describe('the typed client', () => {
  it('submits, reads and lists runs, and knows the types of what comes back', async () => {
    const { data: run } = await client().POST('/api/runs', { body: { url: 'https://valley.example/talk', depth: 'quick' } });
    expect(run).toMatchObject({ state: 'queued', depth: 'quick', source_host: 'valley.example' });
    expectTypeOf(run!.id).toEqualTypeOf<string>();
    expectTypeOf(run!.state).toEqualTypeOf<
      'queued' | 'acquiring' | 'hearing' | 'assessing' | 'analyzing' | 'remembering' | 'finished' | 'failed' | 'cancelled'
    >();
    const { data: same } = await client().GET('/api/runs/{id}', { params: { path: { id: run!.id } } });
    expect(same?.id).toBe(run!.id);
    const { data: page } = await client().GET('/api/runs', { params: { query: { limit: 5 } } });
    expect(page?.runs.map(({ id }) => id)).toEqual([run!.id]);
    expect(seen.at(-1)).toBe(`Bearer ${apiKey}`);
  });

  it('gives the problem document of what is refused', async () => {
    const { error, response } = await client().POST('/api/runs', { body: { url: 'no address' } });
    expect(response.status).toBe(422);
    expect(error).toMatchObject({ code: 'invalid_url', status: 422 });
    expectTypeOf(error!.code).toEqualTypeOf<string>();
  });

  it('does not compile where the API has nothing', () => {
    // @ts-expect-error there is no such route
    void (() => client().GET('/api/nothing'));
    // @ts-expect-error a depth is one of three words
    void (() => client().POST('/api/runs', { body: { url: 'x', depth: 'deep' } }));
    // @ts-expect-error an id is needed
    void (() => client().GET('/api/runs/{id}', {}));
  });
});
