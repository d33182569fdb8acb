import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseEnv } from '@/lib/config/env';
import { checkTracing } from './tracing';

let server: Server;
let status: number;
let asked: string[];
beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end();
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

async function check(endpoint: string) {
  const env = parseEnv(endpoint ? { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint } : {});
  if (!env.ok) throw new Error('the test’s environment is faulty');
  return checkTracing(env.value)[0]!;
}
const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

it.each([
  [200, 'ok', 'takes traces'],
  [401, 'ok', 'OTEL_EXPORTER_OTLP_HEADERS'],
  [404, 'warning', '404'],
  [302, 'warning', '302'],
])('a collector that answers %i is %s', async (answered, state, words) => {
  status = answered;
  expect(await check(here())).toMatchObject({ state, detail: expect.stringContaining(words) });
  expect(asked).toEqual(['POST /v1/traces']);
});

it('one that is away is a warning, and none is off', async () => {
  expect(await check('http://127.0.0.1:1')).toMatchObject({ state: 'warning' });
  expect(await check('')).toMatchObject({ state: 'off' });
});
