import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { createByteBudget } from './budget';
import { guardedFetch } from './fetch';
import { createEgressPolicy } from './policy';
import { PUBLIC_IPV4, PUBLIC_IPV6, StandIns } from './testing/stand-ins';
import type { Dialer, GuardedFetchOptions, GuardedResponse } from './types';

let standIns: StandIns;
beforeEach(async () => {
  standIns = await StandIns.start();
});
afterEach(async () => {
  // Whatever a test is about: nothing forbidden was ever connected to.
  expect(standIns.canaryHits).toBe(0);
  await standIns.close();
});

const CLOSED = createEgressPolicy({ allowHosts: [], ownPorts: [] });

function get(url: string, options: Partial<GuardedFetchOptions> = {}): Promise<GuardedResponse> {
  return guardedFetch(url, { policy: CLOSED, maxBytes: 1_000_000, timeoutMs: 5000, network: standIns.network, ...options });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof WinnowError ? error.code : `not refused: ${String(error)}`;
}

/** site answers for `example.com` on port 80. */
async function site(listener: RequestListener): Promise<void> {
  standIns.name('example.com', [PUBLIC_IPV4]);
  await standIns.serve(PUBLIC_IPV4, 80, listener);
}

const redirectTo =
  (location: string, status = 302): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { location }).end();
  };

describe('what a name resolves to', () => {
  it('a public name that leads to loopback is refused', async () => {
    standIns.name('rebind.example.com', ['127.0.0.1']);
    expect(await codeOf(get('http://rebind.example.com/'))).toBe('forbidden_address');
  });

  it('a public name that leads to the metadata service is refused', async () => {
    standIns.name('169.254.169.254.nip.io', ['169.254.169.254']);
    expect(await codeOf(get('http://169.254.169.254.nip.io/'))).toBe('forbidden_address');
  });

  it('one private address among public ones refuses them all', async () => {
    standIns.name('mixed.example.com', [PUBLIC_IPV4, '10.0.0.1']);
    await standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('x'));
    expect(await codeOf(get('http://mixed.example.com/'))).toBe('forbidden_address');
    expect(standIns.dialled).toEqual([]);
  });

  it('a private address that only IPv6 knows is refused', async () => {
    standIns.name('six.example.com', ['fd00::1']);
    expect(await codeOf(get('http://six.example.com/'))).toBe('forbidden_address');
  });

  it('a link-local address with a zone is refused', async () => {
    standIns.name('zone.example.com', ['fe80::1%eth0']);
    expect(await codeOf(get('http://zone.example.com/'))).toBe('forbidden_address');
  });

  it('a refusal does not say which address the name has', async () => {
    standIns.name('inside.example.com', ['10.11.12.13']);
    await expect(get('http://inside.example.com/')).rejects.toThrow(
      /^inside\.example\.com leads to an address that is not public \(private\)\.$/,
    );
  });

  it('a name without addresses cannot be reached', async () => {
    standIns.name('empty.example.com', []);
    expect(await codeOf(get('http://empty.example.com/'))).toBe('source_unreachable');
    expect(await codeOf(get('http://unknown.example.com/'))).toBe('source_unreachable');
  });

  it('DNS rebinding: a name is asked once, and its connection goes to what was checked', async () => {
    standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
    await standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('public'));
    expect(await (await get('http://example.com/')).text()).toBe('public');
    expect(standIns.resolved).toEqual(['example.com']);
    expect(standIns.dialled).toEqual([`${PUBLIC_IPV4} 80`]);
  });

  it('DNS rebinding between redirects: the second answer is checked like the first', async () => {
    standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
    await standIns.serve(PUBLIC_IPV4, 80, redirectTo('http://example.com/again'));
    expect(await codeOf(get('http://example.com/'))).toBe('forbidden_address');
  });

  it('an address that does not answer gives way to the next one', async () => {
    standIns.name('example.com', [PUBLIC_IPV6, PUBLIC_IPV4]);
    await standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('second'));
    const { resolve } = standIns.network;
    const dial: Dialer = (address, port) => {
      const socket = standIns.network.dial(PUBLIC_IPV4, port);
      if (address === PUBLIC_IPV6) socket.destroy(Object.assign(new Error('no route'), { code: 'EHOSTUNREACH' }));
      return socket;
    };
    expect(await (await get('http://example.com/', { network: { resolve, dial } })).text()).toBe('second');
  });
});

