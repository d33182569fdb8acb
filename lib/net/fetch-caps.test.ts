import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { createByteBudget } from './budget';
import { codeOf, setUpGuarded } from './testing/guarded';
import { PUBLIC_IPV4 } from './testing/stand-ins';

const guarded = setUpGuarded();

describe('caps', () => {
  it('counts the bytes that come, whatever Content-Length says of them', async () => {
    await guarded.site((_request, response) => {
      response.writeHead(200, { 'transfer-encoding': 'chunked' });
      for (let i = 0; i < 20; i += 1) response.write('x'.repeat(1000));
      response.end();
    });
    expect(await codeOf(guarded.get('http://example.com/', { maxBytes: 19_999 }).then((r) => r.bytes()))).toBe('too_large');
    expect((await (await guarded.get('http://example.com/', { maxBytes: 20_000 })).bytes()).length).toBe(20_000);
  });

  it('does not start on a body that declares itself too large', async () => {
    await guarded.site((_request, response) => response.writeHead(200, { 'content-length': '5000000000' }).flushHeaders());
    expect(await codeOf(guarded.get('http://example.com/'))).toBe('too_large');
  });

  it('a body shorter than declared is no body', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort'));
    expect(await codeOf(guarded.get('http://example.com/').then((r) => r.bytes()))).toBe('source_unreachable');
  });

  it('a reader slower than a source that has hung up still gets all of the body', async () => {
    const body = Buffer.alloc(900_000, 'a');
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => {
      socket.write(`HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n`);
      socket.end(body);
    });
    const response = await guarded.get('http://example.com/');
    await setTimeout(300);
    expect((await response.bytes()).equals(body)).toBe(true);
  });

  it('a decompression bomb is stopped at the cap', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    await guarded.site((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb));
    let seen = 0;
    const read = async (): Promise<void> => {
      for await (const chunk of (await guarded.get('http://example.com/')).body) seen += chunk.length;
    };
    expect(await codeOf(read())).toBe('too_large');
    expect(seen).toBeLessThanOrEqual(1_000_000);
  });

  it('a bomb in a bomb is stopped too, and one more layer is refused', async () => {
    const twice = gzipSync(gzipSync(Buffer.alloc(10_000_000)));
    await guarded.site((request, response) =>
      response.writeHead(200, { 'content-encoding': request.url === '/2' ? 'gzip, gzip' : 'gzip, gzip, gzip' }).end(twice),
    );
    expect(await codeOf(guarded.get('http://example.com/2').then((r) => r.bytes()))).toBe('too_large');
    expect(await codeOf(guarded.get('http://example.com/3').then((r) => r.bytes()))).toBe('acquisition_failed');
  });

  it('compressed blocks that decode to nothing count by what they weigh', async () => {
    // A gzip header, then empty stored blocks without end.
    const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
    const empty = Buffer.concat(Array.from({ length: 2000 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])));
    await guarded.site((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).write(header);
      const pour = (): void => {
        while (!response.destroyed && response.write(empty));
        if (!response.destroyed) response.once('drain', pour);
      };
      pour();
    });
    expect(await codeOf(guarded.get('http://example.com/', { maxBytes: 100_000 }).then((r) => r.bytes()))).toBe('too_large');
  });

  it('several fetches share one budget', async () => {
    await guarded.site((_request, response) => response.end('x'.repeat(600)));
    const budget = createByteBudget(1000);
    expect((await (await guarded.get('http://example.com/', { budget })).bytes()).length).toBe(600);
    expect(await codeOf(guarded.get('http://example.com/', { budget }).then((r) => r.bytes()))).toBe('too_large');
  });
});

describe('time', () => {
  it('a host that accepts and says nothing is given up on', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, () => {});
    expect(await codeOf(guarded.get('http://example.com/', { headerTimeoutMs: 50 }))).toBe('source_timeout');
  });

  it('slow-loris headers do not restart the clock', async () => {
    guarded.standIns.name('example.com', [PUBLIC_IPV4]);
    await guarded.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('x-a: b\r\n'), 10);
      socket.once('close', () => clearInterval(drip));
    });
    expect(await codeOf(guarded.get('http://example.com/', { headerTimeoutMs: 100 }))).toBe('source_timeout');
  });

  it('a slow-loris body ends with the whole time', async () => {
    await guarded.site((_request, response) => {
      response.flushHeaders();
      const drip = setInterval(() => response.write('x'), 10);
      response.once('close', () => clearInterval(drip));
    });
    expect(await codeOf(guarded.get('http://example.com/', { timeoutMs: 150 }).then((r) => r.bytes()))).toBe('source_timeout');
  });

  it('a silence within a body ends it', async () => {
    await guarded.site((_request, response) => response.write('then nothing'));
    expect(await codeOf(guarded.get('http://example.com/', { idleTimeoutMs: 50 }).then((r) => r.bytes()))).toBe('source_timeout');
  });

  it('a name server that does not answer is given up on', async () => {
    const network = { ...guarded.standIns.network, resolve: () => new Promise<string[]>(() => {}) };
    expect(await codeOf(guarded.get('http://example.com/', { network, headerTimeoutMs: 50 }))).toBe('source_timeout');
  });

  it('aborting ends a fetch with the reason it was aborted for', async () => {
    const controller = new AbortController();
    await guarded.site((_request, response) => {
      response.write('begun');
      controller.abort(new WinnowError('lease_lost', 'taken over'));
    });
    expect(await codeOf(guarded.get('http://example.com/', { signal: controller.signal }).then((r) => r.bytes()))).toBe('lease_lost');
    expect(await codeOf(guarded.get('http://example.com/', { signal: controller.signal }))).toBe('lease_lost');
    expect(await codeOf(guarded.get('http://example.com/', { signal: AbortSignal.abort() }))).toBe('cancelled');
  });
});
