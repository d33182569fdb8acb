import type { TimedEntry } from '@/lib/core/metrics/deltas';
import type { Tx } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { outcomeOf } from '@/lib/data/performance';

const PAGE = 20_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** In the order of `entryOf`. */
const COLUMNS = Prisma.raw(
  `id, epoch, source, processing_type, fault, content_type, config_version, quality_score, coherence_score, completeness_score, informativeness_score,
  exit_checkpoint, exit_reason, exit_confidence, reached, spent_ms, expected_full_ms, time_saved_pct, extract(epoch FROM occurred_at) * 1000,
  api_calls, cost_usd_micros, api_calls_saved, cost_saved_usd_micros`,
);
type Row = readonly [string, number, ...unknown[]];

/** readRecords gives the stored records that meet a condition, as they are counted, in pages of one epoch each. All of a page comes as one text: ten million can be read so. */
export async function* readRecords(
  tx: Tx,
  condition: Prisma.Sql = Prisma.sql`true`,
): AsyncGenerator<{ epoch: number; entries: TimedEntry[] }> {
  for (let after = FIRST_ID; ; ) {
    const [answer] = await tx.$queryRaw<{ rows: Row[] | null }[]>`
      SELECT json_agg(row) AS rows FROM (
        SELECT json_build_array(${COLUMNS}) AS row FROM performance_record WHERE (${condition}) AND id > ${after}::uuid ORDER BY id LIMIT ${PAGE}) page`;
    const rows = answer?.rows ?? [];
    const byEpoch = new Map<number, TimedEntry[]>();
    for (const row of rows) {
      const entries = byEpoch.get(row[1]);
      if (entries) entries.push(entryOf(row));
      else byEpoch.set(row[1], [entryOf(row)]);
    }
    for (const [epoch, entries] of byEpoch) yield { epoch, entries };
    if (rows.length < PAGE) return;
    after = rows.at(-1)![0];
  }
}

function entryOf(row: Row): TimedEntry {
  const text = (place: number) => row[place] as string | null;
  const number = (place: number) => row[place] as number | null;
  return {
    source: row[2] as TimedEntry['source'],
    outcome: outcomeOf({ processingType: row[3] as Parameters<typeof outcomeOf>[0]['processingType'], fault: text(4) }),
    contentType: text(5),
    configVersion: text(6),
    qualityScore: number(7),
    coherenceScore: number(8),
    completenessScore: number(9),
    informativenessScore: number(10),
    exitCheckpoint: text(11),
    exitReason: text(12),
    exitConfidence: number(13),
    reached: number(14),
    spentMs: number(15),
    expectedFullMs: number(16),
    timeSavedPct: number(17),
    occurredAt: new Date(Math.round(row[18] as number)),
    ...(number(19) === null
      ? {}
      : { llm: { apiCalls: number(19)!, costUsdMicros: number(20), apiCallsSaved: number(21), costSavedUsdMicros: number(22) } }),
  };
}