describe('redirects', () => {
  const INWARD: [number, string, string][] = [
    [301, 'http://127.0.0.1/', 'forbidden_address'],
    [302, 'http://localhost/', 'forbidden_address'],
    [303, 'http://[::1]/', 'forbidden_address'],
    [307, 'http://169.254.169.254/latest/', 'forbidden_address'],
    [308, '//0x7f.1/', 'forbidden_address'],
    [302, 'http://inside.example.com/', 'forbidden_address'],
    [302, 'http://example.com:6379/', 'forbidden_port'],
    [302, 'file:///etc/passwd', 'unsupported_scheme'],
    [302, 'gopher://127.0.0.1:6379/_x', 'unsupported_scheme'],
    [302, 'http://user@example.com/', 'invalid_url'],
    [302, 'http://', 'invalid_url'],
  ];
  it.each(INWARD)('%i to %s is refused', async (status, location, code) => {
    standIns.name('inside.example.com', ['192.168.0.1']);
    await site(redirectTo(location, status));
    expect(await codeOf(get('http://example.com/'))).toBe(code);
  });

  it('a loop ends', async () => {
    let requests = 0;
    await site((request, response) => {
      requests += 1;
      redirectTo('/')(request, response);
    });
    expect(await codeOf(get('http://example.com/', { maxRedirects: 4 }))).toBe('too_many_redirects');
    expect(requests).toBe(5);
  });

  it('a chain of allowed hops is followed, relative ones too', async () => {
    await site((request, response) => {
      if (request.url === '/a') redirectTo('b?c=d', 301)(request, response);
      else if (request.url === '/b?c=d') redirectTo('http://other.example.com/ende')(request, response);
      else response.end();
    });
    standIns.name('other.example.com', [PUBLIC_IPV6]);
    await standIns.serve(PUBLIC_IPV6, 80, (request, response) => response.end(`${request.headers.host}${request.url}`));
    const response = await get('http://example.com/a');
    expect(response.finalUrl).toBe('http://other.example.com/ende');
    expect(await response.text()).toBe('other.example.com/ende');
  });

  it('neither a Refresh header nor a meta refresh is followed', async () => {
    const page = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">';
    await site((_request, response) => response.writeHead(200, { refresh: '0;url=http://127.0.0.1/' }).end(page));
    expect(await (await get('http://example.com/')).text()).toBe(page);
  });

  it('credentials go to the host they were given for, and to no other', async () => {
    const seen: unknown[] = [];
    await site((request, response) => {
      seen.push([request.headers.authorization, request.headers['x-plain']]);
      redirectTo(request.url === '/' ? '/same' : 'http://other.example.com/')(request, response);
    });
    standIns.name('other.example.com', [PUBLIC_IPV6]);
    await standIns.serve(PUBLIC_IPV6, 80, (request, response) => {
      seen.push([request.headers.authorization, request.headers['x-plain']]);
      response.end();
    });
    await (await get('http://example.com/', { headers: { authorization: 'Bearer x', 'x-plain': 'y' } })).bytes();
    expect(seen).toEqual([
      ['Bearer x', 'y'],
      ['Bearer x', 'y'],
      [undefined, 'y'],
    ]);
  });

  it.each([
    [302, 'GET '],
    [303, 'GET '],
    [307, 'POST body'],
    [308, 'POST body'],
  ])('%i turns a POST into: %s', async (status, expected) => {
    await site(async (request, response) => {
      if (request.url === '/') return redirectTo('/next', status)(request, response);
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(`${request.method} ${body}`);
    });
    expect(await (await get('http://example.com/', { method: 'POST', body: 'body' })).text()).toBe(expected);
  });
});

