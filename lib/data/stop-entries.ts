/**
 * What is counted of each run's stop. It is worked out from audit, loss_label and run whenever one of them has changed, on the transaction that changed it, and what is
 * different from what was counted before becomes deltas. So it does not matter how often, or in which order, an audit is drawn, failed, judged and judged anew.
 */
import { UNNAMED } from '@/lib/core/metrics/deltas';
import { STOP_MEASURES, type StopDelta, type StopEntry, stopDeltas } from '@/lib/core/metrics/stop-deltas';
import type { Tx } from './client';
import { Prisma } from './generated/client';
import { measureColumn } from './performance-rows';
import { type Column, unnested } from './unnest';

const { raw, sql } = Prisma;

interface RunEntry extends StopEntry {
  runId: string;
}

/** As they are spelt in the table and in what is worked out, in the same order. */
const ENTRY: readonly (Column<RunEntry> & { key: keyof RunEntry })[] = [
  { key: 'runId', name: 'run_id', type: 'uuid', value: ({ runId }) => runId },
  { key: 'epoch', name: 'epoch', type: 'int', value: ({ epoch }) => epoch },
  { key: 'hour', name: 'hour', type: 'int', value: ({ hour }) => hour },
  { key: 'configVersion', name: 'config_version', type: 'text', value: ({ configVersion }) => configVersion },
  { key: 'contentType', name: 'content_type', type: 'text', value: ({ contentType }) => contentType },
  { key: 'kind', name: 'kind', type: 'text', value: ({ kind }) => kind },
  { key: 'checkpoint', name: 'checkpoint', type: 'text', value: ({ checkpoint }) => checkpoint },
  { key: 'drawnPi', name: 'drawn_pi', type: 'float8', value: ({ drawnPi }) => drawnPi },
  { key: 'verdict', name: 'verdict', type: 'text', value: ({ verdict }) => verdict },
  { key: 'pi', name: 'pi', type: 'float8', value: ({ pi }) => pi },
  { key: 'u', name: 'u', type: 'float8', value: ({ u }) => u },
  { key: 'loss', name: 'loss', type: 'float8', value: ({ loss }) => loss },
  { key: 'spentMs', name: 'spent_ms', type: 'int', value: ({ spentMs }) => spentMs },
];
const NAMES = raw(ENTRY.map(({ name }) => name).join(', '));
const AS_JSON = raw(`json_build_object(${ENTRY.map(({ key, name }) => `'${key}', ${name}`).join(', ')})`);

const DELTA: readonly Column<StopDelta>[] = [
  { name: 'epoch', type: 'int', value: ({ epoch }) => epoch },
  { name: 'hour', type: 'int', value: ({ hour }) => hour },
  { name: 'config_version', type: 'text', value: ({ configVersion }) => configVersion },
  { name: 'content_type', type: 'text', value: ({ contentType }) => contentType },
  { name: 'kind', type: 'text', value: ({ kind }) => kind },
  { name: 'checkpoint', type: 'text', value: ({ checkpoint }) => checkpoint },
  { name: 'step', type: 'int', value: ({ step }) => step },
  ...STOP_MEASURES.map(
    (measure): Column<StopDelta> => ({ name: measureColumn(measure), type: 'bigint', value: ({ sums }) => sums[measure] }),
  ),
];
const DELTA_NAMES = raw(DELTA.map(({ name }) => name).join(', '));

/**
 * What the runs that meet a condition on r add now. Of labels the newest counts, of random audits and shadow evidence, and only where the run ended or would have; a
 * stop whose audit failed for good has failed while no ruler has judged it. A run keeps the epoch that it was first counted in.
 */
export function workedOut(condition: Prisma.Sql): Prisma.Sql {
  return sql`
    SELECT r.id AS run_id,
      coalesce(e.epoch, p.epoch, (SELECT max(id) FROM metric_epoch WHERE started_at <= r.finished_at), (SELECT min(id) FROM metric_epoch)) AS epoch,
      floor(extract(epoch FROM coalesce(r.finished_at, r.created_at)) / 3600)::int AS hour,
      r.config_version_number::text AS config_version, coalesce(r.content_type, ${UNNAMED}) AS content_type,
      coalesce(l.stop_kind, a.stop_kind)::text AS kind, coalesce(CASE WHEN l.run_id IS NULL THEN a.checkpoint ELSE l.checkpoint END, '') AS checkpoint,
      a.pi AS drawn_pi,
      CASE WHEN l.false_stop THEN 'false' WHEN NOT l.false_stop THEN 'right' WHEN a.status = 'failed' THEN 'failed' END AS verdict,
      coalesce(l.pi, a.pi) AS pi, coalesce(l.u, a.u) AS u, l.loss AS loss,
      r.judge_ms + CASE WHEN r.kind = 'audit' AND r.finished_at IS NOT NULL THEN r.spent_ms ELSE 0 END AS spent_ms
    FROM run r
      LEFT JOIN metric_stop_entry e ON e.run_id = r.id
      LEFT JOIN performance_record p ON p.run_id = r.id
      LEFT JOIN audit a ON a.run_id = r.id
      LEFT JOIN LATERAL (
        SELECT * FROM loss_label WHERE run_id = r.id AND decisive AND source IN ('audit', 'shadow') ORDER BY at DESC, id DESC LIMIT 1) l ON true
    WHERE ${condition}`;
}

