import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { connect as connectTls } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createByteBudget } from './budget';
import { createEgressPolicy } from './policy';
import { startChildProxy } from './proxy';
import { createTestCertificate } from './testing/certificate';
import { proxyCredential, rawExchange, rawTunnel } from './testing/raw-client';
import { PUBLIC_IPV4, PUBLIC_IPV6, StandIns } from './testing/stand-ins';
import type { ChildProxy, ChildProxyOptions } from './types';

let standIns: StandIns;
let proxy: ChildProxy;

async function start(options: Partial<ChildProxyOptions> = {}): Promise<void> {
  await proxy?.close();
  const policy = createEgressPolicy({ allowHosts: [], ownPorts: [] });
  proxy = await startChildProxy({ policy, maxBytes: 1_000_000, timeoutMs: 10_000, network: standIns.network, ...options });
}

beforeEach(async () => {
  standIns = await StandIns.start();
  standIns.name('example.com', [PUBLIC_IPV4]);
  await start();
});
afterEach(async () => {
  expect(standIns.canaryHits).toBe(0);
  await proxy.close();
  await standIns.close();
});

/** request sends an absolute-form GET as the child would. */
function request(target: string, headers = ''): Promise<string> {
  return rawExchange(
    proxy.port,
    `GET ${target} HTTP/1.1\r\nHost: whatever\r\nConnection: close\r\n${headers}${proxyCredential(proxy.url)}\r\n`,
  );
}

describe('the credential', () => {
  it.each([
    ['none', ''],
    ['a wrong one', 'Proxy-Authorization: Basic d2lubm93OndpbmRvdw==\r\n'],
    ['another scheme', 'Proxy-Authorization: Bearer x\r\n'],
  ])('with %s nothing is forwarded or tunnelled', async (_what, header) => {
    await standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('content'));
    const rest = `Host: x\r\nConnection: close\r\n${header}\r\n`;
    expect(await rawExchange(proxy.port, `GET http://example.com/ HTTP/1.1\r\n${rest}`)).toMatch(/^HTTP\/1\.1 407 [\s\S]*Basic realm/i);
    expect(await rawExchange(proxy.port, `CONNECT example.com:80 HTTP/1.1\r\n${rest}`)).toMatch(/^HTTP\/1\.1 407 /);
    expect(standIns.dialled).toEqual([]);
  });

  it("one child's credential is worth nothing at another's proxy", async () => {
    const other = await startChildProxy({ policy: createEgressPolicy({ allowHosts: [], ownPorts: [] }), maxBytes: 1, timeoutMs: 10_000 });
    const answer = await rawExchange(
      proxy.port,
      `GET http://example.com/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${proxyCredential(other.url)}\r\n`,
    );
    await other.close();
    expect(answer).toMatch(/^HTTP\/1\.1 407 /);
  });
});

