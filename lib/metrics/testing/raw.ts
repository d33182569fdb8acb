/** What the rollups should say, from the records one by one. */
import { expect } from 'vitest';
import * as define from '@/lib/core/metrics/definitions';
import { hourOf, type TimedEntry, UNNAMED } from '@/lib/core/metrics/deltas';
import { binOf, quantileOf } from '@/lib/core/metrics/histogram';
import { addTotals, totalsOf } from '@/lib/core/metrics/totals';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import { database } from '@/lib/data/client';
import { readCheckpoints, readContentTypes, readOverall, readPerformance, readTotals, readTrends } from '../read';
import { readRecords } from '../records';
import { NOW } from './records';

const HOUR = 3_600_000;

/** The raw rows that are counted in a window, from the table and not from the rollups. */
async function counted(hours: number | null, filter: PerformanceFilter, skip = 0): Promise<TimedEntry[]> {
  const epochs = await database().metricEpoch.findMany({ orderBy: { id: 'asc' } });
  const from = epochs.findLast(({ undoneAt }) => undoneAt === null)!.id;
  const rows: TimedEntry[] = [];
  for await (const { epoch, entries } of readRecords(database())) if (epoch >= from) rows.push(...entries);
  const age = (entry: TimedEntry) => hourOf(NOW) - hourOf(entry.occurredAt) - skip;
  return rows.filter(
    (entry) =>
      (hours === null || (age(entry) >= 0 && age(entry) <= hours)) &&
      (!filter.contentType || (entry.contentType ?? UNNAMED) === filter.contentType) &&
      (!filter.configVersion || (entry.configVersion ?? UNNAMED) === filter.configVersion) &&
      (!filter.source || entry.source === filter.source),
  );
}

function totalsByOutcome(rows: readonly TimedEntry[]): define.TotalsByOutcome {
  const totals = define.emptyByOutcome();
  for (const row of rows) totals[row.outcome] = addTotals(totals[row.outcome], totalsOf(row));
  return totals;
}

function overall(rows: readonly TimedEntry[]) {
  const totals = totalsByOutcome(rows);
  const times = rows.flatMap(({ outcome, spentMs }) => (outcome.startsWith('failed') || spentMs === null ? [] : [spentMs]));
  const seconds = (share: number) => {
    const ms = quantileOf(
      times.map((time) => ({ bin: binOf(time), count: 1 })),
      share,
    );
    return ms === null ? null : ms / 1000;
  };
  return {
    totalProcessed: define.totalProcessed(totals),
    quality: define.avgQualityScore(totals),
    bypassRate: define.bypassRate(totals),
    earlyExitRate: define.earlyExitRate(totals),
    errorRate: define.errorRate(totals),
    avgTimeSavings: define.avgTimeSavings(totals) ?? 0,
    totalTimeSavedHours: define.totalTimeSavedHours(totals),
    p50: seconds(0.5),
    p95: seconds(0.95),
  };
}

function shown(view: Awaited<ReturnType<typeof readOverall>>): ReturnType<typeof overall> {
  const { totalProcessed, bypassRate, earlyExitRate, errorRate, avgTimeSavings, totalTimeSavedHours } = view;
  return {
    totalProcessed,
    quality: view.avgQualityScore,
    bypassRate,
    earlyExitRate,
    errorRate,
    avgTimeSavings,
    totalTimeSavedHours,
    p50: view.p50ProcessingTime,
    p95: view.p95ProcessingTime,
  };
}

function countBy(values: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

/** Everything that is read of a window and a filter must be what the definitions say of its rows. */
export async function expectEqualToRaw(hours: number | null, filter: PerformanceFilter): Promise<void> {
  const rows = await counted(hours, filter);
  const view = await readPerformance({ hours, filter });
  expect(shown(view.overallMetrics)).toEqual(overall(rows));
  expect(await readTotals(hours, filter)).toEqual(totalsByOutcome(rows));
  expect(view.previous && shown(view.previous)).toEqual(hours && overall(await counted(hours, filter, hours + 1)));
  expect(await readOverall({ hours, filter })).toEqual(view.overallMetrics);
  expect(await readContentTypes({ hours, filter })).toEqual(view.contentTypeBreakdown);
  expect(await readCheckpoints({ hours, filter })).toEqual(view.checkpointAnalytics);
  expect(await readTrends({ hours, filter })).toEqual(view.qualityTrends);

  const finished = rows.filter(({ outcome }) => !outcome.startsWith('failed'));
  expect(view.contentTypeBreakdown.map(({ contentType, count }) => [contentType, count])).toEqual(
    countBy(finished.map(({ contentType }) => contentType ?? UNNAMED)),
  );
  for (const type of view.contentTypeBreakdown) {
    const totals = totalsByOutcome(rows.filter(({ contentType }) => (contentType ?? UNNAMED) === type.contentType));
    expect(type.avgQualityScore).toBe(define.avgQualityScore(totals));
    expect(type.avgProcessingTime).toBe(define.avgProcessingTime(totals));
    expect(type.bypassRate).toBe(define.bypassRate(totals));
  }
  const totals = totalsByOutcome(rows);
  for (const checkpoint of view.checkpointAnalytics) {
    const exits = rows.filter(({ outcome, exitCheckpoint }) => outcome === 'early_exit' && exitCheckpoint === checkpoint.checkpointName);
    expect(checkpoint.exitCount).toBe(exits.length);
    expect(checkpoint.exitRate).toBe(define.exitRate(exits.length, checkpoint.checkpointName, totals));
    expect(checkpoint.avgConfidence).toBe(define.avgExitConfidence(totalsByOutcome(exits)));
    expect(checkpoint.topExitReasons.map(({ reason, count }) => [reason, count])).toEqual(
      countBy(exits.flatMap(({ exitReason }) => exitReason ?? [])).slice(0, 5),
    );
  }
  expect(view.checkpointAnalytics.reduce((sum, { exitCount }) => sum + exitCount, 0)).toBe(
    rows.filter(({ outcome, exitCheckpoint }) => outcome === 'early_exit' && exitCheckpoint !== null).length,
  );

  const trendRows = hours === null ? await counted(24, filter) : rows;
  const slot = hours !== null && hours > 14 * 24 ? 24 * HOUR : HOUR;
  for (const row of view.qualityTrends) {
    const own = trendRows.filter(({ occurredAt }) => Math.floor(Number(occurredAt) / slot) * slot === Date.parse(row.timestamp));
    const ownTotals = totalsByOutcome(own);
    expect(row.itemsProcessed).toBe(define.totalProcessed(ownTotals));
    expect(row.avgQualityScore).toBe(define.avgQualityScore(ownTotals));
    expect(row.coherenceScore).toBe(define.avgCoherenceScore(ownTotals));
  }
  expect(view.qualityTrends.reduce((sum, { itemsProcessed }) => sum + itemsProcessed, 0)).toBe(
    define.totalProcessed(totalsByOutcome(trendRows)),
  );
}
