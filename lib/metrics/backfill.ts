import { deltasOf } from '@/lib/core/metrics/deltas';
import { database, type Tx } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { insertDeltas } from '@/lib/data/performance-rows';
import { findMiscounted, recountStops } from '@/lib/data/stop-entries';
import { readRecords } from './records';

const TIMEOUT_MS = 600_000;

/**
 * backfillRollups adds what was recorded before there were rollups, and what was judged before there were some of stops, each once: a migration left a marker,
 * and the transaction that adds them takes it away. Returns how many records were added.
 */
export async function backfillRollups(): Promise<number> {
  return database().$transaction(
    async (tx) => {
      if ((await takeMarker(tx, 'stops_to_backfill')) !== null) await recountStops(tx, await findMiscounted(tx));
      // The time of the newest record that is not in the rollups.
      const until = await takeMarker(tx, 'metrics_to_backfill');
      if (until === null) return 0;
      let added = 0;
      for await (const { epoch, entries } of readRecords(tx, Prisma.sql`recorded_at <= ${new Date(until)}`)) {
        await insertDeltas(tx, epoch, deltasOf(entries));
        added += entries.length;
      }
      return added;
    },
    { timeout: TIMEOUT_MS },
  );
}

async function takeMarker(tx: Tx, key: string): Promise<string | null> {
  const [marker] = await tx.$queryRaw<{ value: string }[]>`DELETE FROM setting WHERE key = ${key} RETURNING value #>> '{}' AS value`;
  return marker?.value ?? null;
}
