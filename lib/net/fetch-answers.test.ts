import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { codeOf, setUpGuarded } from './testing/guarded';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from './testing/stand-ins';

const guarded = setUpGuarded();

describe('answers', () => {
  it.each([
    [401, 'sign_in_required'],
    [404, 'source_not_found'],
    [410, 'removed_by_source'],
    [451, 'geo_blocked'],
    [500, 'source_unavailable'],
  ])('status %i is %s', async (status, code) => {
    await guarded.site((_request, response) => response.writeHead(status).end());
    expect(await codeOf(guarded.get('http://example.com/'))).toBe(code);
  });

  it('a rate limit says how long to wait', async () => {
    await guarded.site((_request, response) => response.writeHead(429, { 'retry-after': '17' }).end());
    await expect(guarded.get('http://example.com/')).rejects.toMatchObject({ code: 'source_rate_limited', retryAfterSeconds: 17 });
  });

  it('a response that is not HTTP, or damaged inside, has its code', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => socket.end('SSH-2.0-OpenSSH\r\n\r\n'));
    expect(await codeOf(guarded.get('http://example.com/'))).toBe('source_unavailable');
    guarded.standIns.name('example.com', [PUBLIC_IPV6]);
    await guarded.standIns.serve(PUBLIC_IPV6, 80, (request, response) =>
      response.writeHead(200, { 'content-encoding': request.url === '/gzip' ? 'gzip' : 'compress' }).end('not compressed'),
    );
    expect(await codeOf(guarded.get('http://example.com/gzip').then((r) => r.bytes()))).toBe('acquisition_failed');
    expect(await codeOf(guarded.get('http://example.com/unknown').then((r) => r.bytes()))).toBe('acquisition_failed');
  });

  it('endless headers are cut off', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) =>
      socket.end(`HTTP/1.1 200 OK\r\n${`x: ${'y'.repeat(1000)}\r\n`.repeat(100)}\r\n`),
    );
    expect(await codeOf(guarded.get('http://example.com/'))).toBe('source_unavailable');
  });

  it('HEAD has headers and no body, even where they speak of one', async () => {
    await guarded.site((request, response) =>
      response.writeHead(200, { 'content-length': '5000000000', 'content-encoding': 'gzip', 'x-method': request.method }).end(),
    );
    const response = await guarded.get('http://example.com/', { method: 'HEAD' });
    expect(response.headers.get('x-method')).toBe('HEAD');
    expect((await response.bytes()).length).toBe(0);
  });

  it('a 304 passes, with an empty body', async () => {
    await guarded.site((_request, response) => response.writeHead(304).end());
    const response = await guarded.get('http://example.com/', { headers: { 'if-none-match': '"a"' } });
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
    await guarded.site((_request, response) => response.writeHead(200, { 'content-type': contentType }).end(bytes));
    expect(await (await guarded.get('http://example.com/')).text()).toBe(expected);
  });

  it('the request carries the host, what is accepted, and no proxy variable changes where it goes', async () => {
    await guarded.site((request, response) => response.end(JSON.stringify(request.headers)));
    const proxy = `http://127.0.0.1:${guarded.standIns.canaryPort('127.0.0.1')}`;
    for (const name of ['http_proxy', 'HTTP_PROXY', 'ALL_PROXY']) vi.stubEnv(name, proxy);
    try {
      const headers = JSON.parse(
        await (await guarded.get('http://example.com./', { accept: 'text/html', headers: { 'User-Agent': 'x' } })).text(),
      );
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
    await guarded.site((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('content')));
    expect(await (await guarded.get('http://example.com/')).toFile(join(folder, 'a'))).toEqual({ bytes: 7 });
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('content');
  });

  it('leaves nothing behind when it fails', async () => {
    await guarded.site((_request, response) => response.end('x'.repeat(2000)));
    expect(await codeOf(guarded.get('http://example.com/', { maxBytes: 1000 }).then((r) => r.toFile(join(folder, 'a'))))).toBe('too_large');
    expect(await readdir(folder)).toEqual([]);
  });

  it('never writes over a file', async () => {
    await writeFile(join(folder, 'a'), 'before');
    await guarded.site((_request, response) => response.end('after'));
    await expect((await guarded.get('http://example.com/')).toFile(join(folder, 'a'))).rejects.toThrow('EEXIST');
    expect(await readFile(join(folder, 'a'), 'utf8')).toBe('before');
  });
});
