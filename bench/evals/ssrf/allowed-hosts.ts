/** URLs, addresses and opened hosts that must be fetched from, odd as they look. */
import { strict as assert } from 'node:assert';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import { type Allowed, CONTENT, echo, OPENED, site } from './sites';

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

export const ALLOWED_HOSTS: readonly Allowed[] = [...URLS, ...ADDRESSES, ...OPENED_HOSTS];
