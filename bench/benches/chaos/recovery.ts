/** When a deployment has recovered from a fault. */
import { setTimeout as sleep } from 'node:timers/promises';
import { database } from '@/lib/data/client';
import type { StandInDiscord } from '../../../e2e/discord';
import type { Load } from '../../support/load';
import type { FaultName } from './faults';

const LOOK_MS = 50;
const GIVE_UP_MS = 300_000;

export interface UnderWay {
  id: string;
  version: number;
}

/** runsUnderWay gives what workers are at, to be held against what they are at after a fault; empty while the database does not answer. */
export async function runsUnderWay(): Promise<UnderWay[]> {
  return database()
    .run.findMany({ where: { leaseWorkerId: { not: null } }, select: { id: true, version: true } })
    .catch(() => []);
}

/**
 * untilRecovered gives the seconds from `from` until a record that was sent after it is acknowledged and every run that was under way has moved on or ended
 * (a poisoned one: has failed); after a kill of the bot also until it posts again. Throws after five minutes.
 */
export async function untilRecovered(
  fault: FaultName,
  from: number,
  before: readonly UnderWay[],
  { load, discord, poisoned }: { load: Load; discord: StandInDiscord; poisoned: readonly string[] },
): Promise<number> {
  const postedBefore = discord.world.ownMessages().length;
  const waits: Record<string, () => boolean | Promise<boolean>> = {
    'a record': () => load.lastRecordAt >= from,
    'what was under way': () => movedOn(before),
    ...(fault === 'kill_bot' ? { 'a message': () => discord.world.ownMessages().length > postedBefore } : {}),
    ...(fault === 'poison_job' ? { 'the poison': () => hasEnded(poisoned.at(-1)!) } : {}),
  };
  for (const [what, isThere] of Object.entries(waits)) {
    while (!(await isThere())) {
      if (Date.now() - from > GIVE_UP_MS) throw new Error(`${fault}: no recovery in ${GIVE_UP_MS / 1000} s; still waiting for ${what}`);
      await sleep(LOOK_MS);
    }
  }
  return (Date.now() - from) / 1000;
}

async function movedOn(before: readonly UnderWay[]): Promise<boolean> {
  const versions = new Map(before.map(({ id, version }) => [id, version]));
  const now = await database()
    .run.findMany({ where: { id: { in: [...versions.keys()] } }, select: { id: true, version: true, finishedAt: true } })
    .catch(() => null);
  return now?.every(({ id, version, finishedAt }) => finishedAt !== null || version > versions.get(id)!) ?? false;
}

async function hasEnded(id: string): Promise<boolean> {
  const run = await database()
    .run.findUnique({ where: { id }, select: { finishedAt: true } })
    .catch(() => null);
  return run?.finishedAt != null;
}
