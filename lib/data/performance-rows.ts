/**
 * The rows that records become: their own and those of their deltas, written by one statement. What is written many thousand times a second is
 * spelt out here, column by column.
 */
import { type CellDelta, type Deltas, deltasOf, type HistDelta, type ReasonDelta, type TimedEntry } from '@/lib/core/metrics/deltas';
import { isFinished, MEASURES, type Outcome } from '@/lib/core/metrics/totals';
import { PREPARED, type Tx } from './client';
import { Prisma } from './generated/client';
import { type Column, unnested } from './unnest';

const { raw, sql } = Prisma;

export interface NewRecord extends TimedEntry {
  id: string;
  /** null for records posted from outside. */
  runId: string | null;
  cpuMs: number | null;
  /** A record with the key of one that is there already is that one. */
  idempotencyKey: string | null;
}

/** measureColumn spells a measure as its column: quality_n, reached_0. */
export const measureColumn = (measure: string): string => measure.replace(/([A-Z]|\d)/g, (letter) => `_${letter.toLowerCase()}`);

const FAULTS: Partial<Record<Outcome, string>> = { failed_source: 'source', failed_winnow: 'winnow' };

const RECORD: readonly Column<NewRecord>[] = [
  { name: 'id', type: 'uuid', value: ({ id }) => id },
  { name: 'run_id', type: 'uuid', value: ({ runId }) => runId },
  { name: 'source', type: 'record_source', value: ({ source }) => source },
  { name: 'processing_type', type: 'processing_type', value: ({ outcome }) => (isFinished(outcome) ? outcome : null) },
  { name: 'fault', type: 'text', value: ({ outcome }) => FAULTS[outcome] ?? null },
  { name: 'content_type', type: 'text', value: ({ contentType }) => contentType },
  { name: 'config_version', type: 'text', value: ({ configVersion }) => configVersion },
  { name: 'quality_score', type: 'float8', value: ({ qualityScore }) => qualityScore },
  { name: 'coherence_score', type: 'float8', value: ({ coherenceScore }) => coherenceScore },
  { name: 'completeness_score', type: 'float8', value: ({ completenessScore }) => completenessScore },
  { name: 'informativeness_score', type: 'float8', value: ({ informativenessScore }) => informativenessScore },
  { name: 'exit_checkpoint', type: 'text', value: ({ exitCheckpoint }) => exitCheckpoint },
  { name: 'exit_reason', type: 'text', value: ({ exitReason }) => exitReason },
  { name: 'exit_confidence', type: 'float8', value: ({ exitConfidence }) => exitConfidence },
  { name: 'reached', type: 'int', value: ({ reached }) => reached },
  { name: 'spent_ms', type: 'int', value: ({ spentMs }) => spentMs },
  { name: 'cpu_ms', type: 'int', value: ({ cpuMs }) => cpuMs },
  { name: 'expected_full_ms', type: 'int', value: ({ expectedFullMs }) => expectedFullMs },
  { name: 'time_saved_pct', type: 'float8', value: ({ timeSavedPct }) => timeSavedPct },
  { name: 'api_calls', type: 'int', value: ({ llm }) => llm?.apiCalls ?? null },
  { name: 'cost_usd_micros', type: 'bigint', value: ({ llm }) => llm?.costUsdMicros ?? null },
  { name: 'api_calls_saved', type: 'int', value: ({ llm }) => llm?.apiCallsSaved ?? null },
  { name: 'cost_saved_usd_micros', type: 'bigint', value: ({ llm }) => llm?.costSavedUsdMicros ?? null },
  { name: 'idempotency_key', type: 'text', value: ({ idempotencyKey }) => idempotencyKey },
  { name: 'occurred_at', type: 'timestamptz', value: ({ occurredAt }) => occurredAt },
];

type Place = Pick<CellDelta, 'hour' | 'source' | 'configVersion' | 'contentType'>;
const PLACE: readonly Column<Place>[] = [
  { name: 'hour', type: 'int', value: ({ hour }) => hour },
  { name: 'source', type: 'record_source', value: ({ source }) => source },
  { name: 'config_version', type: 'text', value: ({ configVersion }) => configVersion },
  { name: 'content_type', type: 'text', value: ({ contentType }) => contentType },
];

