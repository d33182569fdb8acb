/**
 * The outbox: what is to be sent out of Winnow, written in the transaction that has something to say. To each target messages go one after the other,
 * oldest first, under a lease on the target's row; each is delivered at least once, and its id goes along with every try.
 *
 *   waiting ── a try succeeds ──▶ delivered ── sent again by hand ──▶ waiting
 *   waiting ── a try fails ─────▶ waiting, not before the next try is due
 *   waiting ── given up ────────▶ failed ───── sent again by hand ──▶ waiting
 *
 * A try is noted before it is made (`delivery`): whoever comes after one that died in between knows that the message may have arrived.
 */
import { newId } from '@/lib/base/ids';
import { database, json, storable, type Tx } from './client';
import type { Delivery, OutboxMessage, Prisma } from './generated/client';

/** The target of runs that are posted to another deployment. */
export const REMOTE_DASHBOARD = 'dashboard';
/** The target of finished reports. */
export const DRIVE = 'drive';

export interface NewMessage {
  target: string;
  kind: string;
  payload: unknown;
}

/** enqueueMessages adds messages on the caller's transaction. */
export async function enqueueMessages(tx: Tx, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await tx.outboxTarget.createMany({
    data: [...new Set(messages.map(({ target }) => target))].map((name) => ({ name })),
    skipDuplicates: true,
  });
  await tx.outboxMessage.createMany({
    data: messages.map(({ target, kind, payload }) => ({ id: newId(), targetName: target, kind, payload: json(payload) })),
  });
}

const OPEN = { deliveredAt: null, failedAt: null } satisfies Prisma.OutboxMessageWhereInput;

/** targetsWithMail lists the targets for which something waits that nobody delivers now. */
export async function targetsWithMail(): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    SELECT t.name FROM outbox_target t
    WHERE (t.lease_until IS NULL OR t.lease_until < now())
      AND EXISTS (SELECT 1 FROM outbox o WHERE o.target = t.name AND o.delivered_at IS NULL AND o.failed_at IS NULL)
    ORDER BY t.name`;
  return rows.map(({ name }) => name);
}

/** leaseTarget takes or renews the right to deliver to a target; false where somebody else has it. */
export async function leaseTarget(name: string, token: string, seconds: number): Promise<boolean> {
  const rows = await database().$executeRaw`
    UPDATE outbox_target SET lease_token = ${token}::uuid, lease_until = now() + make_interval(secs => ${seconds})
    WHERE name = ${name} AND (lease_until IS NULL OR lease_until < now() OR lease_token = ${token}::uuid)`;
  return rows > 0;
}

export async function releaseTarget(name: string, token: string): Promise<void> {
  await database().outboxTarget.updateMany({ where: { name, leaseToken: token }, data: { leaseToken: null, leaseUntil: null } });
}

/** oldestMessage is the next message of a target; null where there is none, or where it waits for its next try: what came later waits behind it. */
export async function oldestMessage(target: string, now: Date): Promise<OutboxMessage | null> {
  const message = await database().outboxMessage.findFirst({ where: { targetName: target, ...OPEN }, orderBy: { id: 'asc' } });
  return message?.notBefore && message.notBefore > now ? null : message;
}

/** beginTry notes that a try is made now. Returns how many were begun since the message was enqueued or reopened, and in all; null where it is done already. */
export async function beginTry(id: string): Promise<{ attempts: number; tries: number } | null> {
  const [begun] = await database().$queryRaw<{ attempts: number; tries: number }[]>`
    WITH message AS (
      UPDATE outbox SET attempts = attempts + 1 WHERE id = ${id}::uuid AND delivered_at IS NULL AND failed_at IS NULL RETURNING id, attempts),
    try AS (
      INSERT INTO delivery (message_id, seq)
      SELECT id, 1 + (SELECT coalesce(max(seq), 0) FROM delivery d WHERE d.message_id = message.id) FROM message RETURNING seq)
    SELECT message.attempts, try.seq AS tries FROM message, try`;
  return begun ?? null;
}

export async function markDelivered(id: string): Promise<void> {
  await endTry(id, { deliveredAt: new Date(), notBefore: null, lastError: null }, null);
}

/** markFailed notes why the try failed and when the next one is due; null gives up. */
export async function markFailed(id: string, error: string, nextTry: Date | null): Promise<void> {
  await endTry(id, { lastError: storable(error), notBefore: nextTry, failedAt: nextTry ? null : new Date() }, storable(error));
}

async function endTry(id: string, data: Prisma.OutboxMessageUpdateManyMutationInput, error: string | null): Promise<void> {
  await database().$transaction(async (tx) => {
    await tx.outboxMessage.updateMany({ where: { id, deliveredAt: null }, data });
    await tx.$executeRaw`
      UPDATE delivery SET ended_at = now(), error = ${error}
      WHERE message_id = ${id}::uuid AND ended_at IS NULL AND seq = (SELECT max(seq) FROM delivery WHERE message_id = ${id}::uuid)`;
  });
}

/** triesOf lists the tries of a message, latest first. */
export async function triesOf(id: string): Promise<Delivery[]> {
  return database().delivery.findMany({ where: { messageId: id }, orderBy: { seq: 'desc' }, take: 50 });
}

export async function findMessage(id: string): Promise<OutboxMessage | null> {
  return database().outboxMessage.findUnique({ where: { id } });
}

/** reopenMessage puts a message back as if it had never been tried, under the same id. */
export async function reopenMessage(id: string): Promise<OutboxMessage> {
  const data = { deliveredAt: null, failedAt: null, notBefore: null, lastError: null, attempts: 0 };
  return database().outboxMessage.update({ where: { id }, data });
}

/** What has arrived at a dashboard elsewhere: most of all messages, and of no more use here. */
const ARRIVED_RECORDS = { targetName: REMOTE_DASHBOARD, deliveredAt: { not: null } } satisfies Prisma.OutboxMessageWhereInput;

export interface MessageFilter {
  kind?: string;
  state?: 'waiting' | 'delivered' | 'failed';
  /** A target, or a family of them: `discord:`. */
  target?: string;
}

const OF_STATE = {
  waiting: OPEN,
  delivered: { deliveredAt: { not: null } },
  failed: { failedAt: { not: null } },
} satisfies Record<string, Prisma.OutboxMessageWhereInput>;

/** listMessages returns messages newest first, from after the cursor on, without the records that have arrived. */
export async function listMessages(
  limit: number,
  cursor: string | null,
  { kind, state, target }: MessageFilter = {},
): Promise<OutboxMessage[]> {
  const where: Prisma.OutboxMessageWhereInput = {
    NOT: ARRIVED_RECORDS,
    ...(kind ? { kind } : {}),
    ...(state ? OF_STATE[state] : {}),
    ...(target ? { targetName: target.endsWith(':') ? { startsWith: target } : target } : {}),
    ...(cursor ? { id: { lt: cursor } } : {}),
  };
  return database().outboxMessage.findMany({ where, orderBy: { id: 'desc' }, take: limit });
}

/** sweepOutbox forgets what was delivered or given up before `until`, and the records that have arrived. Returns how many messages. */
export async function sweepOutbox(until: Date): Promise<number> {
  return (
    await database().outboxMessage.deleteMany({
      where: { OR: [{ deliveredAt: { lt: until } }, { failedAt: { lt: until } }, ARRIVED_RECORDS] },
    })
  ).count;
}
