import { WinnowError } from '@/lib/base/errors';
import type { PageRequest } from '@/lib/core/alerts/requests';
import type { DeliveryPageView, DeliveryView } from '@/lib/core/alerts/views';
import type { OutboxMessage } from '@/lib/data/generated/client';
import { findMessage, listMessages, reopenMessage } from '@/lib/data/outbox';

/** listDeliveries returns what was and is to be delivered, newest first. */
export async function listDeliveries({ limit, cursor }: PageRequest): Promise<DeliveryPageView> {
  const rows = await listMessages(limit + 1, cursor ?? null);
  const page = rows.slice(0, limit);
  return { deliveries: page.map(deliveryView), nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** resendDelivery puts a message back to be sent again, under the same id. Throws `not_found`, and `conflict` where it waits already. */
export async function resendDelivery(id: string): Promise<DeliveryView> {
  const message = await findMessage(id);
  if (!message) throw new WinnowError('not_found', 'There is no delivery with this id.');
  if (!message.deliveredAt && !message.failedAt) throw new WinnowError('conflict', 'This delivery is waiting to be sent already.');
  return deliveryView(await reopenMessage(id));
}

function deliveryView(message: OutboxMessage): DeliveryView {
  const { title } = message.payload as { title?: unknown };
  return {
    id: message.id,
    target: message.targetName,
    kind: message.kind,
    title: typeof title === 'string' ? title : message.kind,
    state: message.deliveredAt ? 'delivered' : message.failedAt ? 'failed' : 'waiting',
    attempts: message.attempts,
    createdAt: message.createdAt.toISOString(),
    nextTryAt: message.notBefore?.toISOString() ?? null,
    deliveredAt: message.deliveredAt?.toISOString() ?? null,
    failedAt: message.failedAt?.toISOString() ?? null,
    lastError: message.lastError,
  };
}