/** entriesNow keeps of what is worked out that which adds something: */
export const entriesNow = (condition: Prisma.Sql): Prisma.Sql => sql`
  SELECT run_id, epoch, hour, config_version, content_type, coalesce(kind, '') AS kind, checkpoint, drawn_pi, verdict,
    CASE WHEN verdict IS NOT NULL THEN pi END AS pi, CASE WHEN verdict IS NOT NULL THEN u END AS u, loss, spent_ms
  FROM (${workedOut(condition)}) now WHERE drawn_pi IS NOT NULL OR verdict IS NOT NULL OR spent_ms <> 0`;

/** recountStops counts what has changed of these runs, on the transaction that changed it. */
export async function recountStops(tx: Tx, runIds: readonly string[]): Promise<void> {
  if (runIds.length === 0) return;
  const ids = sql`ANY(${[...new Set(runIds)]}::uuid[])`;
  // Whoever else counts one of them waits here, and sees what we have counted.
  await tx.$queryRaw`SELECT id::text FROM run WHERE id = ${ids} ORDER BY id FOR UPDATE`;
  const [row] = await tx.$queryRaw<{ now: RunEntry[]; before: RunEntry[] }[]>`SELECT
    (SELECT coalesce(json_agg(${AS_JSON}), '[]') FROM (${entriesNow(sql`r.id = ${ids}`)}) entries) AS now,
    (SELECT coalesce(json_agg(${AS_JSON}), '[]') FROM metric_stop_entry WHERE run_id = ${ids}) AS before`;
  const counted = new Map(row!.before.map((entry) => [entry.runId, entry]));
  const changed = row!.now.filter((entry) => JSON.stringify(entry) !== JSON.stringify(counted.get(entry.runId)));
  const left = row!.before.filter(({ runId }) => !row!.now.some((entry) => entry.runId === runId));
  const away = [...changed.flatMap(({ runId }) => counted.get(runId) ?? []), ...left];
  if (changed.length + away.length === 0) return;
  await tx.$executeRaw`DELETE FROM metric_stop_entry WHERE run_id = ANY(${away.map(({ runId }) => runId)}::uuid[])`;
  await tx.$executeRaw`INSERT INTO metric_stop_entry (${NAMES}) SELECT ${NAMES} FROM ${unnested('e', ENTRY, changed)}`;
  await insertStopDeltas(tx, [...away.flatMap((entry) => stopDeltas(entry, -1)), ...changed.flatMap((entry) => stopDeltas(entry))]);
}

async function insertStopDeltas(tx: Tx, deltas: readonly StopDelta[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO metric_stop_delta (source, ${DELTA_NAMES}) SELECT 'run', ${DELTA_NAMES} FROM ${unnested('d', DELTA, deltas)}`;
}

/** readStopEntries gives what is counted of the runs that ended from one hour up to another. */
export async function readStopEntries(tx: Tx, from: number, to: number): Promise<StopEntry[]> {
  const [row] = await tx.$queryRaw<{ entries: StopEntry[] }[]>`
    SELECT coalesce(json_agg(${AS_JSON}), '[]') AS entries FROM metric_stop_entry WHERE hour >= ${from} AND hour < ${to}`;
  return row!.entries;
}

/** findMiscounted gives the runs of which something else is counted than what audit, loss_label and run say. */
export async function findMiscounted(tx: Tx): Promise<string[]> {
  const now = sql`SELECT ${NAMES} FROM (${entriesNow(sql`true`)}) entries`;
  const counted = sql`SELECT ${NAMES} FROM metric_stop_entry`;
  const rows = await tx.$queryRaw<{ runId: string }[]>`
    SELECT DISTINCT run_id::text AS "runId" FROM ((${now} EXCEPT ${counted}) UNION ALL (${counted} EXCEPT ${now})) different ORDER BY 1`;
  return rows.map(({ runId }) => runId);
}
