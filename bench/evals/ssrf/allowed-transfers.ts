/** Redirects, bodies and methods that must arrive. */
import { strict as assert } from 'node:assert';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import { type Allowed, CONTENT, echo, site } from './sites';

const redirect = (name: string, location: string, wants: string, status = 302, start = 'http://example.com/start'): Allowed => ({
  name: `redirect: ${name}`,
  run: async (world) => {
    const listener: RequestListener = (request, response) =>
      request.url === '/start'
        ? response.writeHead(status, { location: Buffer.from(location).toString('latin1') }).end()
        : echo(request, response);
    await site(world, 'example.com', [PUBLIC_IPV4], listener);
    await site(world, 'other.example.com', [PUBLIC_IPV6], listener);
    assert.equal(await (await world.fetch(start)).text(), `${CONTENT} of ${wants}`);
  },
});

const REDIRECTS: Allowed[] = [
  ...[301, 302, 303, 307, 308].map((status) => redirect(String(status), 'http://other.example.com/end', 'other.example.com/end', status)),
  redirect('relative', 'end?a=b', 'example.com/end?a=b'),
  redirect('absolute path', '/end', 'example.com/end'),
  redirect('scheme-relative', '//other.example.com/end', 'other.example.com/end'),
  redirect('up to https', 'https://example.com/end', 'example.com/end'),
  redirect('down to http', 'http://example.com/end', 'example.com/end', 301, 'https://example.com/start'),
  redirect('with a fragment', '/end#part', 'example.com/end'),
  redirect('in UTF-8', '/größe', 'example.com/gr%C3%B6%C3%9Fe'),
  {
    name: 'redirect: ten in a row',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (request, response) => {
        const step = Number(request.url?.slice(1));
        if (step < 10) response.writeHead(302, { location: `/${step + 1}` }).end();
        else echo(request, response);
      });
      assert.equal(await (await world.fetch('https://example.com/0')).text(), `${CONTENT} of example.com/10`);
    },
  },
];

/** A body that should arrive as `wants` whatever way it is sent. */
const body = (name: string, wants: Buffer, listener: RequestListener): Allowed => ({
  name: `body: ${name}`,
  run: async (world) => {
    await site(world, 'example.com', [PUBLIC_IPV4], listener);
    assert.ok((await (await world.fetch('https://example.com/')).bytes()).equals(wants));
  },
});

const LARGE = Buffer.alloc(2_000_000, 'winnow ');
const SMALL = Buffer.from(CONTENT);

const BODIES: Allowed[] = [
  body('exactly the cap, chunked', LARGE, (_request, response) => {
    for (let i = 0; i < LARGE.length; i += 50_000) response.write(LARGE.subarray(i, i + 50_000));
    response.end();
  }),
  body('exactly the cap, gzip', LARGE, (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(LARGE)),
  ),
  body('gzip', SMALL, (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(SMALL))),
  body('brotli', SMALL, (_request, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync(SMALL))),
  body('deflate', SMALL, (_request, response) => response.writeHead(200, { 'content-encoding': 'deflate' }).end(deflateSync(SMALL))),
  body('identity', SMALL, (_request, response) => response.writeHead(200, { 'content-encoding': 'identity' }).end(SMALL)),
  body('gzip of what cannot be compressed', gzipSync(LARGE), (_request, response) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(gzipSync(LARGE))),
  ),
  body('empty', Buffer.alloc(0), (_request, response) => response.end()),
  body('empty, said to be gzip', Buffer.alloc(0), (_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end()),
  body('after early hints', SMALL, (_request, response) => {
    response.writeEarlyHints({ link: '</a>; rel=preload' });
    response.end(SMALL);
  }),
  body('with large headers', SMALL, (_request, response) => response.writeHead(200, { 'x-large': 'y'.repeat(30_000) }).end(SMALL)),
  body('in drops', SMALL, (_request, response) => {
    let sent = 0;
    const drip = setInterval(() => {
      if (sent < SMALL.length) response.write(SMALL.subarray(sent, sent + 1));
      else response.end(() => clearInterval(drip));
      sent += 1;
    }, 5);
  }),
  {
    name: 'body: until the connection ends',
    run: async (world) => {
      world.standIns.name('example.com', [PUBLIC_IPV4]);
      await world.standIns.serveRaw(PUBLIC_IPV4, 80, (socket) =>
        socket.once('data', () => socket.end(`HTTP/1.0 200 OK\r\n\r\n${CONTENT}`)),
      );
      assert.equal(await (await world.fetch('http://example.com/')).text(), CONTENT);
    },
  },
  {
    name: 'HEAD',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (_request, response) =>
        response.writeHead(200, { 'content-length': '9999999999' }).end(),
      );
      assert.equal((await world.fetch('https://example.com/', { method: 'HEAD' })).headers.get('content-length'), '9999999999');
    },
  },
  {
    name: 'POST over a 307',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], async (request, response) => {
        if (request.url === '/') return response.writeHead(307, { location: '/hook' }).end();
        for await (const chunk of request) response.write(chunk);
        response.end();
      });
      assert.equal(await (await world.fetch('https://example.com/', { method: 'POST', body: CONTENT })).text(), CONTENT);
    },
  },
];

export const ALLOWED_TRANSFERS: readonly Allowed[] = [...REDIRECTS, ...BODIES];
