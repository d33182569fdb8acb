import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { operatorFetch } from './operator';

let server: ReturnType<typeof createServer>;
let origin: string;
let listener: RequestListener;
beforeEach(async () => {
  server = createServer((request, response) => listener(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe('operatorFetch', () => {
  it('reaches the configured origin, private as it may be, at any path', async () => {
    listener = (request, response) => response.end(`${request.method} ${request.url}`);
    const bound = operatorFetch(`${origin}/v1`);
    expect(await (await bound(`${origin}/v1/chat`, { method: 'POST', body: '{}' })).text()).toBe('POST /v1/chat');
    expect(await (await bound(new URL(`${origin}/a`))).text()).toBe('GET /a');
    expect(await (await bound(new Request(`${origin}/b`))).text()).toBe('GET /b');
  });

  it.each(['http://127.0.0.1:1/', 'https://api.example.com/', 'http://localhost/', 'file:///etc/passwd'])('refuses %s', async (url) => {
    await expect(operatorFetch(origin)(url)).rejects.toMatchObject({ code: 'forbidden_address' });
  });

  it.each(['http://api.example.com/', '/elsewhere'])('refuses a redirect to %s without following it', async (location) => {
    let requests = 0;
    listener = (_request, response) => {
      requests += 1;
      response.writeHead(307, { location }).end();
    };
    await expect(operatorFetch(origin)(`${origin}/`)).rejects.toMatchObject({ code: 'forbidden_address' });
    expect(requests).toBe(1);
  });

  it('passes errors of the endpoint on as they are', async () => {
    listener = (_request, response) => response.writeHead(429, { 'retry-after': '3' }).end();
    const response = await operatorFetch(origin)(`${origin}/`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '3']);
  });
});