describe('caps', () => {
  it('counts the bytes that come, whatever Content-Length says of them', async () => {
    await site((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      for (let i = 0; i < 20; i += 1) response.write('x'.repeat(1000));
      response.end();
    });
    expect(await codeOf(get('http://example.com/', { maxBytes: 19_999 }).then((r) => r.bytes()))).toBe('too_large');
    expect((await (await get('http://example.com/', { maxBytes: 20_000 })).bytes()).length).toBe(20_000);
  });

  it('does not start on a body that declares itself too large', async () => {
    await site((_request, response) => response.writeHead(200, { 'content-length': '5000000000' }).flushHeaders());
    expect(await codeOf(get('http://example.com/'))).toBe('too_large');
  });

  it('a body shorter than declared is no body', async () => {
    standIns.name('example.com', [PUBLIC_IPV4]);
    await standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'));
    expect(await codeOf(get('http://example.com/').then((r) => r.bytes()))).toBe('source_unreachable');
  });

  it('a decompression bomb is stopped at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    await site((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    let seen = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of (await get('http://example.com/')).body) seen += chunk.length;
    };
    expect(await codeOf(read())).toBe('too_large');
    expect(seen).toBeLessThanOrEqual(1_000_000);
  });

  it('a bomb in a bomb is stopped too, and one more layer is refused', async () => {
    const twice = gzipSync(gzipSync(Buffer.alloc(10_000_000)));
    await site((request, response) =>
      response.writeHead(200, { 'content-encoding': request.url === '/2' ? 'gzip, gzip' : 'gzip, gzip, gzip' }).end(twice),
    );
    expect(await codeOf(get('http://example.com/2').then((r) => r.bytes()))).toBe('too_large');
    expect(await codeOf(get('http://example.com/3').then((r) => r.bytes()))).toBe('acquisition_failed');
  });

  it('compressed blocks that decode to nothing count by what they weigh', async () => {
    // A gzip header, then empty stored blocks without end.
    const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const empty = Buffer.concat(Array.from({ length: 2000 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])));
    await site((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(header);
      const pour = (): void => {
        while (!response.destroyed && response.write(empty));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(await codeOf(get('http://example.com/', { maxBytes: 100_000 }).then((r) => r.bytes()))).toBe('too_large');
  });

  it('several fetches share one budget', async () => {
    await site((_request, response) => response.end('x'.repeat(600)));
    const budget = createByteBudget(1000);
    expect((await (await get('http://example.com/', { budget })).bytes()).length).toBe(600);
    expect(await codeOf(get('http://example.com/', { budget }).then((r) => r.bytes()))).toBe('too_large');
  });
});

describe('time', () => {
  it('a host that accepts and says nothing is given up on', async () => {
    standIns.name('example.com', [PUBLIC_IPV4]);
    await standIns.serveRaw(PUBLIC_IPV4, 80, () => {});
    expect(await codeOf(get('http://example.com/', { headerTimeoutMs: 50 }))).toBe('source_timeout');
  });

  it('slow-loris headers do not restart the clock', async () => {
    standIns.name('example.com', [PUBLIC_IPV4]);
    await standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x-a: b\r\n'), 10);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await codeOf(get('http://example.com/', { headerTimeoutMs: 100 }))).toBe('source_timeout');
  });

  it('a slow-loris body ends with the whole time', async () => {
    await site((_request, response) => {
      response.flushHeaders();
      const drip = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(drip));
    });
    expect(await codeOf(get('http://example.com/', { timeoutMs: 150 }).then((r) => r.bytes()))).toBe('source_timeout');
  });

  it('a silence within a body ends it', async () => {
    await site((_request, response) => response.write('then nothing'));
    expect(await codeOf(get('http://example.com/', { idleTimeoutMs: 50 }).then((r) => r.bytes()))).toBe('source_timeout');
  });

  it('a name server that does not answer is given up on', async () => {
    const network = { ...standIns.network, resolve: () => new Promise<string[]>(() => {}) };
    expect(await codeOf(get('http://example.com/', { network, headerTimeoutMs: 50 }))).toBe('source_timeout');
  });

  it('aborting ends a fetch with the reason it was aborted for', async () => {
    const controller = new AbortController();
    await site((_request, response) => {
      response.write('begun');
      controller.abort(new WinnowError('lease_lost', 'taken over'));
    });
    expect(await codeOf(get('http://example.com/', { signal: controller.signal }).then((r) => r.bytes()))).toBe('lease_lost');
    expect(await codeOf(get('http://example.com/', { signal: controller.signal }))).toBe('lease_lost');
    expect(await codeOf(get('http://example.com/', { signal: AbortSignal.abort() }))).toBe('cancelled');
  });
});

