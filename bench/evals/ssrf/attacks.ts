/** Attacks of our own making, besides the rows: spellings, redirects, DNS answers, and those on what is open. */
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import type { Attack } from './attack';
import { HOSTILE_CHILD, OPENED_HOSTS } from './attacks-doors';
import { spellings } from './spellings';
import { REFUSALS, type World } from './world';

const INSIDE_IPV4 = ['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.100.100.200', '0.0.0.0'];
const INSIDE_IPV6 = ['[::1]', '[::]', '[fe80::1]', '[fc00::1]', '[fd00:ec2::254]', '[fec0::1]', '[ff02::1]', '[100::1]', '[2001:db8::1]'];
const INSIDE_NAMES = ['localhost', 'LOCALHOST', 'localhost.', 'app.localhost', 'metadata', 'metadata.google.internal', 'printer.local'];

function spelled(): Attack[] {
  const hosts = [
    ...INSIDE_IPV4.flatMap((address) => spellings(address).map(({ how, host }) => ({ name: `${address}, ${how}`, host }))),
    ...[...INSIDE_IPV6, ...INSIDE_NAMES].map((host) => ({ name: host, host })),
  ];
  return hosts.map(({ name, host }) => ({
    name: `spelling: ${name}`,
    wanted: REFUSALS,
    run: async (world) => [
      await world.outcomeOfFetch(`http://${host}/`),
      await world.outcomeOfFetch(`https://${host}/`),
      await world.outcomeOfForward(`http://${host}/`),
      await world.outcomeOfConnect(`${host}:443`),
    ],
  }));
}

/** A public site whose every answer is a redirect. */
async function redirectsTo({ standIns }: World, location: string, status: number): Promise<void> {
  standIns.name('example.com', [PUBLIC_IPV4]);
  await standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.writeHead(status, { location }).end());
}

function redirected(): Attack[] {
  const inward = [
    ...spellings('127.0.0.1').map(({ host }) => `http://${host}/`),
    'http://[::1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://localhost/',
    '//127.0.0.1/',
    '\\\\127.0.0.1\\',
    '/\\127.0.0.1/',
    'http://example.com:22/',
    'http://user@example.com/',
    'http://inside.example.com/',
    ...[
      'file:///etc/passwd',
      'gopher://127.0.0.1:6379/_',
      'ftp://127.0.0.1/',
      'data:text/plain,x',
      'javascript:1',
      'ws://127.0.0.1/',
      'dict://127.0.0.1/',
    ],
  ];
  return inward.flatMap((location) =>
    [301, 302, 303, 307, 308].map((status) => ({
      name: `${status} to ${location}`,
      wanted: REFUSALS,
      run: async (world: World) => {
        world.standIns.name('inside.example.com', ['192.168.1.1']);
        // A header is bytes: as UTF-8, the way browsers read this one.
        await redirectsTo(world, Buffer.from(location, 'utf8').toString('latin1'), status);
        return [await world.outcomeOfFetch('http://example.com/')];
      },
    })),
  );
}

const LOOPS: Attack[] = [
  {
    name: 'loop: to itself',
    wanted: ['too_many_redirects'],
    run: async (world) => {
      await redirectsTo(world, '/', 302);
      return [await world.outcomeOfFetch('http://example.com/')];
    },
  },
  {
    name: 'loop: between two hosts',
    wanted: ['too_many_redirects'],
    run: async (world) => {
      await redirectsTo(world, 'http://other.example.com/', 307);
      world.standIns.name('other.example.com', [PUBLIC_IPV6]);
      await world.standIns.serve(PUBLIC_IPV6, 80, (_request, response) =>
        response.writeHead(307, { location: 'http://example.com/' }).end(),
      );
      return [await world.outcomeOfFetch('http://example.com/')];
    },
  },
  {
    name: 'loop: a new address each time',
    wanted: ['too_many_redirects'],
    run: async (world) => {
      world.standIns.name('example.com', [PUBLIC_IPV4]);
      await world.standIns.serve(PUBLIC_IPV4, 80, (request, response) => response.writeHead(303, { location: `${request.url}a` }).end());
      return [await world.outcomeOfFetch('http://example.com/')];
    },
  },
  {
    name: 'refresh by header and by markup is not followed',
    wanted: ['allowed'],
    run: async (world) => {
      world.standIns.name('example.com', [PUBLIC_IPV4]);
      const page = '<meta http-equiv="refresh" content="0;url=http://127.0.0.1/">';
      await world.standIns.serve(PUBLIC_IPV4, 80, (_request, response) =>
        response.writeHead(200, { refresh: '0;url=http://127.0.0.1/' }).end(page),
      );
      return [await world.outcomeOfFetch('http://example.com/')];
    },
  },
];

