/**
 * Folding moves deltas into the tiers: `DELETE … RETURNING`, summed, added to the cells of their hour, day, month and of everything, once over all
 * sources and config versions (level 0) and once for each (level 1). All in one transaction, so that a read sees what is folded either as
 * deltas or in the cells, and never both or neither.
 */
import { MEASURES } from '@/lib/core/metrics/totals';
import { database, type Tx } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { measureColumn } from '@/lib/data/performance';

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
];

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
  const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended('winnow_fold', 0)) AS free`;
  if (!lock?.free) return [0];
  const taken: number[] = [];
  for (const rollup of ROLLUPS) {
    const [row] = await tx.$queryRaw<{ taken: number }[]>(FOLD.get(rollup)!);
    taken.push(row?.taken ?? 0);
  }
  return taken;
}

const list = (names: readonly string[]) => names.join(', ');
const added = (sums: readonly string[]) => list(sums.map((sum) => `sum(${sum})::bigint AS ${sum}`));
const placeOf = ({ keys }: Rollup) => list(['epoch', 'level', 'tier', 'bucket', 'source', 'config_version', 'content_type', ...keys]);

/** Sums by hour, with the columns epoch, hour, source, config_version, content_type, keys and sums, as the cells of all tiers and levels. */
export function spreadSql(rollup: Rollup, hourly: string): string {
  const { keys, sums, level0ByContentType } = rollup;
  const atLevel1 = (column: string) => `CASE level WHEN 0 THEN '' ELSE ${column} END AS ${column}`;
  return `
    SELECT ${placeOf(rollup)}, ${added(sums)} FROM (
      SELECT epoch, level, tier, bucket, ${atLevel1('source')}, ${atLevel1('config_version')},
        ${level0ByContentType ? 'content_type' : atLevel1('content_type')}, ${list([...keys, ...sums])}
      FROM ${hourly} AS hourly
        CROSS JOIN (VALUES (0), (1)) AS levels(level)
        CROSS JOIN LATERAL (VALUES
          (0, hour),
          (1, hour - hour % 24),
          (2, (extract(epoch FROM date_trunc('month', to_timestamp(hour * 3600::float8) AT TIME ZONE 'UTC')) / 3600)::int),
          (3, 0)) AS tiers(tier, bucket)) AS spread
    GROUP BY ${placeOf(rollup)}`;
}

/** Cells are written in the order of their key, as by all who write them. The names in the text are those above. */
function foldSql(rollup: Rollup): Prisma.Sql {
  const { delta, cell, keys, sums } = rollup;
  const place = placeOf(rollup);
  const hourlyPlace = list(['epoch', 'hour', 'source', 'config_version', 'content_type', ...keys]);
  return Prisma.raw(`
    WITH taken AS (
      DELETE FROM ${delta} WHERE id IN (SELECT id FROM ${delta} ORDER BY id LIMIT ${AT_ONCE})
      RETURNING ${hourlyPlace.replace('source', 'source::text AS source')}, ${list(sums)}),
    hourly_sums AS (SELECT ${hourlyPlace}, ${added(sums)} FROM taken GROUP BY ${hourlyPlace}),
    folded AS (
      INSERT INTO ${cell} (${place}, ${list(sums)})
      ${spreadSql(rollup, 'hourly_sums')} ORDER BY ${place}
      ON CONFLICT (${place}) DO UPDATE SET ${list(sums.map((sum) => `${sum} = ${cell}.${sum} + excluded.${sum}`))})
    SELECT count(*)::int AS taken FROM taken`);
}

const FOLD = new Map(ROLLUPS.map((rollup) => [rollup, foldSql(rollup)]));
