/**
 * A reset starts an epoch and deletes nothing. Records belong to the epoch with the largest number; counted are those from the last reset that was
 * not undone: undoing one brings back what was before, and keeps what came since.
 */
import { WinnowError } from '@/lib/base/errors';
import { database } from './client';

export async function resetMetrics(): Promise<void> {
  await database().metricEpoch.create({ data: {} });
}

/** undoReset takes the last reset back. Throws `conflict` where there is none. */
export async function undoReset(): Promise<void> {
  const undone = await database().$executeRaw`
    UPDATE metric_epoch SET undone_at = now()
    WHERE undone_at IS NULL AND id = (SELECT max(id) FROM metric_epoch WHERE undone_at IS NULL AND id > (SELECT min(id) FROM metric_epoch))`;
  if (undone === 0) throw new WinnowError('conflict', 'There is no reset that could be undone.');
}
