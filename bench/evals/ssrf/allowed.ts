/** What must work: a guard that refuses everything is easy. Each case throws when it was refused or got something else than it should. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { connect as connectTls } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { rawTunnel } from '@/lib/net/testing/raw-client';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import type { World, WorldOptions } from './world';

export interface Allowed {
  name: string;
  options?: WorldOptions;
  run: (world: World) => Promise<void>;
}

const CONTENT = 'the content';

/** Says what it was asked for, so that a case can see that it reached the right place. */
const echo: RequestListener = (request, response) => {
  response.end(`${CONTENT} of ${request.headers.host}${request.url}`);
};

/** A stand-in behind a name (or a bare address) on both web ports. */
async function site(
  { standIns, certificate }: World,
  name: string | null,
  addresses: readonly string[],
  listener: RequestListener = echo,
): Promise<void> {
  if (name !== null) standIns.name(name, addresses);
  for (const address of addresses) {
    await standIns.serve(address, 80, listener);
    await standIns.serve(address, 443, listener, certificate);
  }
}

const fetches = (
  name: string,
  url: string,
  wants: string,
  host: string | null = 'example.com',
  addresses: readonly string[] = [PUBLIC_IPV4],
): Allowed => ({
  name,
  options: { certified: host === null ? [] : [host] },
  run: async (world) => {
    await site(world, host, addresses);
    assert.equal(await (await world.fetch(url)).text(), `${CONTENT} of ${wants}`);
  },
});

const URLS: Allowed[] = [
  fetches('plain http', 'http://example.com/a', 'example.com/a'),
  fetches('https', 'https://example.com/a', 'example.com/a'),
  fetches('capitals', 'HTTPS://EXAMPLE.COM/A', 'example.com/A'),
  fetches('a trailing dot', 'https://example.com./a', 'example.com/a'),
  fetches('an explicit default port', 'https://example.com:443/a', 'example.com/a'),
  fetches('space around it', '  https://example.com/a\n', 'example.com/a'),
  fetches('missing slashes', 'https:example.com/a', 'example.com/a'),
  fetches('backslashes', 'https:\\\\example.com\\a', 'example.com/a'),
  fetches('an international name', 'https://bücher.example.com/', 'xn--bcher-kva.example.com/', 'xn--bcher-kva.example.com'),
  fetches('its ASCII form', 'https://xn--bcher-kva.example.com/', 'xn--bcher-kva.example.com/', 'xn--bcher-kva.example.com'),
  fetches('an emoji name', 'https://i❤.example.com/', 'xn--i-7iq.example.com/', 'xn--i-7iq.example.com'),
  fetches('a deep subdomain', 'https://a.b.c.d.example.com/', 'a.b.c.d.example.com/', 'a.b.c.d.example.com'),
  fetches('an underscore', 'https://a_b.example.com/', 'a_b.example.com/', 'a_b.example.com'),
  fetches('a name of digits', 'https://123.example.com/', '123.example.com/', '123.example.com'),
  fetches('a name that holds a private address', 'https://10.0.0.1.example.com/', '10.0.0.1.example.com/', '10.0.0.1.example.com'),
  fetches('a name that begins with localhost', 'https://localhost.example.com/', 'localhost.example.com/', 'localhost.example.com'),
  fetches('a name that ends like a local one', 'https://mylocal.example/', 'mylocal.example/', 'mylocal.example'),
  fetches('a long URL', `https://example.com/${'a'.repeat(7000)}`, `example.com/${'a'.repeat(7000)}`),
  fetches('a forbidden URL in the query', 'https://example.com/?url=http://127.0.0.1:22/', 'example.com/?url=http://127.0.0.1:22/'),
  fetches('an at-sign in the path', 'https://example.com/@user@127.0.0.1/', 'example.com/@user@127.0.0.1/'),
  fetches('a fragment with a URL', 'https://example.com/a#http://localhost/', 'example.com/a'),
  fetches('dots in the path', 'https://example.com/a/../b/./c', 'example.com/b/c'),
  fetches('escapes in the path', 'https://example.com/%2e%2fü?q=%00', 'example.com/%2e%2f%C3%BC?q=%00'),
  fetches('http on 443 and a query without a path', 'http://plain443.example.com?x', 'plain443.example.com/?x', 'plain443.example.com'),
];

const ADDRESSES: Allowed[] = [
  fetches('a public IPv4', `http://${PUBLIC_IPV4}/`, `${PUBLIC_IPV4}/`, null),
  fetches('a public IPv4 in decimal', 'http://1572394766/', `${PUBLIC_IPV4}/`, null),
  fetches('a public IPv6', `http://[${PUBLIC_IPV6}]/`, `[${PUBLIC_IPV6}]/`, null, [PUBLIC_IPV6]),
  fetches('a name with IPv6 only', 'https://example.com/', 'example.com/', 'example.com', [PUBLIC_IPV6]),
  fetches('a name with both', 'https://example.com/', 'example.com/', 'example.com', [PUBLIC_IPV6, PUBLIC_IPV4]),
  fetches('a NAT64 answer for a public address', 'https://example.com/', 'example.com/', 'example.com', ['64:ff9b::5db8:d70e']),
  fetches('a mapped public address', 'https://example.com/', 'example.com/', 'example.com', ['::ffff:93.184.215.14']),
  ...[
    '1.0.0.1',
    '9.255.255.255',
    '11.0.0.1',
    '100.63.255.255',
    '100.128.0.1',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '169.255.0.1',
  ].map((address) => fetches(`next to a forbidden range: ${address}`, 'http://example.com/', 'example.com/', 'example.com', [address])),
  ...[
    '172.15.255.255',
    '172.32.0.1',
    '192.0.1.1',
    '192.167.255.255',
    '192.169.0.1',
    '198.17.255.255',
    '198.20.0.1',
    '223.255.255.255',
    '2a00::1',
  ].map((address) => fetches(`next to a forbidden range: ${address}`, 'http://example.com/', 'example.com/', 'example.com', [address])),
];

