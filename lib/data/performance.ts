/**
 * Records of finished and failed runs, append-only, and what they add to the rollups. Both are written in one transaction, so that neither is
 * ever without the other; the deltas are appended and not added to the cells, so that no two recorders wait for each other.
 */
import { ERROR_KINDS, type ErrorCode } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import { readEnv } from '@/lib/config/env';
import { remoteDashboard } from '@/lib/config/remote-dashboard';
import { type CellDelta, type Deltas, deltasOf, type TimedEntry } from '@/lib/core/metrics/deltas';
import { timeSavedPct } from '@/lib/core/metrics/expected-full';
import { recordOfEntry } from '@/lib/core/metrics/record-of-entry';
import { isFinished, MEASURES, type Outcome } from '@/lib/core/metrics/totals';
import { CHECKPOINTS, type CheckpointName } from '@/lib/core/signals/declared';
import { database, PREPARED, type Tx } from './client';
import { Prisma, type ProcessingType } from './generated/client';
import { withCappedNames } from './metric-names';
import { enqueueMessages, REMOTE_DASHBOARD } from './outbox';

const { raw, sql } = Prisma;
const PREPARED_SQL = raw(PREPARED);

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

/** storeRecords commits records with their deltas. Returns how many were new; the others had known keys. */
export async function storeRecords(records: readonly NewRecord[]): Promise<number> {
  const db = database();
  if (records.some(({ idempotencyKey }) => idempotencyKey !== null)) return db.$transaction((tx) => insertRecords(tx, records));
  // None of them can be there already, so one statement does it, which is a transaction by itself.
  const named = await withCappedNames(records, (work) => db.$transaction(work));
  return (await insertNamed(db, named)).count;
}

/** insertRecords stores records with their deltas on the caller's transaction. Returns how many were new; the others had known keys. */
export async function insertRecords(tx: Tx, records: readonly NewRecord[]): Promise<number> {
  const named = await withCappedNames(records, (work) => work(tx));
  const { count, epoch } = await insertNamed(tx, named);
  if (epoch !== null && count < named.length) await insertDeltas(tx, epoch, deltasOf(await thoseStored(tx, named)));
  return count;
}

/** All rows and deltas in one statement; where some of the rows were there already, without the deltas, which then are others. */
async function insertNamed(tx: Tx, records: readonly NewRecord[]): Promise<{ count: number; epoch: number | null }> {
  const deltas = deltaInserts(deltasOf(records), sql`(SELECT epoch FROM stored)`, sql`(SELECT count FROM stored) = ${records.length}::int`);
  const [stored] = await tx.$queryRaw<{ count: number; epoch: number | null }[]>`${PREPARED_SQL}
    WITH inserted AS (
      INSERT INTO performance_record (
        id, run_id, epoch, source, processing_type, fault, content_type, config_version, quality_score, coherence_score, completeness_score,
        informativeness_score, exit_checkpoint, exit_reason, exit_confidence, reached, spent_ms, cpu_ms, expected_full_ms, time_saved_pct,
        idempotency_key, occurred_at)
      SELECT
        id, run_id, (SELECT max(id) FROM metric_epoch), source, processing_type, fault, content_type, config_version, quality_score,
        coherence_score, completeness_score, informativeness_score, exit_checkpoint, exit_reason, exit_confidence, reached, spent_ms, cpu_ms,
        expected_full_ms, time_saved_pct, idempotency_key, occurred_at
      FROM json_to_recordset(${JSON.stringify(records.map(rowOf))}::json) AS r(
        id uuid, run_id uuid, source record_source, processing_type processing_type, fault text, content_type text, config_version text,
        quality_score float8, coherence_score float8, completeness_score float8, informativeness_score float8, exit_checkpoint text,
        exit_reason text, exit_confidence float8, reached int, spent_ms int, cpu_ms int, expected_full_ms int, time_saved_pct float8,
        idempotency_key text, occurred_at timestamptz)
      ON CONFLICT (idempotency_key) DO NOTHING
      RETURNING epoch),
    stored AS (SELECT count(*)::int AS count, max(epoch) AS epoch FROM inserted),
    ${deltas}
    SELECT count, epoch FROM stored`;
  return stored!;
}

