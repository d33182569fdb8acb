/** Attacks on what is open: hosts that the operator opened, and the proxy that a child is given. */
import { systemNetwork } from '@/lib/net/connect';
import { proxyCredential, rawExchange } from '@/lib/net/testing/raw-client';
import { PUBLIC_IPV4 } from '@/lib/net/testing/stand-ins';
import type { Attack } from './attack';
import { outcomeOfAnswer, REFUSALS, type WorldOptions } from './world';

const OPENED: WorldOptions = {
  allowHosts: [
    { host: '127.0.0.1', port: 9000 },
    { host: 'nas.example.com', port: 9000 },
    { host: '127.0.0.1', port: 8000 },
    { host: '169.254.169.254', port: 80 },
  ],
  ownPorts: [8000, 5432],
};

export const OPENED_HOSTS: readonly Attack[] = [
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
export const HOSTILE_CHILD: readonly Attack[] = [
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