const OPENED: WorldOptions = {
  allowHosts: [
    { host: '192.168.1.20', port: 8080 },
    { host: 'fd00::20', port: 8080 },
    { host: '127.0.0.1', port: 9000 },
    { host: 'localhost', port: 9000 },
    { host: 'nas', port: 9000 },
    { host: 'media.local', port: 80 },
    { host: 'files.example.com', port: 8443 },
  ],
  ownPorts: [8000, 5432],
};

const opened = (url: string, name: string | null, address: string, port: number): Allowed => ({
  name: `opened by the operator: ${url}`,
  options: OPENED,
  run: async (world) => {
    if (name !== null) world.standIns.name(name, [address]);
    await world.standIns.serve(address, port, echo);
    assert.match(await (await world.fetch(url)).text(), new RegExp(`^${CONTENT}`));
  },
});

const OPENED_HOSTS: Allowed[] = [
  opened('http://192.168.1.20:8080/', null, '192.168.1.20', 8080),
  opened('http://0xc0a80114:8080/', null, '192.168.1.20', 8080),
  opened('http://[fd00::20]:8080/', null, 'fd00::20', 8080),
  opened('http://127.0.0.1:9000/', null, '127.0.0.1', 9000),
  opened('http://localhost:9000/', 'localhost', '127.0.0.1', 9000),
  opened('http://nas:9000/', 'nas', '10.0.0.20', 9000),
  opened('http://media.local/', 'media.local', '100.64.0.20', 80),
  opened('http://files.example.com:8443/', 'files.example.com', PUBLIC_IPV4, 8443),
  {
    name: 'a redirect to a host opened by the operator',
    options: OPENED,
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (_request, response) =>
        response.writeHead(302, { location: 'http://nas:9000/x' }).end(),
      );
      world.standIns.name('nas', ['10.0.0.20']);
      await world.standIns.serve('10.0.0.20', 9000, echo);
      assert.equal(await (await world.fetch('https://example.com/')).text(), `${CONTENT} of nas:9000/x`);
    },
  },
];

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

async function tunnelled(world: World, authority: string, servername: string): Promise<string> {
  const { socket, answer } = await rawTunnel(await world.childProxy(), authority);
  assert.ok(socket, answer);
  const tls = connectTls({ socket, servername, ca: world.certificate.cert });
  await once(tls, 'secureConnect');
  tls.end(`GET /inside HTTP/1.1\r\nHost: ${servername}\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const chunk of tls) text += chunk;
  return text;
}

const PROXY: Allowed[] = [
  {
    name: 'proxy: a plain request',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4]);
      assert.match(await world.askProxy('http://example.com/a?b'), /^HTTP\/1\.1 200 [\s\S]*the content of example\.com\/a\?b/);
    },
  },
  {
    name: 'proxy: a POST',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (request, response) => request.pipe(response));
      assert.match(await world.askProxy('http://example.com/', 'POST', 'Content-Length: 5\r\n', 'hello'), /^HTTP\/1\.1 200 [\s\S]*hello/);
    },
  },
  {
    name: 'proxy: a redirect is handed on',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (_request, response) =>
        response.writeHead(302, { location: 'https://example.com/b' }).end(),
      );
      assert.match(await world.askProxy('http://example.com/a'), /^HTTP\/1\.1 302 [\s\S]*location: https:\/\/example\.com\/b/);
    },
  },
  {
    name: 'proxy: a large body',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4], (_request, response) =>
        response.writeHead(200, { 'content-length': LARGE.length }).end(LARGE),
      );
      const answer = await world.askProxy('http://example.com/');
      assert.equal(answer.length - answer.indexOf('\r\n\r\n') - 4, LARGE.length);
    },
  },
  {
    name: 'proxy: a tunnel to https',
    run: async (world) => {
      await site(world, 'example.com', [PUBLIC_IPV4]);
      assert.match(await tunnelled(world, 'example.com:443', 'example.com'), /the content of example\.com\/inside/);
    },
  },
  {
    name: 'proxy: a tunnel to a bare IPv6 address',
    run: async (world) => {
      await site(world, null, [PUBLIC_IPV6]);
      assert.match(await tunnelled(world, `[${PUBLIC_IPV6}]:443`, 'example.com'), /the content/);
    },
  },
  {
    name: 'proxy: a tunnel to a host opened by the operator',
    options: OPENED,
    run: async (world) => {
      world.standIns.name('nas', ['10.0.0.20']);
      await world.standIns.serve('10.0.0.20', 9000, echo, world.certificate);
      assert.match(await tunnelled(world, 'nas:9000', 'example.com'), /the content/);
    },
  },
];

export const ALLOWED: readonly Allowed[] = [...URLS, ...ADDRESSES, ...OPENED_HOSTS, ...REDIRECTS, ...BODIES, ...PROXY];