describe('answers', () => {
  it.each([
    [401, 'sign_in_required'],
    [404, 'source_not_found'],
    [410, 'removed_by_source'],
    [451, 'geo_blocked'],
    [500, 'source_unavailable'],
  ])('status %i is %s', async (status, code) => {
    await site((_request, response) => response.writeHead(status).end());
    expect(await codeOf(get('http://example.com/'))).toBe(code);
  });

  it('a rate limit says how long to wait', async () => {
    await site((_request, response) => response.writeHead(429, { 'retry-after': '17' }).end());
    await expect(get('http://example.com/')).rejects.toMatchObject({ code: 'source_rate_limited', retryAfterSeconds: 17 });
  });

  it('a response that is not HTTP, or damaged inside, has its code', async () => {
    standIns.name('example.com', [PUBLIC_IPV4]);
    await standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
    expect(await codeOf(get('http://example.com/'))).toBe('source_unavailable');
    standIns.name('example.com', [PUBLIC_IPV6]);
    await standIns.serve(PUBLIC_IPV6, 80, (request, response) =>
      response.writeHead(200, { 'content-encoding': request.url === '/gzip' ? 'gzip' : 'compress' }).end('not compressed'),
    );
    expect(await codeOf(get('http://example.com/gzip').then((r) => r.bytes()))).toBe('acquisition_failed');
    expect(await codeOf(get('http://example.com/unknown').then((r) => r.bytes()))).toBe('acquisition_failed');
  });

  it('endless headers are cut off', async () => {
    standIns.name('example.com', [PUBLIC_IPV4]);
    await standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => socket.end(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(100)}\r\n`));
    expect(await codeOf(get('http://example.com/'))).toBe('source_unavailable');
  });

  it('HEAD has headers and no body, even where they speak of one', async () => {
    await site((request, response) =>
      response.writeHead(200, { 'content-length': '5000000000', 'content-encoding': 'gzip', 'x-method': request.method }).end(),
    );
    const response = await get('http://example.com/', { method: 'HEAD' });
    expect(response.headers.get('x-method')).toBe('HEAD');
    expect((await response.bytes()).length).toBe(0);
  });

  it('a 304 passes, with an empty body', async () => {
    await site((_request, response) => response.writeHead(304).end());
    const response = await get('http://example.com/', { headers: { 'if-none-match': '"a"' } });
    expect([response.status, (await response.bytes()).length]).toEqual([304, 0]);
  });

  it.each([
    ['text/html; charset=iso-8859-1', Buffer.from([0xe4]), 'ä'],
    ['text/html; charset="windows-1251"', Buffer.from([0xcf]), 'П'],
    ['text/html', Buffer.from('ä'), 'ä'],
    ['text/html; charset=klingon', Buffer.from('ä'), 'ä'],
    ['text/html; charset=iso-8859-1', Buffer.from([0xef, 0xbb, 0xbf, 0xc3, 0xa4]), 'ä'],
    ['text/html', Buffer.from([0xff, 0xfe, 0xe4, 0x00]), 'ä'],
  ])('text of type %s is decoded', async (contentType, bytes, expected) => {
    await site((_request, response) => response.writeHead(200, { 'content-type': contentType }).end(bytes));
    expect(await (await get('http://example.com/')).text()).toBe(expected);
  });

  it('the request carries the host, what is accepted, and no proxy variable changes where it goes', async () => {
    await site((request, response) => response.end(JSON.stringify(request.headers)));
    const proxy = `http://127.0.0.1:${standIns.canaryPort('127.0.0.1')}`;
    for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy);
    try {
      const headers = JSON.parse(await (await get('http://example.com./', { accept: 'text/html', headers: { 'User-Agent': 'x' } })).text());
      expect(headers).toMatchObject({
        host: 'example.com',
        accept: 'text/html',
        'user-agent': 'x',
        'accept-encoding': 'gzip, br',
        connection: 'close',
      });
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('toFile', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'winnow-fetch-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes a new file and says its size', async () => {
    await site((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('content')));
    expect(await (await get('http://example.com/')).toFile(join(folder, 'a'))).toEqual({ bytes: 7 });
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('content');
  });

  it('leaves nothing behind when it fails', async () => {
    await site((_request, response) => response.end('x'.repeat(2000)));
    expect(await codeOf(get('http://example.com/', { maxBytes: 1000 }).then((r) => r.toFile(join(folder, 'a'))))).toBe('too_large');
    expect(await readdir(folder)).toEqual([]);
  });

  it('never writes over a file', async () => {
    await writeFile(join(folder, 'a'), 'before');
    await site((_request, response) => response.end('after'));
    await expect((await get('http://example.com/')).toFile(join(folder, 'a'))).rejects.toThrow('EEXIST');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('before');
  });
});

describe('hosts that the operator opened', () => {
  it('an opened name may lead to a private address, on its port only', async () => {
    standIns.name('nas.example.com', ['192.168.1.20']);
    const policy = createEgressPolicy({ allowHosts: [{ host: 'nas.example.com', port: 8080 }], ownPorts: [] });
    await standIns.serve('192.168.1.20', 8080, (request, response) => response.end(request.headers.host));
    expect(await (await get('http://nas.example.com:8080/', { policy })).text()).toBe('nas.example.com:8080');
    expect(await codeOf(get('http://nas.example.com/', { policy }))).toBe('forbidden_address');
  });

  it('an opened name that leads to the metadata service is refused', async () => {
    standIns.name('nas.example.com', ['169.254.169.254']);
    const policy = createEgressPolicy({ allowHosts: [{ host: 'nas.example.com', port: 8080 }], ownPorts: [] });
    expect(await codeOf(get('http://nas.example.com:8080/', { policy }))).toBe('forbidden_address');
  });
});
