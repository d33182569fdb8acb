/**
 * The rollups as they are asked: cells of the buckets that cover a window, and the deltas of the window that are not folded yet. Everything that a view
 * needs is one statement and so one snapshot, in which the folder has moved a delta or has not.
 */
import type { StopKind } from '@/lib/core/audits/stops';
import type { CountedStops } from '@/lib/core/metrics/false-stops';
import { STOP_MEASURES, type StopSums } from '@/lib/core/metrics/stop-deltas';
import { MEASURES, type Measure, SCORE_MEASURES, type Totals } from '@/lib/core/metrics/totals';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import type { RollupWindow, TrendWindow } from '@/lib/core/metrics/windows';
import { database, PREPARED } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { measureColumn } from '@/lib/data/performance-rows';

const { sql, raw, join } = Prisma;

/** What is counted: the epochs since the last reset that was not undone. */
const COUNTED = sql`counted AS (SELECT id FROM metric_epoch WHERE id >= (SELECT max(id) FROM metric_epoch WHERE undone_at IS NULL))`;

/** rollups answers each of the named questions with its JSON, null where it has no rows. */
export async function rollups<N extends string>(questions: Readonly<Partial<Record<N, Prisma.Sql>>>): Promise<Partial<Record<N, unknown>>> {
  const answers = (Object.entries(questions) as [N, Prisma.Sql][]).map(([name, question]) => sql`(${question}) AS ${raw(`"${name}"`)}`);
  const [row] = await database().$queryRaw<Partial<Record<N, unknown>>[]>`${raw(PREPARED)} WITH ${COUNTED} SELECT ${join(answers)}`;
  return row!;
}

type Table = 'metric_cell' | 'metric_reason' | 'metric_hist' | 'metric_stop';
const DELTAS: Record<Table, string> = {
  metric_cell: 'metric_delta',
  metric_reason: 'metric_reason_delta',
  metric_hist: 'metric_hist_delta',
  metric_stop: 'metric_stop_delta',
};

interface Asked {
  table: Table;
  filter: PerformanceFilter;
  /** Columns to group by. */
  keys: readonly string[];
  sums: readonly string[];
  only?: Prisma.Sql;
}

/** Rows of `keys` and `sums`, one for each combination of the keys. */
function summed(asked: Asked, { start, end, pieces }: RollupWindow): Prisma.Sql {
  const cells = cellsOf(asked, pieces, raw(asked.keys.map((key) => `c.${key}`).join(', ')));
  const deltas = deltasOf(asked, start, end, raw(asked.keys.map((key) => `d.${key}`).join(', ')));
  return sql`SELECT ${raw(asked.keys.join(', '))}, ${raw(asked.sums.map((sum) => `sum(${sum})::float8 AS ${sum}`).join(', '))}
    FROM (${cells} UNION ALL ${deltas}) parts GROUP BY ${raw(asked.keys.join(', '))}`;
}

function cellsOf(
  { table, filter, sums, only }: Asked,
  pieces: RollupWindow['pieces'] | TrendWindow['pieces'],
  keys: Prisma.Sql,
): Prisma.Sql {
  const totals = table === 'metric_cell';
  const level = filter.configVersion || filter.source || (filter.contentType && !totals) ? 1 : 0;
  const conditions = [sql`c.level = ${level}`];
  if (only) conditions.push(sql`c.${only}`);
  if (level === 0) {
    conditions.push(sql`c.source = '' AND c.config_version = ''`);
    if (!totals) conditions.push(sql`c.content_type = ''`);
  } else {
    conditions.push(filter.source ? sql`c.source = ${filter.source}` : sql`c.source IN ('posted', 'run')`);
    if (filter.configVersion) conditions.push(sql`c.config_version = ${filter.configVersion}`);
  }
  if (filter.contentType) conditions.push(sql`c.content_type = ${filter.contentType}`);
  return sql`SELECT ${keys}, ${raw(sums.map((sum) => `p.sign * c.${sum} AS ${sum}`).join(', '))}
    FROM ${unnested(pieces[level])} CROSS JOIN counted e
    JOIN ${raw(table)} c ON c.epoch = e.id AND c.tier = p.tier AND c.bucket = p.bucket WHERE ${join(conditions, ' AND ')}`;
}

function deltasOf({ table, filter, sums, only }: Asked, start: number | null, end: number | null, keys: Prisma.Sql): Prisma.Sql {
  const conditions = [sql`d.epoch IN (SELECT id FROM counted)`];
  if (only) conditions.push(sql`d.${only}`);
  if (start !== null) conditions.push(sql`d.hour >= ${start}`);
  if (end !== null) conditions.push(sql`d.hour < ${end}`);
  if (filter.source) conditions.push(sql`d.source::text = ${filter.source}`);
  if (filter.configVersion) conditions.push(sql`d.config_version = ${filter.configVersion}`);
  if (filter.contentType) conditions.push(sql`d.content_type = ${filter.contentType}`);
  return sql`SELECT ${keys}, ${raw(sums.map((sum) => `d.${sum}`).join(', '))} FROM ${raw(DELTAS[table])} d WHERE ${join(conditions, ' AND ')}`;
}

