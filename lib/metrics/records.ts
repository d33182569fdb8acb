import type { TimedEntry } from '@/lib/core/metrics/deltas';
import type { Tx } from '@/lib/data/client';
import type { Prisma } from '@/lib/data/generated/client';
import { outcomeOf } from '@/lib/data/performance';

const PAGE = 10_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** readRecords gives the stored records as they are counted, in pages of one epoch each. */
export async function* readRecords(
  tx: Tx,
  where: Prisma.PerformanceRecordWhereInput = {},
): AsyncGenerator<{ epoch: number; entries: TimedEntry[] }> {
  for (let after = FIRST_ID; ; ) {
    const rows = await tx.performanceRecord.findMany({
      where: { AND: [where, { id: { gt: after } }] },
      orderBy: { id: 'asc' },
      take: PAGE,
    });
    const byEpoch = new Map<number, TimedEntry[]>();
    for (const { epoch, processingType, fault, ...row } of rows) {
      const entries = byEpoch.get(epoch) ?? [];
      entries.push({ ...row, outcome: outcomeOf({ processingType, fault }) });
      byEpoch.set(epoch, entries);
    }
    for (const [epoch, entries] of byEpoch) yield { epoch, entries };
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.id;
  }
}