describe('forwarding (absolute-form)', () => {
  it('passes a request on under the name of its URL, without what was meant for the proxy', async () => {
    await standIns.serve(PUBLIC_IPV4, 80, (incoming, response) => response.end(JSON.stringify([incoming.url, incoming.headers])));
    const answer = await request('http://example.com/a?b=c', 'X-Kept: yes\r\nX-Dropped: yes\r\nConnection: X-Dropped\r\nTE: gzip\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK/);
    const [url, headers] = JSON.parse(answer.slice(answer.indexOf('['), answer.lastIndexOf(']') + 1));
    expect(url).toBe('/a?b=c');
    expect(headers).toEqual({ host: 'example.com', connection: 'close', 'x-kept': 'yes' });
  });

  it('passes bodies and statuses both ways', async () => {
    await standIns.serve(PUBLIC_IPV4, 80, async (incoming, response) => {
      let body = '';
      for await (const chunk of incoming) body += chunk;
      response.writeHead(418, { 'x-said': body }).end();
    });
    const text = `POST http://example.com/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n${proxyCredential(proxy.url)}\r\nhello`;
    expect(await rawExchange(proxy.port, text)).toMatch(/^HTTP\/1\.1 418 [\s\S]*x-said: hello/);
  });

  it('hands redirects to the child, and judges where it goes next', async () => {
    await standIns.serve(PUBLIC_IPV4, 80, (_incoming, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end());
    expect(await request('http://example.com/')).toMatch(/^HTTP\/1\.1 302 [\s\S]*location: http:\/\/127\.0\.0\.1\//);
    expect(await request('http://127.0.0.1/')).toMatch(/^HTTP\/1\.1 403 [\s\S]*forbidden_address/);
  });

  it.each([
    ['http://localhost/', 'forbidden_address'],
    ['http://inside.example.com/', 'forbidden_address'],
    ['http://example.com:22/', 'forbidden_port'],
    ['http://a:b@example.com/', 'invalid_url'],
    ['https://example.com/', 'unsupported_scheme'],
    ['ftp://example.com/', 'unsupported_scheme'],
    ['/etc/passwd', 'invalid_url'],
  ])('refuses %s as %s', async (target, code) => {
    standIns.name('inside.example.com', ['10.0.0.1']);
    const answer = await request(target);
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain(code);
    expect(proxy.log).toMatchObject([{ verdict: code, bytesUp: 0, bytesDown: 0 }]);
  });

  it('a Host header that says otherwise changes nothing', async () => {
    await standIns.serve(PUBLIC_IPV4, 80, (incoming, response) => response.end(incoming.headers.host));
    expect(
      await rawExchange(
        proxy.port,
        `GET http://example.com/ HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n${proxyCredential(proxy.url)}\r\n`,
      ),
    ).toMatch(/example\.com/);
  });

  it('says what did not work: a name without an address, a server that hangs up', async () => {
    expect(await request('http://unknown.example.com/')).toMatch(/^HTTP\/1\.1 502 [\s\S]*source_unreachable/);
    standIns.name('rude.example.com', [PUBLIC_IPV6]);
    await standIns.serveRaw(PUBLIC_IPV6, 80, (socket) => socket.destroy());
    expect(await request('http://rude.example.com/')).toBe('');
  });
});

describe('tunnelling (CONNECT)', () => {
  it('speaks TLS end to end with the name, pinned to the checked address', async () => {
    const certificate = createTestCertificate(['example.com']);
    standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
    await standIns.serve(PUBLIC_IPV4, 443, (_incoming, response) => response.end('inside'), certificate);
    const { socket } = await rawTunnel(proxy, 'example.com:443');
    const tls = connectTls({ socket: socket ?? undefined, servername: 'example.com', ca: certificate.cert });
    await once(tls, 'secureConnect');
    tls.end('GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n');
    let answer = '';
    for await (const chunk of tls) answer += chunk;
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*inside/);
    expect(standIns.dialled).toEqual([`${PUBLIC_IPV4} 443`]);
    expect(proxy.log).toMatchObject([{ host: 'example.com', port: 443, verdict: 'allowed', reason: null }]);
    expect(proxy.log[0]?.bytesDown).toBeGreaterThan(answer.length);
  });

  it.each([
    ['127.0.0.1:443', 'forbidden_address'],
    ['[::1]:443', 'forbidden_address'],
    ['[::ffff:7f00:1]:80', 'forbidden_address'],
    ['0x7f.1:443', 'forbidden_address'],
    ['localhost:443', 'forbidden_address'],
    ['inside.example.com:443', 'forbidden_address'],
    ['example.com:22', 'forbidden_port'],
    ['example.com:99999', 'invalid_url'],
    ['example.com', 'invalid_url'],
    ['user@example.com:443', 'invalid_url'],
    ['example.com/@127.0.0.1:443', 'invalid_url'],
    ['http://example.com:443', 'invalid_url'],
  ])('refuses %s as %s', async (authority, code) => {
    standIns.name('inside.example.com', [PUBLIC_IPV4, '192.168.0.1']);
    const { socket, answer } = await rawTunnel(proxy, authority);
    expect(socket).toBeNull();
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
    expect(answer).toContain(code);
    expect(proxy.log).toMatchObject([{ verdict: code }]);
  });

  it('what was sent right behind CONNECT arrives, and is counted', async () => {
    await standIns.serveRaw(PUBLIC_IPV4, 443, (socket) => socket.once('data', (chunk) => socket.end(`heard ${chunk}`)));
    const text = `CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n${proxyCredential(proxy.url)}\r\nearly`;
    expect(await rawExchange(proxy.port, text)).toMatch(/heard early$/);
    expect(proxy.log).toMatchObject([{ bytesUp: 5, bytesDown: 11 }]);
  });
});

describe('caps', () => {
  it('too many bytes end every connection, and the proxy says so', async () => {
    await start({ maxBytes: 100_000 });
    await standIns.serveRaw(PUBLIC_IPV4, 443, (socket) => {
      const pour = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(10_000)));
        if (!socket.destroyed) socket.once('drain', pour);
      };
      pour();
    });
    const { socket } = await rawTunnel(proxy, 'example.com:443');
    socket?.resume();
    if (socket) await once(socket, 'close');
    expect(proxy.exceeded).toBe('too_large');
    // Noticed with the chunk that broke the cap.
    expect(proxy.usedBytes).toBeLessThan(100_000 + 2 * 65_536);
    expect((await rawTunnel(proxy, 'example.com:443')).socket).toBeNull();
  });

  it("an item's budget is charged, and ends the proxy when it is used up", async () => {
    const budget = createByteBudget(1000);
    await start({ budget });
    await standIns.serve(PUBLIC_IPV4, 80, (_incoming, response) => response.end('x'.repeat(700)));
    await request('http://example.com/');
    expect(budget.usedBytes).toBeGreaterThan(700);
    expect(proxy.exceeded).toBeNull();
    await request('http://example.com/');
    expect(proxy.exceeded).toBe('too_large');
  });

  it('the end of its time ends every connection', async () => {
    await start({ timeoutMs: 100 });
    await standIns.serveRaw(PUBLIC_IPV4, 443, () => {});
    const { socket } = await rawTunnel(proxy, 'example.com:443');
    socket?.resume();
    if (socket) await once(socket, 'close');
    expect(proxy.exceeded).toBe('source_timeout');
  });

  it('a silent connection is closed', async () => {
    await start({ idleTimeoutMs: 50 });
    await standIns.serveRaw(PUBLIC_IPV4, 443, () => {});
    const { socket } = await rawTunnel(proxy, 'example.com:443');
    socket?.resume();
    if (socket) await once(socket, 'close');
    expect(proxy.exceeded).toBeNull();
  });
});

describe('closing', () => {
  it('cuts connections, frees the port and removes the socket', async () => {
    await standIns.serveRaw(PUBLIC_IPV4, 443, () => {});
    const { socket } = await rawTunnel(proxy, 'example.com:443');
    const { socketPath, port } = proxy;
    expect(statSync(dirname(socketPath)).mode & 0o777).toBe(0o700);
    socket?.resume();
    const closed = socket && once(socket, 'close');
    await proxy.close();
    await closed;
    await proxy.close();
    expect(existsSync(dirname(socketPath))).toBe(false);
    expect(await rawExchange(port, 'GET / HTTP/1.1\r\n\r\n')).toBe('');
  });
});