const BAD_ANSWERS: Record<string, readonly string[]> = {
  loopback: ['127.0.0.1'],
  'another loopback': ['127.0.0.2'],
  'private after public': [PUBLIC_IPV4, '10.0.0.1'],
  'private before public': ['10.0.0.1', PUBLIC_IPV4],
  'private IPv6 after public IPv4': [PUBLIC_IPV4, 'fd00::1'],
  'IPv6 loopback only': ['::1'],
  'mapped loopback': ['::ffff:127.0.0.1'],
  'compatible loopback': ['::127.0.0.1'],
  'a public address in the compatible form': ['::93.184.215.14'],
  'NAT64 of the metadata service': ['64:ff9b::a9fe:a9fe'],
  'link-local with a zone': ['fe80::1%eth0'],
  'the fiftieth of fifty': [...Array.from({ length: 49 }, (_, i) => `93.184.215.${i + 1}`), '192.168.1.1'],
  'not an address': ['127.0.0.1.example.com'],
};

function resolved(): Attack[] {
  return Object.entries(BAD_ANSWERS).map(([what, answer]) => ({
    name: `DNS answer: ${what}`,
    wanted: ['forbidden_address'],
    run: async (world) => {
      world.standIns.name('example.com', answer);
      return [
        await world.outcomeOfFetch('http://example.com/'),
        await world.outcomeOfForward('http://example.com/'),
        await world.outcomeOfConnect('example.com:443'),
      ];
    },
  }));
}

const REBINDING: Attack[] = [
  {
    name: 'rebinding: public when checked, loopback when connected',
    wanted: ['allowed'],
    run: async (world) => {
      await world.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('public'));
      world.standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
      const fetched = await world.outcomeOfFetch('http://example.com/');
      world.standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
      return [fetched, await world.outcomeOfForward('http://example.com/')];
    },
  },
  {
    name: 'rebinding: loopback from the second request on',
    wanted: ['forbidden_address'],
    run: async (world) => {
      await redirectsTo(world, '/again', 302);
      world.standIns.name('example.com', [PUBLIC_IPV4], ['127.0.0.1']);
      const fetched = await world.outcomeOfFetch('http://example.com/');
      return [fetched, await world.outcomeOfForward('http://example.com/'), await world.outcomeOfConnect('example.com:443')];
    },
  },
  {
    name: 'rebinding: public, then no answer',
    wanted: ['source_unreachable'],
    run: async (world) => {
      await redirectsTo(world, '/again', 302);
      world.standIns.name('example.com', [PUBLIC_IPV4], []);
      return [await world.outcomeOfFetch('http://example.com/')];
    },
  },
  {
    name: 'no answer, and no such name',
    wanted: ['source_unreachable'],
    run: async (world) => {
      world.standIns.name('empty.example.com', []);
      return [await world.outcomeOfFetch('http://empty.example.com/'), await world.outcomeOfForward('http://none.example.com/')];
    },
  },
];

export const ATTACKS: readonly Attack[] = [
  ...spelled(),
  ...redirected(),
  ...LOOPS,
  ...resolved(),
  ...REBINDING,
  ...OPENED_HOSTS,
  ...HOSTILE_CHILD,
];
