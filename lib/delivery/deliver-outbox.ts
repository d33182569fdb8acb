import { randomUUID } from 'node:crypto';
import { asWinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { beginTry, leaseTarget, markDelivered, markFailed, oldestMessage, releaseTarget, targetsWithMail } from '@/lib/data/outbox';
import { nextTry } from './back-off';
import type { Channel, Channels, Mail } from './channels';
import type { Sent } from './post';

const log = createLogger('pipeline');

/** A worker that dies under a lease keeps its target waiting no longer than this; one that lives renews it while a try takes long. */
const LEASE_SECONDS = 30;
const RENEW_MS = 10_000;
/** Targets that one process delivers to at the same time. */
const MOST_AT_ONCE = 16;

/**
 * deliverOutbox brings what waits to the targets that these channels know, to each until nothing is due. Returns how many were delivered. A worker that
 * dies between sending and writing that down leaves the message open: the next one sends it again, under the same id. A target that has no channel
 * (any more) keeps its messages.
 */
export async function deliverOutbox(channels: Channels, random = Math.random): Promise<number> {
  const targets = await targetsWithMail();
  const counts = await Promise.all(
    targets.map(async (target) => {
      const channel = channels.get(target);
      return channel ? deliverTo(target, channel, random) : 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

export interface Courier {
  /** Begins to deliver to every target that has something due and is not being delivered to, and does not wait: a slow one keeps no other waiting. */
  look(): Promise<void>;
  /** Resolves when what is being delivered is done. */
  settled(): Promise<void>;
}

export function createCourier(channels: Channels): Courier {
  const underway = new Map<string, Promise<unknown>>();
  return {
    async look() {
      for (const target of await targetsWithMail()) {
        const channel = channels.get(target);
        if (!channel || underway.has(target) || underway.size >= MOST_AT_ONCE) continue;
        const delivering = deliverTo(target, channel, Math.random)
          .catch((error) => log.warn({ err: error, target }, 'delivering failed; it is tried again'))
          .finally(() => underway.delete(target));
        underway.set(target, delivering);
      }
    },
    async settled() {
      await Promise.allSettled(underway.values());
    },
  };
}

async function deliverTo(target: string, channel: Channel, random: () => number): Promise<number> {
  const token = randomUUID();
  let delivered = 0;
  try {
    while (await leaseTarget(target, token, LEASE_SECONDS)) {
      const message = await oldestMessage(target, new Date());
      const begun = message && (await beginTry(message.id));
      if (!message || !begun) break;
      const sent = await underLease(target, token, () => tryOnce(channel, { ...message, earlierTries: begun.tries - 1 }));
      if (sent.ok) {
        await markDelivered(message.id);
        delivered += 1;
        continue;
      }
      const next = nextTry(sent, begun.attempts, Date.now(), random());
      await markFailed(message.id, sent.error, next);
      log.warn({ target, message_id: message.id, error: sent.error, next_try: next?.toISOString() ?? null }, 'a message was not delivered');
      if (next) break;
    }
  } finally {
    await releaseTarget(target, token);
  }
  return delivered;
}

async function underLease<T>(target: string, token: string, work: () => Promise<T>): Promise<T> {
  const renewing = setInterval(() => void leaseTarget(target, token, LEASE_SECONDS).catch(() => {}), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
  }
}

async function tryOnce(channel: Channel, mail: Mail): Promise<Sent> {
  try {
    return await channel(mail);
  } catch (error) {
    return { ok: false, error: asWinnowError(error).message, mayPass: true };
  }
}
