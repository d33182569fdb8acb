/**
 * npm run bench -- delivery [--kills 200] [--messages 1000]: ends of runs go to Discord channels and callback URLs while, at random, the process that delivers
 * is killed (SIGKILL) or a target dies: it refuses connections for a while, or takes a request and dies before it answers. In the end every message must be
 * there. One that came twice is told apart by whether the target's own answer was lost (the target died after taking it, or whoever asked did), and must
 * have come under the same id.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { newId } from '@/lib/base/ids';
import { database } from '@/lib/data/client';
import { enqueueMessages } from '@/lib/data/outbox';
import { callbackSubscriber } from '@/lib/delivery/callback';
import { nonceOf } from '@/lib/delivery/discord/courier';
import { targetOf } from '@/lib/delivery/discord/place';
import { APPLICATION_ID, StandInDiscord } from '../../e2e/discord';
import type { Measure } from '../run';
import { startDeployment } from '../support/deployment';
import { startHooks } from '../support/hooks';
import { seededRandom } from '../support/random';
import { endedRun } from './delivery/runs';

const ROOT = resolve(import.meta.dirname, '../..');
const TETHER = pathToFileURL(resolve(ROOT, 'supervisor/tether.mjs')).href;
const CHANNELS = 10;
const HOOKS = 10;
const LONGEST_DELAY_MS = 30;
const LONGEST_WAIT_MS = 30_000;
const LONGEST_OUTAGE_MS = 400;
const SETTLE_WITHIN_MS = 240_000;

const measure: Measure = async ({ options, progress }) => {
  const kills = Number(options.kills ?? 200);
  const messages = Number(options.messages ?? 1000);
  const seed = Number(options.seed ?? 1);
  const random = seededRandom(seed);
  const hooks = await startHooks(HOOKS);
  const discord = await StandInDiscord.start({ rateLimit: { limit: 1000, windowMs: 1000 } });
  const deployment = await startDeployment({ WINNOW_ALLOW_HOSTS: `127.0.0.1:${hooks.port}`, LOG_LEVEL: 'fatal' });
  const gates = mkdtempSync(join(tmpdir(), 'winnow-bench-gates-'));
  let stopped = false;
  try {
    const channels = Array.from({ length: CHANNELS }, (_, i) => discord.world.addChannel(`channel-${i}`));
    const runId = await endedRun();
    const sent = await enqueue(runId, messages, (i) =>
      i % 2 === 0
        ? {
            target: targetOf(channels[(i / 2) % CHANNELS]!.id),
            address: { channelId: channels[(i / 2) % CHANNELS]!.id, guildId: null, messageId: null },
          }
        : callbackSubscriber(hooks.url(((i - 1) / 2) % HOOKS)),
    );

    /** A target that dies: for a while nothing is taken, or one request is taken and not answered. */
    let outageUntil = 0;
    let dieAfterNext = false;
    const fate = () => {
      if (Date.now() < outageUntil) return 'refuse' as const;
      if (!dieAfterNext) return null;
      dieAfterNext = false;
      return 'lose' as const;
    };
    hooks.fate = fate;
    discord.fate = ({ method }) => (method === 'POST' ? fate() : Date.now() < outageUntil ? 'refuse' : null);

    let courier = startCourier(discord, gates);
    let spare = startCourier(discord, gates);
    courier.open();
    let openAtKills = 0;
    const counts = { courier: 0, target_down: 0, target_died_answering: 0 };
    const arrivedSoFar = () => hooks.taken.length + discord.world.ownMessages().length;
    for (let kill = 0; kill < kills; kill++) {
      // In the midst of delivering: each kill waits for its share of the messages.
      const due = Math.floor(((kill + 1) / (kills + 1)) * messages);
      const deadline = Date.now() + LONGEST_WAIT_MS;
      while (arrivedSoFar() < due && Date.now() < deadline) {
        await hurry();
        await sleep(50);
      }
      await sleep(random() * LONGEST_DELAY_MS);
      const which = random();
      if (which < 0.25) {
        counts.courier += 1;
        courier.process.kill('SIGKILL');
        await once(courier.process, 'exit');
        await database().$executeRaw`UPDATE outbox_target SET lease_until = now() WHERE lease_until IS NOT NULL`;
        courier = spare;
        courier.open();
        spare = startCourier(discord, gates);
      } else if (which < 0.6) {
        counts.target_down += 1;
        outageUntil = Date.now() + random() * LONGEST_OUTAGE_MS;
      } else {
        counts.target_died_answering += 1;
        dieAfterNext = true;
      }
      openAtKills += await open();
      if (kill % 20 === 19) progress(`${kill + 1} kills, ${await open()} open`);
    }
    dieAfterNext = false;
    const deadline = Date.now() + SETTLE_WITHIN_MS;
    while ((await open()) > 0 && Date.now() < deadline) {
      await hurry();
      await sleep(250);
    }
    stopped = true;
    for (const one of [courier, spare]) one.process.kill('SIGKILL');

    const arrived = new Map<string, string[]>();
    const note = (key: string, id: string) => arrived.set(key, [...(arrived.get(key) ?? []), id]);
    for (const { nonce, channelId } of discord.world.ownMessages()) note(nonce ?? '', channelId);
    const byHook = new Map(sent.map(({ messageId, subscriberId }) => [messageId, nonceOf(subscriberId)]));
    for (const { id } of hooks.taken) note(byHook.get(id) ?? `unknown ${id}`, id);
    const tries = await triesBySubscriber();
    const lost = sent.filter(({ subscriberId }) => !arrived.has(nonceOf(subscriberId)));
    const twice = sent.filter(({ subscriberId }) => (arrived.get(nonceOf(subscriberId))?.length ?? 0) > 1);
    const ofHooks = new Set(hooks.taken.map(({ id }) => id));
    return {
      n: messages,
      metrics: {
        lost: lost.length,
        given_up: await database().outboxMessage.count({ where: { failedAt: { not: null } } }),
        left_open: await open(),
        unknown_ids: [...arrived.keys()].filter((key) => key.startsWith('unknown')).length,
        discord_twice: twice.filter(({ messageId }) => !ofHooks.has(messageId)).length,
        callbacks_twice: twice.filter(({ messageId }) => ofHooks.has(messageId)).length,
        twice_without_a_lost_answer: twice.filter(({ subscriberId }) => (tries.get(subscriberId) ?? 0) < 2).length,
        twice_under_another_id: twice.filter(
          ({ messageId, subscriberId }) => ofHooks.has(messageId) && new Set(arrived.get(nonceOf(subscriberId))).size > 1,
        ).length,
        out_of_order: outOfOrder(hooks.taken),
        kills: counts,
        /** How many were yet to be delivered at a kill, on the average: with none or all of them it would have hit nothing. */
        mean_open_at_a_kill: Math.round(openAtKills / kills),
        tried_again: [...tries.values()].filter((count) => count > 1).length,
      },
      settings: { kills, messages, channels: CHANNELS, callback_urls: HOOKS, leases_ended_at_kill: true, seed },
    };
  } finally {
    if (!stopped) progress('ended before its time');
    await deployment.close();
    await Promise.all([discord.close(), hooks.close()]);
    rmSync(gates, { recursive: true, force: true });
  }
};

