/** Whether the rollups are what the records and the audits say: `winnow doctor --deep`. */
import { type Deltas, deltasOf, hourOf, startOfHour } from '@/lib/core/metrics/deltas';
import { STOP_MEASURES, type StopEntry, stopDeltas } from '@/lib/core/metrics/stop-deltas';
import { MEASURES } from '@/lib/core/metrics/totals';
import { database, type Tx } from '@/lib/data/client';
import { Prisma } from '@/lib/data/generated/client';
import { readForgotten } from '@/lib/data/retention';
import { findMiscounted, readStopEntries } from '@/lib/data/stop-entries';
import { ROLLUPS, type Rollup, spreadSql } from './fold';
import { readRecords } from './records';

export interface RollupCheck {
  /** Records that were summed anew. */
  records: number;
  /** Sums by hour that were compared with them, and cells of all tiers that were compared with those. */
  compared: number;
  different: number;
  /** The first places that differ. */
  examples: string[];
}

const EXAMPLES = 5;
const TIMEOUT_MS = 3_600_000;
const DAY = 24;

/**
 * checkRollups sums all records and stops anew, by the definitions, day by day, and compares them with what was recorded by the hour, folded or not; then
 * all tiers and levels with the sums of their hours, and what is counted of each stop with its audit and its labels. One snapshot; nothing is locked and nothing changed.
 * Days of which single rows were forgotten (lib/data/retention) cannot be summed anew and are left out.
 */
export async function checkRollups(): Promise<RollupCheck> {
  return database().$transaction(
    async (tx) => {
      const result: RollupCheck = { records: 0, compared: 0, different: 0, examples: [] };
      const note = (place: string) => {
        result.different++;
        if (result.examples.length < EXAMPLES) result.examples.push(place);
      };
      const { first, last } = await recordedHours(tx);
      const forgotten = await readForgotten(tx);
      const left = ROLLUPS.map((_, i) => (i === ROLLUPS.length - 1 ? forgotten.stops : forgotten.records));
      for (let day = first - (first % DAY); day <= last; day += DAY) await checkDay(tx, day, left, result, note);
      for (const rollup of ROLLUPS) await checkTiers(tx, rollup, result, note);
      for (const runId of await findMiscounted(tx)) note(`the stop of run ${runId}`);
      return result;
    },
    { isolationLevel: 'RepeatableRead', timeout: TIMEOUT_MS },
  );
}

async function recordedHours(tx: Tx): Promise<{ first: number; last: number }> {
  const { _min, _max } = await tx.performanceRecord.aggregate({ _min: { occurredAt: true }, _max: { occurredAt: true } });
  const hours = ROLLUPS.map(
    ({ delta, cell }) => `SELECT min(hour) AS first, max(hour) AS last FROM ${delta}
      UNION ALL SELECT min(bucket), max(bucket) FROM ${cell} WHERE level = 1 AND tier = 0`,
  );
  const [row] = await tx.$queryRaw<{ first: number | null; last: number | null }[]>(
    Prisma.raw(`SELECT min(first) AS first, max(last) AS last FROM (${hours.join(' UNION ALL ')}) hours`),
  );
  const none = { first: 1, last: 0 };
  const rolled = row?.first == null || row.last === null ? none : { first: row.first, last: row.last };
  if (!_min.occurredAt || !_max.occurredAt) return rolled;
  const recorded = { first: hourOf(_min.occurredAt), last: hourOf(_max.occurredAt) };
  return row?.first == null ? recorded : { first: Math.min(rolled.first, recorded.first), last: Math.max(rolled.last, recorded.last) };
}

type Note = (place: string) => void;

/** `left`: of each of ROLLUPS, before which hour there is nothing to hold it against. */
async function checkDay(tx: Tx, day: number, left: readonly number[], result: RollupCheck, note: Note): Promise<void> {
  const expected = ROLLUPS.map(() => new Map<string, number[]>());
  const within = Prisma.sql`occurred_at >= ${startOfHour(day)} AND occurred_at < ${startOfHour(day + DAY)}`;
  for await (const { epoch, entries } of readRecords(tx, within)) {
    result.records += entries.length;
    for (const [i, rows] of rowsOf(epoch, deltasOf(entries)).entries()) for (const [place, sums] of rows) addTo(expected[i]!, place, sums);
  }
  for (const [place, sums] of stopRows(await readStopEntries(tx, day, day + DAY))) addTo(expected.at(-1)!, place, sums);
  for (const [i, rollup] of ROLLUPS.entries()) {
    if (day < left[i]!) continue;
    const wanted = expected[i]!;
    for (const [place, sums] of await recordedSums(tx, rollup, day)) {
      result.compared++;
      // What was taken off again leaves zeros.
      const wantedSums = wanted.get(place) ?? sums.map(() => 0);
      if (wantedSums.join() !== sums.join()) note(`${rollup.cell} ${place}`);
      wanted.delete(place);
    }
    for (const place of wanted.keys()) note(`${rollup.cell} ${place}`);
  }
}

