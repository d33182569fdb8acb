/**
 * The outbox: what is to be sent out of Winnow, written in the transaction that has something to say. To each target messages go one after the other,
 * oldest first, under a lease on the target's row; each is delivered at least once, and its id goes along with every try.
 *
 *   waiting ── a try succeeds ──▶ delivered ── sent again by hand ──▶ waiting
 *   waiting ── a try fails ─────▶ waiting, not before the next try is due
 *   waiting ── given up ────────▶ failed ───── sent again by hand ──▶ waiting
 */
import { newId } from '@/lib/base/ids';
import { database, json, storable, type Tx } from './client';
import type { OutboxMessage, Prisma } from './generated/client';

/** The target of runs that are posted to another deployment. */
export const REMOTE_DASHBOARD = 'dashboard';

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

export async function markDelivered(id: string): Promise<void> {
  const data = { deliveredAt: new Date(), notBefore: null, lastError: null, attempts: { increment: 1 } };
  await database().outboxMessage.updateMany({ where: { id, deliveredAt: null }, data });
}

/** markFailed notes a failed try and when the next one is due; null gives up. */
export async function markFailed(id: string, error: string, nextTry: Date | null): Promise<void> {
  const data = { attempts: { increment: 1 }, lastError: storable(error), notBefore: nextTry, failedAt: nextTry ? null : new Date() };
  await database().outboxMessage.updateMany({ where: { id, deliveredAt: null }, data });
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

/** listMessages returns messages newest first, from after the cursor on, without the records that have arrived. */
export async function listMessages(limit: number, cursor: string | null): Promise<OutboxMessage[]> {
  const where = { NOT: ARRIVED_RECORDS, ...(cursor ? { id: { lt: cursor } } : {}) };
  return database().outboxMessage.findMany({ where, orderBy: { id: 'desc' }, take: limit });
}

/** sweepOutbox forgets what was delivered before `until`, and the records that have arrived. Returns how many messages. */
export async function sweepOutbox(until: Date): Promise<number> {
  return (await database().outboxMessage.deleteMany({ where: { OR: [{ deliveredAt: { lt: until } }, ARRIVED_RECORDS] } })).count;
}