interface Courier {
  process: ChildProcess;
  /** Lets it begin. */
  open(): void;
}

function startCourier(discord: StandInDiscord, gates: string): Courier {
  const script = resolve(import.meta.dirname, 'delivery/courier.ts');
  const gate = join(gates, newId());
  const args = ['--import', TETHER, '--import', 'tsx', script, discord.apiUrl, discord.token, APPLICATION_ID, gate];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['pipe', 'ignore', 'inherit'] });
  return { process: child, open: () => writeFileSync(gate, '') };
}

interface SentMessage {
  messageId: string;
  subscriberId: string;
}

async function enqueue(runId: string, messages: number, to: (i: number) => { target: string; address: unknown }): Promise<SentMessage[]> {
  await database().$transaction(
    async (tx) => {
      for (let i = 0; i < messages; i++) {
        const { target, address } = to(i);
        const id = newId();
        await tx.runSubscriber.create({ data: { id, runId, door: 'api', target, address: address as object } });
        await enqueueMessages(tx, [{ target, kind: 'run', payload: { runId, subscriberId: id, title: `message ${i}` } }]);
      }
    },
    { timeout: 120_000 },
  );
  const rows = await database().outboxMessage.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ id, payload }) => ({ messageId: id, subscriberId: (payload as { subscriberId: string }).subscriberId }));
}

/** Pauses of minutes would only make this longer; that they come is tested elsewhere. */
const hurry = () =>
  database()
    .$executeRaw`UPDATE outbox SET not_before = now(), attempts = least(attempts, 3) WHERE not_before IS NOT NULL AND failed_at IS NULL`;

const open = (): Promise<number> => database().outboxMessage.count({ where: { deliveredAt: null, failedAt: null } });

/** How many tries were begun for each: the answer of one that was delivered with its first was not lost. */
async function triesBySubscriber(): Promise<Map<string, number>> {
  const rows = await database().$queryRaw<{ subscriber: string; tries: number }[]>`
    SELECT o.payload ->> 'subscriberId' AS subscriber, count(*)::int AS tries FROM delivery d JOIN outbox o ON o.id = d.message_id GROUP BY 1`;
  return new Map(rows.map(({ subscriber, tries }) => [subscriber, tries]));
}

/** Of each callback URL: messages that came for the first time after one that was made later. */
function outOfOrder(taken: readonly { path: string; id: string }[]): number {
  const seen = new Map<string, string[]>();
  let wrong = 0;
  for (const { path, id } of taken) {
    const before = seen.get(path) ?? [];
    if (!before.includes(id) && before.some((other) => other > id)) wrong += 1;
    seen.set(path, [...before, id]);
  }
  return wrong;
}

export default measure;
