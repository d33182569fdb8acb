import { WinnowError } from '@/lib/base/errors';
import type { DeliveriesRequest } from '@/lib/core/deliveries/requests';
import type { DeliveryDetailView, DeliveryPageView, DeliveryView } from '@/lib/core/deliveries/views';
import type { OutboxMessage } from '@/lib/data/generated/client';
import { findMessage, listMessages, reopenMessage, triesOf } from '@/lib/data/outbox';

/** listDeliveries returns what was and is to be delivered, newest first. */
export async function listDeliveries({ limit, cursor, ...filter }: DeliveriesRequest): Promise<DeliveryPageView> {
  const rows = await listMessages(limit + 1, cursor ?? null, filter);
  const page = rows.slice(0, limit);
  return { deliveries: page.map(deliveryView), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** getDelivery returns one with its tries. Throws `not_found`. */
export async function getDelivery(id: string): Promise<DeliveryDetailView> {
  const [message, tries] = await Promise.all([findMessage(id), triesOf(id)]);
  if (!message) throw new WinnowError('not_found', 'There is no delivery with this id.');
  return {
    ...deliveryView(message),
    tries: tries.map(({ seq, startedAt, endedAt, error }) => ({
      seq,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      error,
    })),
  };
}

/** resendDelivery puts a message back to be sent again, under the same id. Throws `not_found`, and `conflict` where it waits already. */
export async function resendDelivery(id: string): Promise<DeliveryView> {
  const message = await findMessage(id);
  if (!message) throw new WinnowError('not_found', 'There is no delivery with this id.');
  if (!message.deliveredAt && !message.failedAt) throw new WinnowError('conflict', 'This delivery is waiting to be sent already.');
  return deliveryView(await reopenMessage(id));
}

function deliveryView(message: OutboxMessage): DeliveryView {
  const { title, runId } = message.payload as { title?: unknown; runId?: unknown };
  return {
    id: message.id,
    target: message.targetName,
    kind: message.kind,
    title: typeof title === 'string' ? title : message.kind,
    runId: typeof runId === 'string' ? runId : null,
    state: message.deliveredAt ? 'delivered' : message.failedAt ? 'failed' : 'waiting',
    attempts: message.attempts,
    createdAt: message.createdAt.toISOString(),
    nextTryAt: message.notBefore?.toISOString() ?? null,
    deliveredAt: message.deliveredAt?.toISOString() ?? null,
    failedAt: message.failedAt?.toISOString() ?? null,
    lastError: message.lastError,
  };
}
