/** Rows of the file: each URL goes through the guard's doors, in worlds where its name leads inward in different ways. */

import { isIP } from 'node:net';
import { PUBLIC_IPV4 } from '@/lib/net/testing/stand-ins';
import { hostOf, judgeUrl, portOf } from '@/lib/net/url';
import { type Outcome, REFUSALS, type Tally, type World, withWorld } from './world';

export interface SsrfRow {
  id: string;
  url: string;
  expect: 'refuse' | 'refuse-after-resolve' | 'either';
}

/** asRow checks the fields that are used. */
export function asRow(row: Record<string, unknown>): SsrfRow {
  const { id, url, expect } = row;
  if (
    typeof id === 'string' &&
    typeof url === 'string' &&
    (expect === 'refuse' || expect === 'refuse-after-resolve' || expect === 'either')
  ) {
    return { id, url, expect };
  }
  throw new Error(`a row needs id, url and expect (refuse, refuse-after-resolve or either): ${JSON.stringify(row).slice(0, 200)}`);
}

/** The name in a URL, for the stand-in resolver; null when there is none. */
function nameIn(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { hostname } = new URL(url);
  return /^[a-z0-9_.-]+$/i.test(hostname) && !/^[0-9.]+$/.test(hostname) ? hostname.replace(/\.$/, '') : null;
}

/** The ways in which a public name can lead inward. */
const INWARD: Record<string, (world: World, name: string) => Promise<void>> = {
  'resolves to loopback': async ({ standIns }, name) => standIns.name(name, ['127.0.0.1']),
  'resolves to the metadata service': async ({ standIns }, name) => standIns.name(name, ['169.254.169.254']),
  'resolves to public and private addresses': async ({ standIns }, name) => standIns.name(name, [PUBLIC_IPV4, '10.0.0.1']),
  'resolves to IPv6 loopback only': async ({ standIns }, name) => standIns.name(name, ['::1']),
  'redirects to loopback': (world, name) => redirects(world, name, 'http://127.0.0.1/'),
  'redirects to the metadata service': (world, name) => redirects(world, name, 'http://169.254.169.254/latest/meta-data/'),
  'redirects to itself, resolving otherwise': async (world, name) => {
    await redirects(world, name, '/again');
    world.standIns.name(name, [PUBLIC_IPV4], ['127.0.0.1']);
  },
};

async function redirects({ standIns, certificate }: World, name: string, location: string): Promise<void> {
  standIns.name(name, [PUBLIC_IPV4]);
  for (const [port, secure] of [
    [80, undefined],
    [443, certificate],
  ] as const) {
    await standIns.serve(PUBLIC_IPV4, port, (_request, response) => response.writeHead(307, { location }).end(), secure);
  }
}

/** What a child gets from its proxy for a URL: by CONNECT for https, as the raw text of the row for the rest. */
function outcomeOfProxy(url: string, world: World): Promise<Outcome> {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed?.protocol === 'https:' ? world.outcomeOfConnect(`${parsed.hostname}:${portOf(parsed)}`) : world.outcomeOfForward(url);
}

async function refusedOutright(row: SsrfRow, world: World): Promise<string[]> {
  const verdict = judgeUrl(row.url, world.policy);
  const outcomes: Record<string, Outcome> = {
    text: verdict.ok ? 'allowed' : verdict.code,
    fetch: await world.outcomeOfFetch(row.url),
    proxy: await outcomeOfProxy(row.url, world),
  };
  return Object.entries(outcomes).flatMap(([door, outcome]) => (REFUSALS.includes(outcome) ? [] : [`${door}: ${outcome}`]));
}

/** Where either verdict is right, a bare address may be dialled: it has a server, so that only what is dialled wrongly meets a canary. */
async function serveLiteral({ standIns }: World, url: string): Promise<void> {
  const host = URL.canParse(url) ? hostOf(new URL(url)) : '';
  if (isIP(host)) await standIns.serve(host, 80, (_request, response) => response.end());
}

/** judgeRow returns what was wrong with the guard's verdicts on a row; empty when nothing was. */
export async function judgeRow(row: SsrfRow, tally: Tally): Promise<string[]> {
  const name = nameIn(row.url);
  const certified = name === null ? [] : [name];
  if (row.expect === 'refuse') return withWorld(tally, {}, (world) => refusedOutright(row, world));

  const wrong: string[] = [];
  for (const [way, lead] of Object.entries(INWARD)) {
    await withWorld(tally, { certified }, async (world) => {
      if (name !== null) await lead(world, name);
      else if (row.expect === 'either') await serveLiteral(world, row.url);
      const outcomes = { fetch: await world.outcomeOfFetch(row.url), proxy: await outcomeOfProxy(row.url, world) };
      // The proxy hands a redirect to the child, which asks again; where it leads is then refused like any other.
      const judged = way.startsWith('redirects') ? [outcomes.fetch] : [outcomes.fetch, outcomes.proxy];
      const isWrong = row.expect === 'either' ? judged.includes('crashed') : judged.some((outcome) => !REFUSALS.includes(outcome));
      if (isWrong) wrong.push(`${way}: ${JSON.stringify(outcomes)}`);
    });
  }
  return wrong;
}
