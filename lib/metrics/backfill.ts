import { deltasOf } from '@/lib/core/metrics/deltas';
import { database } from '@/lib/data/client';
import { insertDeltas } from '@/lib/data/performance';
import { readRecords } from './records';

const KEY = 'metrics_to_backfill';
const TIMEOUT_MS = 600_000;

/**
 * backfillRollups adds what was recorded before there were rollups, once: the migration left the time of the newest such record, and the
 * transaction that adds them takes it away. Returns how many records were added.
 */
export async function backfillRollups(): Promise<number> {
  return database().$transaction(
    async (tx) => {
      const marker = await tx.$queryRaw<{ until: string }[]>`DELETE FROM setting WHERE key = ${KEY} RETURNING value #>> '{}' AS until`;
      if (!marker[0]) return 0;
      let added = 0;
      for await (const { epoch, entries } of readRecords(tx, { recordedAt: { lte: new Date(marker[0].until) } })) {
        await insertDeltas(tx, epoch, deltasOf(entries));
        added += entries.length;
      }
      return added;
    },
    { timeout: TIMEOUT_MS },
  );
}
