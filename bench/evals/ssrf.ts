/**
 * `npm run eval -- ssrf [--file rows.jsonl]`: the egress guard against the rows (fields id, url, expect: refuse | refuse-after-resolve |
 * either) and attacks of our own, and what it must let through. Every case runs against live stand-ins on loopback, through the text
 * judge, guardedFetch, the child proxy and a sandboxed child; no name is resolved and no address reached for real. Whatever the guard
 * dials that is no stand-in goes to a live canary.
 *
 * Metrics: `wrong_verdicts` (rows and attacks judged otherwise than expected), `wrongly_refused` (of `allowed_cases`), `canary_hits`;
 * `canaries_alive` (of three; proven before the start), `rows`, `attacks`; `wrong` and `refused` name up to twenty of each.
 */
import { once } from 'node:events';
import { StandIns } from '@/lib/net/testing/stand-ins';
import { sandboxLayers } from '@/lib/sandbox/layers';
import type { Measure } from '../run';
import { ALLOWED } from './ssrf/allowed';
import { ATTACKS } from './ssrf/attacks';
import { childEscapes } from './ssrf/child';
import { asRow, judgeRow } from './ssrf/rows';
import { type Tally, withWorld } from './ssrf/world';

const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'all_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];

/** How many canaries count a connection that is really made: a canary that cannot sing proves nothing. */
async function provenCanaries(): Promise<number> {
  const standIns = await StandIns.start();
  const addresses = ['127.0.0.1', '127.0.0.2', '::1'].filter((address) => standIns.canaryPort(address) !== null);
  await Promise.all(addresses.map((address) => once(standIns.network.dial(address, 80).resume(), 'close')));
  await standIns.close();
  return standIns.canaryHits;
}

async function wrongRows(rows: readonly Record<string, unknown>[], tally: Tally): Promise<string[]> {
  const wrong: string[] = [];
  for (const row of rows.map(asRow)) {
    const faults = await judgeRow(row, tally);
    if (faults.length > 0) wrong.push(`${row.id} (${row.expect}): ${faults.join('; ')}`);
  }
  return wrong;
}

async function wrongAttacks(tally: Tally): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, options, run, wanted } of ATTACKS) {
    const outcomes = await withWorld(tally, options ?? {}, run);
    if (!outcomes.every((outcome) => wanted.includes(outcome))) wrong.push(`${name}: ${outcomes.join(', ')}`);
  }
  return wrong;
}

async function refusedCases(tally: Tally): Promise<string[]> {
  const refused: string[] = [];
  for (const { name, options, run } of ALLOWED) {
    await withWorld(tally, options ?? {}, run).catch((error: unknown) => refused.push(`${name}: ${String(error)}`));
  }
  return refused;
}

const measure: Measure = async ({ rows, progress }) => {
  const tally: Tally = { canaryHits: 0 };
  const layers = await sandboxLayers();
  const canariesAlive = await provenCanaries();
  // No proxy of the environment may be used: they all lead to a canary.
  const decoy = await StandIns.start();
  for (const name of PROXY_VARIABLES) process.env[name] = `http://127.0.0.1:${decoy.canaryPort('127.0.0.1')}`;

  const wrong = await wrongRows(rows ?? [], tally);
  progress(`${rows?.length ?? 0} rows judged, ${wrong.length} wrong`);
  wrong.push(...(await wrongAttacks(tally)));
  progress(`${ATTACKS.length} attacks, ${wrong.length} wrong so far`);
  const refused = await refusedCases(tally);
  progress(`${ALLOWED.length} allowed cases, ${refused.length} refused`);
  const child = await childEscapes(layers, tally);
  wrong.push(...child.escaped);
  refused.push(...child.refused);
  await decoy.close();
  tally.canaryHits += decoy.canaryHits;

  return {
    n: (rows?.length ?? 0) + ATTACKS.length + ALLOWED.length + 1,
    metrics: {
      wrong_verdicts: wrong.length,
      wrongly_refused: refused.length,
      canary_hits: tally.canaryHits,
      canaries_alive: canariesAlive,
      rows: rows?.length ?? 0,
      attacks: ATTACKS.length,
      allowed_cases: ALLOWED.length,
      wrong: wrong.slice(0, 20),
      refused: refused.slice(0, 20),
    },
    settings: { sandbox_layers: layers },
  };
};

export default measure;
