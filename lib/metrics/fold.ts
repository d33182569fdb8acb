/**
 * Folding moves deltas into the tiers: `DELETE … RETURNING`, summed, added to the cells of all tiers (lib/core/metrics/cover), once over all
 * sources and config versions (level 0) and once for each (level 1). All in one transaction, so that a read sees what is folded either as
 * deltas or in the cells, and never both or neither.
 */
import { BUCKET_HOURS, LEVEL_TIERS, TIER } from '@/lib/core/metrics/cover';
import { STOP_MEASURES } from '@/lib/core/metrics/stop-deltas';
import { MEASURES } from '@/lib/core/metrics/totals';
import { database, PREPARED, type Tx } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { measureColumn } from '@/lib/data/performance-rows';

/** Deltas of one kind that are folded in one transaction: some hundred milliseconds. */
const AT_ONCE = 20_000;
const TIMEOUT_MS = 120_000;

export interface Rollup {
  delta: string;
  cell: string;
  /** What is kept apart within an hour, source and config version. */
  keys: readonly string[];
  sums: readonly string[];
  /** Level 0 of totals keeps content types apart; the rest sums over them too. */
  level0ByContentType: boolean;
}

export const ROLLUPS: readonly Rollup[] = [
  {
    delta: 'metric_delta',
    cell: 'metric_cell',
    keys: ['outcome', 'exit_checkpoint'],
    sums: MEASURES.map(measureColumn),
    level0ByContentType: true,
  },
  {
    delta: 'metric_reason_delta',
    cell: 'metric_reason',
    keys: ['exit_checkpoint', 'reason'],
    sums: ['count'],
    level0ByContentType: false,
  },
  { delta: 'metric_hist_delta', cell: 'metric_hist', keys: ['bin'], sums: ['count'], level0ByContentType: false },
  {
    delta: 'metric_stop_delta',
    cell: 'metric_stop',
    keys: ['kind', 'checkpoint', 'step'],
    sums: STOP_MEASURES.map(measureColumn),
    level0ByContentType: false,
  },
];

/** The deltas' tables that are not empty: mostly nothing happens between two seconds. */
const WAITING = Prisma.raw(ROLLUPS.map(({ delta }) => `CASE WHEN EXISTS (SELECT FROM ${delta}) THEN '${delta}' END`).join(', '));

/** fold moves all deltas that are there; it does nothing while another process does. Returns how many were moved. */
export async function fold(): Promise<number> {
  let moved = 0;
  for (;;) {
    const taken = await database().$transaction(foldSome, { timeout: TIMEOUT_MS });
    moved += taken.reduce((sum, count) => sum + count, 0);
    if (Math.max(...taken) < AT_ONCE) return moved;
  }
}

async function foldSome(tx: Tx): Promise<number[]> {
  const [lock] = await tx.$queryRaw<{ free: boolean; waiting: string[] }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('winnow_fold', 0)) AS free, array_remove(ARRAY[${WAITING}], NULL) AS waiting`;
  if (!lock?.free) return [0];
  const taken = [0];
  for (const rollup of ROLLUPS.filter(({ delta }) => lock.waiting.includes(delta))) {
    const [row] = await tx.$queryRaw<{ taken: number }[]>(FOLD.get(rollup)!);
    taken.push(row?.taken ?? 0);
  }
  return taken;
}

const list = (names: readonly string[]) => names.join(', ');
const added = (sums: readonly string[]) => list(sums.map((sum) => `sum(${sum})::bigint AS ${sum}`));
const placeOf = ({ keys }: Rollup) => list(['epoch', 'level', 'tier', 'bucket', 'source', 'config_version', 'content_type', ...keys]);

/**
 * Sums by hour, with the columns epoch, hour, source, config_version, content_type, keys and sums, as the cells of all tiers and levels. Each tier is summed from the one before,
 * and level 0 from level 1: there are ever fewer of them.
 */
export function spreadSql(rollup: Rollup, hourly: string): string {
  const { keys, sums, level0ByContentType } = rollup;
  const within = list(['source', 'config_version', 'content_type', ...keys]);
  const sumsOf = (from: string, bucket: string) =>
    `SELECT epoch, ${bucket} AS bucket, ${within}, ${added(sums)} FROM ${from} GROUP BY epoch, ${bucket}, ${within}`;
  const tiers = [
    `tier_0 AS (SELECT epoch, hour AS bucket, ${within}, ${list(sums)} FROM ${hourly} AS hourly)`,
    ...BUCKET_HOURS.slice(1).map((hours, i) => `tier_${i + 1} AS (${sumsOf(`tier_${i}`, `bucket - bucket % ${hours}`)})`),
    `tier_${TIER.all} AS (${sumsOf(`tier_${TIER.all - 1}`, '0 * bucket')})`,
  ];
  const kept = level0ByContentType ? ['content_type', ...keys] : keys;
  const level0 = list(["'' AS source", "'' AS config_version", level0ByContentType ? 'content_type' : "'' AS content_type", ...keys]);
  const cells = [
    ...[...LEVEL_TIERS[1], TIER.all].map(
      (tier) => `SELECT epoch, 1 AS level, ${tier} AS tier, bucket, ${within}, ${list(sums)} FROM tier_${tier}`,
    ),
    ...[...LEVEL_TIERS[0], TIER.all].map(
      (tier) => `SELECT epoch, 0, ${tier}, bucket, ${level0}, ${added(sums)} FROM tier_${tier} GROUP BY epoch, bucket, ${list(kept)}`,
    ),
  ];
  return `WITH ${tiers.join(', ')} ${cells.join(' UNION ALL ')}`;
}

/** Cells are written in the order of their key, as by all who write them. The names in the text are those above. */
function foldSql(rollup: Rollup): Prisma.Sql {
  const { delta, cell, keys, sums } = rollup;
  const place = placeOf(rollup);
  const hourlyPlace = list(['epoch', 'hour', 'source', 'config_version', 'content_type', ...keys]);
  return Prisma.raw(`${PREPARED}
    WITH taken AS (
      DELETE FROM ${delta} WHERE id IN (SELECT id FROM ${delta} ORDER BY id LIMIT ${AT_ONCE})
      RETURNING ${hourlyPlace.replace('source', 'source::text AS source')}, ${list(sums)}),
    hourly_sums AS (SELECT ${hourlyPlace}, ${added(sums)} FROM taken GROUP BY ${hourlyPlace}),
    folded AS (
      INSERT INTO ${cell} (${place}, ${list(sums)})
      SELECT ${place}, ${list(sums)} FROM (${spreadSql(rollup, 'hourly_sums')}) spread ORDER BY ${place}
      ON CONFLICT (${place}) DO UPDATE SET ${list(sums.map((sum) => `${sum} = ${cell}.${sum} + excluded.${sum}`))})
    SELECT count(*)::int AS taken FROM taken`);
}

const FOLD = new Map(ROLLUPS.map((rollup) => [rollup, foldSql(rollup)]));