function addTo(sums: Map<string, number[]>, place: string, more: readonly number[]): void {
  const known = sums.get(place) ?? more.map(() => 0);
  sums.set(
    place,
    known.map((sum, i) => sum + more[i]!),
  );
}

type PlacedSums = [place: string, sums: number[]];

/** In the order of ROLLUPS and of their columns. */
function rowsOf(epoch: number, { cells, reasons, hist }: Deltas): PlacedSums[][] {
  const placed = (at: Deltas['cells'][number] | Deltas['reasons'][number] | Deltas['hist'][number], ...keys: (string | number)[]) =>
    JSON.stringify([epoch, at.hour, at.source, at.configVersion, at.contentType, ...keys]);
  return [
    cells.map((c) => [placed(c, c.outcome, c.exitCheckpoint), MEASURES.map((measure) => c.totals[measure])]),
    reasons.map((r) => [placed(r, r.exitCheckpoint, r.reason), [r.count]]),
    hist.map((h) => [placed(h, h.bin), [h.count]]),
  ];
}

/** Of the last of ROLLUPS. */
function stopRows(entries: readonly StopEntry[]): PlacedSums[] {
  return entries
    .flatMap((entry) => stopDeltas(entry))
    .map(({ epoch, hour, configVersion, contentType, kind, checkpoint, step, sums }) => [
      JSON.stringify([epoch, hour, 'run', configVersion, contentType, kind, checkpoint, step]),
      STOP_MEASURES.map((measure) => sums[measure]),
    ]);
}

async function recordedSums(tx: Tx, { cell, delta, keys, sums }: Rollup, day: number): Promise<PlacedSums[]> {
  const place = ['epoch', 'hour', 'source', 'config_version', 'content_type', ...keys].join(', ');
  const columns = `source, config_version, content_type, ${[...keys, ...sums].join(', ')}`;
  const rows = await tx.$queryRaw<{ place: (string | number)[]; sums: number[] }[]>(
    Prisma.raw(`
      SELECT json_build_array(${place}) AS place, json_build_array(${sums.map((sum) => `sum(${sum})`).join(', ')}) AS sums FROM (
        SELECT epoch, bucket AS hour, ${columns} FROM ${cell} WHERE level = 1 AND tier = 0 AND bucket >= ${day} AND bucket < ${day + DAY}
        UNION ALL
        SELECT epoch, hour, ${columns.replace('source', 'source::text')} FROM ${delta} WHERE hour >= ${day} AND hour < ${day + DAY}) recorded
      GROUP BY ${place}`),
  );
  return rows.map((row) => [JSON.stringify(row.place), row.sums]);
}

/** Each cell less the sum of its hours: what is left over is different. */
async function checkTiers(tx: Tx, rollup: Rollup, result: RollupCheck, note: Note): Promise<void> {
  const { cell, keys, sums } = rollup;
  const list = (names: readonly string[]) => names.join(', ');
  const place = list(['epoch', 'level', 'tier', 'bucket', 'source', 'config_version', 'content_type', ...keys]);
  const hourly = `(SELECT epoch, bucket AS hour, source, config_version, content_type, ${list([...keys, ...sums])} FROM ${cell} WHERE level = 1 AND tier = 0)`;
  // Those hours themselves were held against the records.
  const others = 'WHERE level = 0 OR tier > 0';
  const [row] = await tx.$queryRaw<{ compared: number; different: number; example: string | null }[]>(
    Prisma.raw(`
      WITH held AS (
        SELECT ${place}, ${list(sums)} FROM ${cell} ${others}
        UNION ALL
        SELECT ${place}, ${list(sums.map((sum) => `-${sum}`))} FROM (${spreadSql(rollup, hourly)}) summed ${others}),
      different AS (SELECT ${place} FROM held GROUP BY ${place} HAVING ${sums.map((sum) => `sum(${sum}) <> 0`).join(' OR ')})
      SELECT (SELECT count(*)::int FROM ${cell} ${others}) AS compared, count(*)::int AS different, min(to_json(different)::text) AS example FROM different`),
  );
  result.compared += row!.compared;
  for (let i = 0; i < row!.different; i++) note(`${cell} ${row!.example}`);
}
