/** What a child must get by its proxy. */
import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { rawTunnel } from '@/lib/net/testing/raw-client';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import { type Allowed, echo, OPENED, site } from './sites';
import type { World } from './world';

const BODY = Buffer.alloc(2_000_000, 'winnow ');

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

export const ALLOWED_BY_PROXY: readonly Allowed[] = [
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
        response.writeHead(200, { 'content-length': BODY.length }).end(BODY),
      );
      const answer = await world.askProxy('http://example.com/');
      assert.equal(answer.length - answer.indexOf('\r\n\r\n') - 4, BODY.length);
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
