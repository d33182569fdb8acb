import { randomUUID } from 'node:crypto';
import { asWinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { leaseTarget, markDelivered, markFailed, oldestMessage, releaseTarget, targetsWithMail } from '@/lib/data/outbox';
import { nextTry } from './back-off';
import type { Channel, Mail } from './channels';
import type { Sent } from './post';

const log = createLogger('pipeline');

/** Longer than a try may take: a worker that dies under a lease keeps its target waiting no longer than this. */
const LEASE_SECONDS = 30;

/**
 * deliverOutbox brings what waits to the targets of these channels, to each until nothing is due. Returns how many were delivered. A worker that dies
 * between sending and writing that down leaves the message open: the next one sends it again, under the same id. A target that has no address in the
 * environment (any more) keeps its messages.
 */
export async function deliverOutbox(channels: ReadonlyMap<string, Channel>, random = Math.random): Promise<number> {
  const targets = await targetsWithMail();
  const counts = await Promise.all(
    targets.map(async (target) => {
      const channel = channels.get(target);
      return channel ? deliverTo(target, channel, random) : 0;
    }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function deliverTo(target: string, channel: Channel, random: () => number): Promise<number> {
  const token = randomUUID();
  let delivered = 0;
  try {
    while (await leaseTarget(target, token, LEASE_SECONDS)) {
      const message = await oldestMessage(target, new Date());
      if (!message) break;
      const sent = await tryOnce(channel, message);
      if (sent.ok) {
        await markDelivered(message.id);
        delivered += 1;
        continue;
      }
      const next = nextTry(sent, message.attempts + 1, Date.now(), random());
      await markFailed(message.id, sent.error, next);
      log.warn({ target, message_id: message.id, error: sent.error, next_try: next?.toISOString() ?? null }, 'a message was not delivered');
      if (next) break;
    }
  } finally {
    await releaseTarget(target, token);
  }
  return delivered;
}

async function tryOnce(channel: Channel, mail: Mail): Promise<Sent> {
  try {
    return await channel(mail);
  } catch (error) {
    return { ok: false, error: asWinnowError(error).message, mayPass: true };
  }
}