const CELL: readonly Column<CellDelta>[] = [
  ...PLACE,
  { name: 'outcome', type: 'text', value: ({ outcome }) => outcome },
  { name: 'exit_checkpoint', type: 'text', value: ({ exitCheckpoint }) => exitCheckpoint },
  ...MEASURES.map(
    (measure): Column<CellDelta> => ({ name: measureColumn(measure), type: 'bigint', value: ({ totals }) => totals[measure] }),
  ),
];

const REASON: readonly Column<ReasonDelta>[] = [
  ...PLACE,
  { name: 'exit_checkpoint', type: 'text', value: ({ exitCheckpoint }) => exitCheckpoint },
  { name: 'reason', type: 'text', value: ({ reason }) => reason },
  { name: 'count', type: 'bigint', value: ({ count }) => count },
];

const HIST: readonly Column<HistDelta>[] = [
  ...PLACE,
  { name: 'bin', type: 'int', value: ({ bin }) => bin },
  { name: 'count', type: 'bigint', value: ({ count }) => count },
];

const namesOf = <T>(columns: readonly Column<T>[]): Prisma.Sql => raw(columns.map(({ name }) => name).join(', '));
const RECORD_NAMES = namesOf(RECORD);

/** insertDeltas appends what is to be added to the rollups. */
export async function insertDeltas(tx: Tx, epoch: number, deltas: Deltas): Promise<void> {
  await tx.$executeRaw`WITH ${deltaInserts(deltas, sql`${epoch}::int`, sql`true`)} SELECT`;
}

/** The three inserts as parts of a statement, which happen where the condition holds. */
function deltaInserts({ cells, reasons, hist }: Deltas, epoch: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql {
  const insert = <T>(table: string, columns: readonly Column<T>[], rows: readonly T[]) => {
    const names = namesOf(columns);
    return sql`INSERT INTO ${raw(table)} (epoch, ${names}) SELECT ${epoch}, ${names} FROM ${unnested('d', columns, rows)} WHERE ${condition}`;
  };
  return sql`
    cells AS (${insert('metric_delta', CELL, cells)}),
    reasons AS (${insert('metric_reason_delta', REASON, reasons)}),
    hist AS (${insert('metric_hist_delta', HIST, hist)})`;
}

/**
 * insertNew writes records and their deltas. All of them are new, or the statement fails by the unique index of idempotency keys, and with it whatever
 * transaction it is part of. Returns how many they were.
 */
export async function insertNew(tx: Tx, records: readonly NewRecord[]): Promise<number> {
  return tx.$executeRaw`${raw(PREPARED)}
    WITH epoch AS MATERIALIZED (SELECT max(id) AS id FROM metric_epoch),
    ${deltaInserts(deltasOf(records), sql`(SELECT id FROM epoch)`, sql`true`)}
    INSERT INTO performance_record (epoch, ${RECORD_NAMES}) SELECT (SELECT id FROM epoch), ${RECORD_NAMES} FROM ${unnested('r', RECORD, records)}`;
}

/** insertMissing writes those records whose idempotency key is not known yet, with their deltas. Returns how many those were. */
export async function insertMissing(tx: Tx, records: readonly NewRecord[]): Promise<number> {
  // Ids are made anew for each record: what comes back is of these.
  const rows = await tx.$queryRaw<{ id: string; epoch: number }[]>`
    INSERT INTO performance_record (epoch, ${RECORD_NAMES})
    SELECT (SELECT max(id) FROM metric_epoch), ${RECORD_NAMES} FROM ${unnested('r', RECORD, records)}
    ON CONFLICT (idempotency_key) DO NOTHING
    RETURNING id::text, epoch`;
  if (rows.length === 0) return 0;
  const stored = new Set(rows.map(({ id }) => id));
  await insertDeltas(tx, rows[0]!.epoch, deltasOf(records.filter(({ id }) => stored.has(id))));
  return rows.length;
}
