/** Attacks of our own making, besides the rows: spellings, redirects, DNS answers, and a hostile child at its proxy. */
import { systemNetwork } from '@/lib/net/connect';
import { proxyCredential, rawExchange } from '@/lib/net/testing/raw-client';
import { PUBLIC_IPV4, PUBLIC_IPV6 } from '@/lib/net/testing/stand-ins';
import { spellings } from './spellings';
import { type Outcome, outcomeOfAnswer, REFUSALS, type World, type WorldOptions } from './world';

export interface Attack {
  name: string;
  options?: WorldOptions;
  /** Outcomes, all of which have to be among `wanted`. */
  run: (world: World) => Promise<Outcome[]>;
  wanted: readonly Outcome[];
}

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

const OPENED: WorldOptions = {
  allowHosts: [
    { host: '127.0.0.1', port: 9000 },
    { host: 'nas.example.com', port: 9000 },
    { host: '127.0.0.1', port: 8000 },
    { host: '169.254.169.254', port: 80 },
  ],
  ownPorts: [8000, 5432],
};

const OPENED_HOSTS: Attack[] = [
  {
    name: 'an opened host opens no neighbour, no other port, no port of ours',
    options: OPENED,
    wanted: REFUSALS,
    run: (world) =>
      Promise.all(
        [
          '127.0.0.1',
          '127.0.0.2:9000',
          '127.0.0.1:9001',
          '127.0.0.1:8000',
          '[::ffff:127.0.0.1]:9000',
          'localhost:9000',
          'nas.example.com:5432',
          '169.254.169.254',
        ].map((host) => world.outcomeOfFetch(`http://${host}/`)),
      ),
  },
  {
    name: 'an opened name that leads to the metadata service',
    options: OPENED,
    wanted: ['forbidden_address'],
    run: async (world) => {
      world.standIns.name('nas.example.com', ['169.254.169.254']);
      return [await world.outcomeOfFetch('http://nas.example.com:9000/')];
    },
  },
  {
    name: 'an opened host that redirects to its neighbour',
    options: OPENED,
    wanted: REFUSALS,
    run: async (world) => {
      await world.standIns.serve('127.0.0.1', 9000, (_request, response) =>
        response.writeHead(302, { location: 'http://127.0.0.1:9001/' }).end(),
      );
      return [await world.outcomeOfFetch('http://127.0.0.1:9000/')];
    },
  },
  {
    name: 'canaries at their real addresses, dialled for real',
    wanted: REFUSALS,
    run: (world) =>
      Promise.all(
        ['127.0.0.1', '127.0.0.2', '::1'].map((address) => {
          const host = address.includes(':') ? `[${address}]` : address;
          return world.outcomeOfFetch(`http://${host}:${world.standIns.canaryPort(address) ?? 80}/`, { network: systemNetwork });
        }),
      ),
  },
];

/** A child that has no credential, or lies in its request. */
const HOSTILE_CHILD: Attack[] = [
  {
    name: 'proxy: no credential',
    wanted: ['unauthorised'],
    run: async (world) => {
      const { port } = await world.childProxy();
      const lines = ['GET http://127.0.0.1/', 'GET http://example.com/', 'CONNECT 127.0.0.1:443', 'GET /', 'OPTIONS *'];
      const answers = lines.map((line) => rawExchange(port, `${line} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`));
      return (await Promise.all(answers)).map(outcomeOfAnswer);
    },
  },
  {
    name: 'proxy: a second request on the connection of an allowed one',
    wanted: ['forbidden_address'],
    run: async (world) => {
      world.standIns.name('example.com', [PUBLIC_IPV4]);
      await world.standIns.serve(PUBLIC_IPV4, 80, (_request, response) => response.end('ok'));
      const { url, port } = await world.childProxy();
      const ask = (target: string, connection: string): string =>
        `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: ${connection}\r\n${proxyCredential(url)}\r\n`;
      const answer = await rawExchange(port, ask('http://example.com/', 'keep-alive') + ask('http://127.0.0.1/', 'close'));
      return [/HTTP\/1\.1 403 [\s\S]*forbidden_address/.test(answer) ? 'forbidden_address' : 'allowed'];
    },
  },
  {
    name: 'proxy: authorities that are more than host and port',
    wanted: REFUSALS,
    run: (world) =>
      Promise.all(
        [
          'example.com',
          'example.com:22',
          'user@127.0.0.1:443',
          'example.com#@127.0.0.1:80',
          'example.com/127.0.0.1:80',
          '127.0.0.1\\@example.com:80',
          'http://127.0.0.1:80',
          ':443',
        ].map((authority) => world.outcomeOfConnect(authority)),
      ),
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
