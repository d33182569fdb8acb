import { emptyByOutcome, type TotalsByOutcome } from '@/lib/core/metrics/definitions';
import { MEASURES, type Outcome } from '@/lib/core/metrics/totals';
import { Prisma } from '@/lib/data/generated/client';
import { measureColumn } from '@/lib/data/performance-rows';
import { rollups, type TotalsAnswer, totalsIn } from '../rollup-query';

const { sql, raw } = Prisma;
const COLUMNS = MEASURES.map(measureColumn);
const list = (prefix: string) => raw(COLUMNS.map((column) => `${prefix}.${column}`).join(', '));
const SUMS = raw(COLUMNS.map((column) => `sum(${column})::float8`).join(', '));

/** readHourlyTotals gives the totals of each hour from `start` up to and without `end` in which something was recorded. Hours since 1970-01-01T00Z. */
export async function readHourlyTotals(start: number, end: number): Promise<Map<number, TotalsByOutcome>> {
  const cells = sql`SELECT c.bucket AS hour, c.outcome, ${list('c')} FROM metric_cell c
    WHERE c.epoch IN (SELECT id FROM counted) AND c.level = 0 AND c.tier = 0 AND c.bucket >= ${start} AND c.bucket < ${end}`;
  const deltas = sql`SELECT d.hour, d.outcome, ${list('d')} FROM metric_delta d
    WHERE d.epoch IN (SELECT id FROM counted) AND d.hour >= ${start} AND d.hour < ${end}`;
  const { hours } = await rollups({
    hours: sql`SELECT json_agg(row) FROM (
      SELECT json_build_array(hour, outcome, ${SUMS}) AS row FROM (${cells} UNION ALL ${deltas}) parts GROUP BY hour, outcome) rows`,
  });
  const byHour = new Map<number, TotalsByOutcome>();
  for (const row of (hours as TotalsAnswer) ?? []) {
    const hour = Number(row[0]);
    const totals = byHour.get(hour) ?? emptyByOutcome();
    totals[row[1] as Outcome] = totalsIn(row, 2);
    byHour.set(hour, totals);
  }
  return byHour;
}
