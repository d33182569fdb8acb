import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '@/lib/data/client';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { answerPlainly } from './plain-front';
import { MAX_BODY_BYTES } from './read-request';
import { API_POLICY } from './security-headers';

let test: TestDatabase;
let server: Server;
let port: number;
const portBefore = process.env.PORT;

beforeAll(async () => {
  process.env.LOG_LEVEL = 'FATAL';
  test = await createTestDatabase();
  server = createServer((request, response) => {
    if (!answerPlainly(request, response)) response.end('Next.js');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
  process.env.PORT = String(port);
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  if (portBefore === undefined) delete process.env.PORT;
  else process.env.PORT = portBefore;
  await test.close();
});
beforeEach(async () => {
  await database().$executeRaw`TRUNCATE performance_record`;
});

const stored = () => database().performanceRecord.count();
const RECORD = '{"processing_type":"full"}';

interface Wire {
  socket: Socket;
  /** Resolves with everything received once it has a match. */
  until(pattern: RegExp): Promise<string>;
  closed: Promise<unknown>;
}

async function open(): Promise<Wire> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  let look = () => {};
  socket.setEncoding('utf8').on('data', (text) => {
    received += text;
    look();
  });
  socket.on('error', () => {});
  await new Promise((connected) => socket.once('connect', connected));
  return {
    socket,
    closed: new Promise((closed) => socket.once('close', closed)),
    until: (pattern) =>
      new Promise((found) => {
        look = () => {
          if (pattern.test(received)) found(received);
        };
        look();
      }),
  };
}

function head(length: number | null, headers: Record<string, string> = {}, path = '/api/performance/record'): string {
  const all = {
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    ...(length === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(length) }),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

const post = (body: string, headers: Record<string, string> = {}, path = '/api/performance/record') =>
  fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

describe('the plain front', () => {
  it('answers posted records with the headers of every answer', async () => {
    const response = await post(RECORD);
    expect([response.status, await response.json()]).toEqual([200, { status: 'recorded', processing_type: 'full' }]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'content-security-policy': API_POLICY,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    expect((await post('', {}, '/api/performance/record/?processing_type=lightweight&time_saved_pct=0.0')).status).toBe(200);
    const bulk = await post(`${RECORD}\n${RECORD}\n{}`, {}, '/api/performance/records');
    expect(await bulk.json()).toMatchObject({ recorded: 2, duplicates: 0, refused: 1 });
    expect(await stored()).toBe(4);
  });

  it.each([
    ['GET', '/api/performance/record'],
    ['HEAD', '/api/performance/record'],
    ['DELETE', '/api/performance/records'],
    ['POST', '/api/performance/recordings'],
    ['POST', '/api/performance/record/x'],
    ['POST', '/'],
  ])('leaves %s %s to Next.js', async (method, path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    expect(await response.text()).toBe(method === 'HEAD' ? '' : 'Next.js');
  });

  it.each(['/api/runs/%', '/%c0%af', '/_next/static/%%35%63'])('refuses %s, which nothing could unescape', async (path) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: 'not_found' });
    expect((await fetch(`http://127.0.0.1:${port}/?q=%`)).status).toBe(200);
  });

  it.each([
    ['another name', { host: 'winnow.example' }],
    ['another page', { origin: 'https://evil.example' }],
    ['no page', { origin: 'null' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a forwarder', { 'x-forwarded-for': '203.0.113.7' }],
  ])('refuses what comes from %s, and stores nothing', async (_, headers) => {
    const wire = await open();
    wire.socket.write(head(RECORD.length, headers) + RECORD);
    const answer = await wire.until(/\}$/);
    expect(answer).toContain('HTTP/1.1 403 ');
    expect(answer).toContain('forbidden_origin');
    wire.socket.destroy();
    expect(await stored()).toBe(0);
  });

  it.each([
    ['{', 400],
    ['', 400],
    ['[]', 422],
    ['{"processing_type":"full","quality_score":2}', 422],
  ])('refuses %j, and the connection goes on', async (body, status) => {
    const wire = await open();
    wire.socket.write(head(body.length) + body + head(RECORD.length) + RECORD);
    const answers = await wire.until(/"recorded"/);
    expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code))).toEqual([status, 200]);
    wire.socket.destroy();
  });

  it.each([['with its length'], ['in chunks']])('refuses a body that is too large %s, whatever it claims', async (how) => {
    const large = `{"content_type":"${'x'.repeat(MAX_BODY_BYTES)}"}`;
    const wire = await open();
    const chunked = how === 'in chunks';
    wire.socket.write(head(chunked ? null : large.length));
    wire.socket.write(chunked ? `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n` : large);
    wire.socket.write(head(RECORD.length) + RECORD);
    const answers = await wire.until(/"recorded"/);
    expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code))).toEqual([413, 200]);
    wire.socket.destroy();
  });

  it('takes a body that comes byte by byte', async () => {
    const wire = await open();
    wire.socket.setNoDelay(true);
    wire.socket.write(head(RECORD.length));
    for (const byte of RECORD) await new Promise((written) => wire.socket.write(byte, written));
    expect(await wire.until(/"recorded"/)).toContain('HTTP/1.1 200 ');
    wire.socket.destroy();
    expect(await stored()).toBe(1);
  });

  it('stores nothing of a body that breaks off, and answers others all the same', async () => {
    const wire = await open();
    wire.socket.write(head(RECORD.length) + RECORD.slice(0, -1));
    wire.socket.end();
    const bulk = await open();
    bulk.socket.write(`${head(100, {}, '/api/performance/records') + RECORD}\n`);
    bulk.socket.destroy();
    await Promise.all([wire.closed, bulk.closed]);
    expect((await post(RECORD)).status).toBe(200);
    expect(await stored()).toBe(1);
  });

  it('answers requests that were sent at once in their order', async () => {
    const wire = await open();
    const bodies = ['full', 'lightweight', 'none', 'early_exit'].map((type) => `{"processing_type":"${type}"}`);
    wire.socket.write(bodies.map((body) => head(body.length) + body).join(''));
    const answers = await wire.until(/early_exit"\}/);
    expect([...answers.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, code]) => Number(code))).toEqual([200, 200, 422, 200]);
    expect([...answers.matchAll(/"processing_type":"(\w+)"/g)].map(([, type]) => type)).toEqual(['full', 'lightweight', 'early_exit']);
    wire.socket.destroy();
    expect(await stored()).toBe(3);
  });

  it('counts a key once, in whatever connection it comes', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => post(RECORD, { 'idempotency-key': `key ${i % 2}` })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await stored()).toBe(2);
  });
});
