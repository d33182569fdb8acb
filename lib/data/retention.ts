/**
 * Forgets what the operator keeps no longer. Small transactions, so that nothing waits long for one and a kill loses one; each sweep finds by itself what is
 * left. The dashboard's figures are sums of their own and stay; from where on the single rows are gone is noted, so that doctor --deep does not look for them.
 */
import { hourOf } from '@/lib/core/metrics/deltas';
import type { RetentionSettings } from '@/lib/core/retention';
import { database, type Tx } from './client';
import { onlyOne } from './only-one';

const DAY_MS = 86_400_000;
const LINEAGES_AT_ONCE = 50;
const ROWS_AT_ONCE = 5_000;
/** Of one kind in one sweep; the next one comes within a minute. */
const BATCHES = 20;

/** Before which hours (since 1970-01-01T00Z) single rows are gone. */
export interface Forgotten {
  records: number;
  stops: number;
}

const FORGOTTEN = 'retention_forgotten';

export async function readForgotten(tx: Tx): Promise<Forgotten> {
  const stored = (await tx.setting.findUnique({ where: { key: FORGOTTEN } }))?.value as Partial<Forgotten> | undefined;
  return { records: stored?.records ?? 0, stops: stored?.stops ?? 0 };
}

async function noteForgotten(tx: Tx, key: keyof Forgotten, hour: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO setting (key, value, updated_at) VALUES (${FORGOTTEN}, jsonb_build_object(${key}::text, ${hour}::int), now())
    ON CONFLICT (key) DO UPDATE SET updated_at = now(), value = setting.value
      || jsonb_build_object(${key}::text, greatest(coalesce((setting.value ->> ${key}::text)::int, 0), ${hour}::int))`;
}

/** What a sweep deleted. */
export interface Swept {
  runs: number;
  records: number;
  intermediates: number;
  events: number;
}

/** sweepRetention forgets a portion, unless another worker is at it (null). */
export async function sweepRetention(settings: RetentionSettings, signal: AbortSignal, now = new Date()): Promise<Swept | null> {
  let swept: Swept | null = null;
  const before = (days: number | null) => days && new Date(now.getTime() - days * DAY_MS);
  await onlyOne('winnow_retention', async () => {
    swept = {
      runs: await portion(before(settings.runs_days), LINEAGES_AT_ONCE, signal, forgetLineages),
      records: await portion(before(settings.records_days), ROWS_AT_ONCE, signal, forgetRecords),
      intermediates: await portion(before(settings.intermediates_days), ROWS_AT_ONCE, signal, forgetIntermediates),
      events: await portion(before(settings.events_days), ROWS_AT_ONCE, signal, forgetEvents),
    };
    if (settings.audit_log_days !== null) await database().$queryRaw`SELECT prune_audit_log(${settings.audit_log_days}::int)::text`;
  });
  return swept;
}

type Forget = (tx: Tx, before: Date, most: number) => Promise<number>;

async function portion(before: Date | 0 | null, most: number, signal: AbortSignal, forget: Forget): Promise<number> {
  if (!before) return 0;
  let forgotten = 0;
  for (let batch = 0; batch < BATCHES && !signal.aborted; batch++) {
    const deleted = await database().$transaction((tx) => forget(tx, before, most));
    forgotten += deleted;
    if (deleted < most) break;
  }
  return forgotten;
}

/**
 * Runs of an item share what was heard, so they go together, when the last of them is old enough. An item of a running experiment stays. Single records and
 * the messages about a run outlive it.
 */
async function forgetLineages(tx: Tx, before: Date, most: number): Promise<number> {
  const lineages = await tx.$queryRaw<{ id: string }[]>`
    SELECT l.id::text FROM run l
    WHERE l.id = l.lineage_id AND l.finished_at < ${before}
      AND NOT EXISTS (SELECT FROM run o WHERE o.lineage_id = l.id AND (o.finished_at IS NULL OR o.finished_at >= ${before}))
      AND NOT EXISTS (
        SELECT FROM run o JOIN exposure e ON e.run_id = o.id JOIN experiment x ON x.id = e.experiment_id
        WHERE o.lineage_id = l.id AND x.state = 'running')
    ORDER BY l.finished_at LIMIT ${most} FOR UPDATE OF l SKIP LOCKED`;
  if (lineages.length === 0) return 0;
  const where = { lineageId: { in: lineages.map(({ id }) => id) } };
  const [stops] = await tx.$queryRaw<{ hour: number | null }[]>`
    SELECT max(e.hour) AS hour FROM metric_stop_entry e JOIN run r ON r.id = e.run_id WHERE r.lineage_id = ANY(${where.lineageId.in}::uuid[])`;
  if (stops?.hour != null) await noteForgotten(tx, 'stops', stops.hour + 1);
  await tx.run.deleteMany({ where });
  return lineages.length;
}

async function forgetRecords(tx: Tx, before: Date, most: number): Promise<number> {
  // What is older and comes late is counted as ever; it is forgotten with a later sweep.
  const deleted = await tx.$executeRaw`
    DELETE FROM performance_record WHERE id IN (
      SELECT id FROM performance_record WHERE occurred_at < ${before} AND recorded_at < ${before} ORDER BY occurred_at LIMIT ${most})`;
  if (deleted > 0) await noteForgotten(tx, 'records', hourOf(before) + 1);
  return deleted;
}

const INTERMEDIATE_KINDS = ['window_plan', 'heard_window', 'llm_part'];

/** Of runs of whose item nothing is under way. Whoever wants them again (an upgrade, a new ruler) hears the item anew. */
async function forgetIntermediates(tx: Tx, before: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM artifact WHERE (scope_run_id, kind, unit, engine) IN (
      SELECT a.scope_run_id, a.kind, a.unit, a.engine FROM artifact a JOIN run r ON r.id = a.scope_run_id
      WHERE a.kind = ANY(${INTERMEDIATE_KINDS}) AND a.created_at < ${before} AND r.finished_at < ${before}
        AND NOT EXISTS (SELECT FROM run o WHERE o.lineage_id = r.lineage_id AND (o.finished_at IS NULL OR o.finished_at >= ${before}))
      LIMIT ${most})`;
}

async function forgetEvents(tx: Tx, before: Date, most: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM run_event WHERE (run_id, seq) IN (
      SELECT e.run_id, e.seq FROM run_event e JOIN run r ON r.id = e.run_id WHERE r.finished_at < ${before} AND e.at < ${before} LIMIT ${most})`;
}

export interface StoredSize {
  table: string;
  bytes: number;
}

/** largestTables says what takes up most of the database, indexes included, and how large all of it is. */
export async function largestTables(most = 5): Promise<{ bytes: number; tables: StoredSize[] }> {
  const tables = await database().$queryRaw<StoredSize[]>`
    SELECT c.relname::text AS table, pg_total_relation_size(c.oid)::float8 AS bytes
    FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY 2 DESC LIMIT ${most}`;
  const [whole] = await database().$queryRaw<{ bytes: number }[]>`SELECT pg_database_size(current_database())::float8 AS bytes`;
  return { bytes: whole!.bytes, tables };
}