/** Ids are made anew for each record: one that is in the table is one of these. */
async function thoseStored(tx: Tx, records: readonly NewRecord[]): Promise<NewRecord[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM performance_record WHERE id = ANY(${records.map(({ id }) => id)}::uuid[])`;
  const stored = new Set(rows.map(({ id }) => id));
  return records.filter(({ id }) => stored.has(id));
}

const FAULTS: Partial<Record<Outcome, string>> = { failed_source: 'source', failed_winnow: 'winnow' };

/** Spelt out and without what is null: many thousands a second are written so. */
function rowOf(record: NewRecord): unknown {
  return {
    id: record.id,
    run_id: record.runId ?? undefined,
    source: record.source,
    processing_type: isFinished(record.outcome) ? record.outcome : undefined,
    fault: FAULTS[record.outcome],
    content_type: record.contentType ?? undefined,
    config_version: record.configVersion ?? undefined,
    quality_score: record.qualityScore ?? undefined,
    coherence_score: record.coherenceScore ?? undefined,
    completeness_score: record.completenessScore ?? undefined,
    informativeness_score: record.informativenessScore ?? undefined,
    exit_checkpoint: record.exitCheckpoint ?? undefined,
    exit_reason: record.exitReason ?? undefined,
    exit_confidence: record.exitConfidence ?? undefined,
    reached: record.reached ?? undefined,
    spent_ms: record.spentMs ?? undefined,
    cpu_ms: record.cpuMs ?? undefined,
    expected_full_ms: record.expectedFullMs ?? undefined,
    time_saved_pct: record.timeSavedPct ?? undefined,
    idempotency_key: record.idempotencyKey ?? undefined,
    occurred_at: record.occurredAt,
  };
}

const MEASURE_COLUMNS = Prisma.raw(MEASURES.map(measureColumn).join(', '));
const MEASURES_OR_ZERO = Prisma.raw(MEASURES.map((measure) => `coalesce(${measureColumn(measure)}, 0)`).join(', '));
const MEASURE_TYPES = Prisma.raw(MEASURES.map((measure) => `${measureColumn(measure)} bigint`).join(', '));

/** insertDeltas appends what is to be added to the rollups. */
export async function insertDeltas(tx: Tx, epoch: number, deltas: Deltas): Promise<void> {
  await tx.$executeRaw`WITH ${deltaInserts(deltas, sql`${epoch}::int`, sql`true`)} SELECT`;
}

/** The three inserts as parts of a statement, which happen where the condition holds. */
function deltaInserts({ cells, reasons, hist }: Deltas, epoch: Prisma.Sql, condition: Prisma.Sql): Prisma.Sql {
  return sql`
    cells AS (
      INSERT INTO metric_delta (epoch, hour, source, config_version, content_type, outcome, exit_checkpoint, ${MEASURE_COLUMNS})
      SELECT ${epoch}, hour, source, config_version, content_type, outcome, exit_checkpoint, ${MEASURES_OR_ZERO}
      FROM json_to_recordset(${JSON.stringify(cells.map(cellRow))}::json) AS d(
        hour int, source record_source, config_version text, content_type text, outcome text, exit_checkpoint text, ${MEASURE_TYPES})
      WHERE ${condition}),
    reasons AS (
      INSERT INTO metric_reason_delta (epoch, hour, source, config_version, content_type, exit_checkpoint, reason, count)
      SELECT ${epoch}, hour, source, config_version, content_type, exit_checkpoint, reason, count
      FROM json_to_recordset(${JSON.stringify(reasons.map(reasonRow))}::json) AS d(
        hour int, source record_source, config_version text, content_type text, exit_checkpoint text, reason text, count bigint)
      WHERE ${condition}),
    hist AS (
      INSERT INTO metric_hist_delta (epoch, hour, source, config_version, content_type, bin, count)
      SELECT ${epoch}, hour, source, config_version, content_type, bin, count
      FROM json_to_recordset(${JSON.stringify(hist.map(histRow))}::json) AS d(
        hour int, source record_source, config_version text, content_type text, bin int, count bigint)
      WHERE ${condition})`;
}

const placeRow = ({
  hour,
  source,
  configVersion,
  contentType,
}: Deltas['cells'][number] | Deltas['reasons'][number] | Deltas['hist'][number]) => ({
  hour,
  source,
  config_version: configVersion,
  content_type: contentType,
});

const COLUMN_OF = MEASURES.map((measure) => [measure, measureColumn(measure)] as const);

/** Without the measures that are 0. */
function cellRow(cell: CellDelta): unknown {
  const row: Record<string, unknown> = { ...placeRow(cell), outcome: cell.outcome, exit_checkpoint: cell.exitCheckpoint };
  for (const [measure, column] of COLUMN_OF) if (cell.totals[measure] !== 0) row[column] = cell.totals[measure];
  return row;
}

const reasonRow = (delta: Deltas['reasons'][number]) => ({
  ...placeRow(delta),
  exit_checkpoint: delta.exitCheckpoint,
  reason: delta.reason,
  count: delta.count,
});

const histRow = (delta: Deltas['hist'][number]) => ({ ...placeRow(delta), bin: delta.bin, count: delta.count });

/** outcomeOf says how a stored record counts. */
export function outcomeOf({ processingType, fault }: { processingType: ProcessingType | null; fault: string | null }): Outcome {
  return processingType ?? (fault === 'winnow' ? 'failed_winnow' : 'failed_source');
}

/**
 * recordPerformance writes what the dashboard counts for a run that has just ended, on the transaction that ended it: finished runs with
 * their processing type, failed runs with whose fault it was; nothing where recording was off at intake. Cancelled runs, playlists, audits and upgrades are in no count.
 */
export async function recordPerformance(tx: Tx, runId: string): Promise<void> {
  const run = await tx.run.findUniqueOrThrow({
    where: { id: runId },
    include: {
      stages: { select: { spentMs: true, cpuMs: true } },
      decisions: { where: { kind: 'checkpoint' }, select: { checkpoint: true } },
    },
  });
  const spentMs = run.stages.reduce((sum, stage) => sum + stage.spentMs, 0);
  const cpuMs = run.stages.reduce((sum, stage) => sum + stage.cpuMs, 0);
  await tx.run.update({ where: { id: runId }, data: { spentMs, cpuMs } });

  const counted = run.kind === 'primary' && ((run.state === 'finished' && run.processingType !== null) || run.state === 'failed');
  if (!run.recorded || !counted) return;
  const fault = run.errorCode ? ERROR_KINDS[run.errorCode as ErrorCode].fault : null;
  const record: NewRecord = {
    id: newId(),
    runId,
    outcome: outcomeOf({ processingType: run.processingType, fault }),
    source: 'run',
    contentType: run.contentType,
    configVersion: String(run.configVersionNumber),
    qualityScore: run.qualityScore,
    coherenceScore: run.coherenceScore,
    completenessScore: run.completenessScore,
    informativenessScore: run.informativenessScore,
    exitCheckpoint: run.exitCheckpoint,
    exitReason: run.exitReason,
    exitConfidence: run.exitConfidence,
    reached: run.decisions.reduce((reached, { checkpoint }) => reached | bitOf(checkpoint), 0),
    spentMs,
    cpuMs,
    expectedFullMs: run.expectedFullMs,
    timeSavedPct: timeSavedPct(spentMs, run.expectedFullMs),
    idempotencyKey: null,
    occurredAt: new Date(),
  };
  await insertRecords(tx, [record]);
  await postElsewhere(tx, record);
}

/** With a dashboard elsewhere, finished runs are posted there too. */
async function postElsewhere(tx: Tx, record: NewRecord): Promise<void> {
  const payload = recordOfEntry(record);
  if (payload === null || remoteDashboard(readEnv().values) === null) return;
  await enqueueMessages(tx, [{ target: REMOTE_DASHBOARD, kind: 'record', payload }]);
}

function bitOf(checkpoint: string | null): number {
  const place = CHECKPOINTS.indexOf(checkpoint as CheckpointName);
  return place < 0 ? 0 : 1 << place;
}