function unnested(pieces: readonly { tier: number; bucket: number; sign: number; slot?: number }[]): Prisma.Sql {
  const column = (value: (piece: (typeof pieces)[number]) => number) => sql`${pieces.map(value)}::int[]`;
  const columns = [column((p) => p.tier), column((p) => p.bucket), column((p) => p.sign), column((p) => p.slot ?? 0)];
  return sql`unnest(${join(columns)}) AS p(tier, bucket, sign, slot)`;
}

/** Arrays and not objects: the names would be most of what is sent. */
const asArrays = (columns: readonly string[], from: Prisma.Sql): Prisma.Sql =>
  sql`SELECT json_agg(json_build_array(${raw(columns.join(', '))})) FROM (${from}) answer`;

const ALL_SUMS = MEASURES.map(measureColumn);

/** Rows of the keys and then of all measures, in the order of MEASURES. */
export function totalsQuestion(keys: readonly string[], filter: PerformanceFilter, window: RollupWindow): Prisma.Sql {
  return asArrays([...keys, ...ALL_SUMS], summed({ table: 'metric_cell', filter, keys, sums: ALL_SUMS }, window));
}

export type TotalsAnswer = readonly (readonly (string | number)[])[] | null;

/** totalsIn reads the measures that begin at a place of an answer's row. */
export function totalsIn(row: readonly (string | number)[], from: number): Totals {
  return Object.fromEntries(MEASURES.map((measure, i) => [measure, row[from + i]])) as Totals;
}

/** What trends show: how many finished, and their scores. */
export const TREND_MEASURES: readonly Measure[] = ['n', ...SCORE_MEASURES];

/** Rows of a row's first hour and TREND_MEASURES of the finished records in it. */
export function trendQuestion(filter: PerformanceFilter, { start, step, pieces }: TrendWindow): Prisma.Sql {
  const sums = TREND_MEASURES.map(measureColumn);
  const only = sql`outcome IN ('full', 'lightweight', 'early_exit')`;
  const asked: Asked = { table: 'metric_cell', filter, keys: [], sums, only };
  const cells = cellsOf(asked, pieces, sql`p.slot`);
  const deltas = deltasOf(asked, start, null, sql`d.hour - d.hour % ${step} AS slot`);
  return asArrays(
    ['slot', ...sums],
    sql`SELECT slot, ${raw(sums.map((sum) => `sum(${sum})::float8 AS ${sum}`).join(', '))} FROM (${cells} UNION ALL ${deltas}) parts GROUP BY slot`,
  );
}

/** Rows of a bin and how many processing times are in it. */
export function histQuestion(filter: PerformanceFilter, window: RollupWindow): Prisma.Sql {
  return asArrays(['bin', 'count'], summed({ table: 'metric_hist', filter, keys: ['bin'], sums: ['count'] }, window));
}

/** Rows of a checkpoint, a reason and how often it was given: the most frequent of each checkpoint, in this order. */
export function reasonsQuestion(most: number, filter: PerformanceFilter, window: RollupWindow): Prisma.Sql {
  const keys = ['exit_checkpoint', 'reason'];
  const counted = summed({ table: 'metric_reason', filter, keys, sums: ['count'] }, window);
  const ranked = sql`SELECT *, row_number() OVER (PARTITION BY exit_checkpoint ORDER BY count DESC, reason COLLATE "C") AS place
    FROM (${counted}) reasons WHERE count > 0`;
  return asArrays([...keys, 'count'], sql`SELECT * FROM (${ranked}) ranked WHERE place <= ${most} ORDER BY exit_checkpoint, place`);
}

const STOP_KEYS = ['kind', 'checkpoint', 'step'];
const STOP_SUMS = STOP_MEASURES.map(measureColumn);

/** Rows of kind, checkpoint and step of stops and then of STOP_MEASURES. */
export function stopsQuestion(filter: PerformanceFilter, window: RollupWindow): Prisma.Sql {
  return asArrays([...STOP_KEYS, ...STOP_SUMS], summed({ table: 'metric_stop', filter, keys: STOP_KEYS, sums: STOP_SUMS }, window));
}

export function stopsIn(answer: unknown): CountedStops[] {
  return ((answer as [StopKind, string, number, ...number[]][] | null) ?? []).map(([kind, checkpoint, step, ...sums]) => ({
    kind,
    checkpoint,
    step,
    sums: Object.fromEntries(STOP_MEASURES.map((measure, i) => [measure, sums[i]])) as StopSums,
  }));
}

/** Names of config versions, in no order. */
export function versionsQuestion(): Prisma.Sql {
  return sql`SELECT json_agg(name) FROM metric_name WHERE kind = 'configVersion'`;
}

/** {startedAt, canUndo} of the first epoch that is counted. */
export function epochQuestion(): Prisma.Sql {
  return sql`SELECT json_build_object('startedAt', started_at, 'canUndo', id > (SELECT min(id) FROM metric_epoch))
    FROM metric_epoch WHERE id = (SELECT min(id) FROM counted)`;
}

/** {first, minutes} of the heartbeats from an hour on, without the minute that is not over. */
export function heartbeatQuestion(startHour: number | null, currentMinute: number): Prisma.Sql {
  return sql`SELECT json_build_object('first', min(first_minute), 'minutes', sum(minutes - (last_minute >= ${currentMinute})::int))
    FROM heartbeat WHERE hour >= ${startHour ?? 0}`;
}
