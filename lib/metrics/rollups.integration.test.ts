import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '@/lib/base/ids';
import * as define from '@/lib/core/metrics/definitions';
import { hourOf, type TimedEntry, UNNAMED } from '@/lib/core/metrics/deltas';
import { binOf, quantileOf } from '@/lib/core/metrics/histogram';
import { addTotals, OUTCOMES, totalsOf } from '@/lib/core/metrics/totals';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import { database } from '@/lib/data/client';
import { beatMinute } from '@/lib/data/heartbeats';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { OTHER } from '@/lib/data/metric-names';
import { insertRecords, type NewRecord, storeRecords } from '@/lib/data/performance';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { backfillRollups } from './backfill';
import { checkRollups } from './check';
import { fold } from './fold';
import { readCheckpoints, readContentTypes, readOverall, readPerformance, readTotals, readTrends } from './read';
import { readRecords } from './records';

const NOW = new Date('2026-11-23T01:40:00Z');
const HOUR = 3_600_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  // The window must not move while a test compares; only the clock stands still, timers go on.
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  await database()
    .$executeRaw`TRUNCATE performance_record, metric_delta, metric_reason_delta, metric_hist_delta, metric_cell, metric_reason, metric_hist, metric_name, heartbeat`;
  await database().$executeRaw`DELETE FROM metric_epoch WHERE id > (SELECT min(id) FROM metric_epoch)`;
  await database().$executeRaw`UPDATE metric_epoch SET undone_at = NULL`;
});
afterEach(() => {
  vi.useRealTimers();
});

type Random = () => number;
/** The multiplicative generator of Park & Miller: the same records for the same seed. */
function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const maybe = <T>(random: Random, value: () => T): T | null => (random() < 0.7 ? value() : null);

/** Some hours old mostly, some of them weeks: late records. */
function occurred(random: Random): Date {
  const hours = pick(random, [2, 30, 800, 11_000]);
  return new Date(NOW.getTime() - Math.floor(random() * hours * HOUR));
}

function record(random: Random, given: Partial<NewRecord> = {}): NewRecord {
  const source = pick(random, ['run', 'posted'] as const);
  return {
    id: newId(),
    runId: null,
    cpuMs: null,
    idempotencyKey: random() < 0.2 ? `key-${Math.floor(random() * 20)}` : null,
    outcome: pick(random, OUTCOMES),
    source,
    contentType: maybe(random, () => pick(random, ['news', 'music', '<b>talk</b>'])),
    configVersion: maybe(random, () => pick(random, ['1', '2'])),
    qualityScore: maybe(random, random),
    coherenceScore: maybe(random, random),
    completenessScore: maybe(random, random),
    informativenessScore: maybe(random, random),
    exitCheckpoint: maybe(random, () => pick(random, [...CHECKPOINTS, 'elsewhere'])),
    exitReason: maybe(random, () => `reason ${Math.floor(random() * 9)}`),
    exitConfidence: maybe(random, random),
    reached: source === 'run' ? Math.floor(random() * 32) : null,
    spentMs: maybe(random, () => Math.floor(random() * 90_000)),
    expectedFullMs: maybe(random, () => Math.floor(random() * 200_000)),
    timeSavedPct: maybe(random, () => 1 - random() * 3),
    occurredAt: occurred(random),
    ...given,
  };
}

/** Some batches have keys in them, and some have none. */
function batch(random: Random): NewRecord[] {
  const given = random() < 0.5 ? { idempotencyKey: null } : {};
  return Array.from({ length: 1 + Math.floor(random() * 40) }, () => record(random, given));
}

/** As posted ones are stored; those of a run are part of its transaction. */
const insert = (records: NewRecord[]) =>
  records.length % 2 === 0 ? storeRecords(records) : database().$transaction((tx) => insertRecords(tx, records));

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

async function expectEqualToRaw(hours: number | null, filter: PerformanceFilter): Promise<void> {
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

const WINDOWS = [1, 2, 24, 100, 336, 337, 720, 8_784, null];
const FILTERS: PerformanceFilter[] = [
  {},
  {},
  { contentType: 'news' },
  { contentType: UNNAMED },
  { configVersion: '2' },
  { source: 'posted' },
  { source: 'run', contentType: '<b>talk</b>', configVersion: '1' },
];

describe('the rollups', () => {
  it.each([1, 2, 3])('say what the records say, however recording, folding, resets and undoing are interleaved (seed %i)', async (seed) => {
    const random = seededRandom(seed * 7_919);
    const steps: [number, () => Promise<unknown>][] = [
      [0.5, () => insert(batch(random))],
      [0.7, () => fold()],
      [0.8, () => Promise.all([fold(), insert([record(random), record(random)]), fold()])],
      [0.86, () => resetMetrics()],
      [0.92, () => undoReset().catch((error) => expect(error).toMatchObject({ code: 'conflict' }))],
      [1, () => expectEqualToRaw(pick(random, WINDOWS), pick(random, FILTERS))],
    ];
    for (let i = 0; i < 60; i++) {
      const at = random();
      await steps.find(([upTo]) => at < upTo)![1]();
    }
    for (const hours of WINDOWS) await expectEqualToRaw(hours, pick(random, FILTERS));
    expect(await checkRollups()).toMatchObject({ different: 0, examples: [] });
    await fold();
    const checked = await checkRollups();
    expect(checked).toMatchObject({ records: await database().performanceRecord.count(), different: 0 });
    expect(checked.compared).toBeGreaterThan(0);
    for (const hours of WINDOWS) await expectEqualToRaw(hours, pick(random, FILTERS));
    expect(await database().metricDelta.count()).toBe(0);
  });

  it('lose and double nothing where many record and fold at once', async () => {
    const random = seededRandom(4);
    const recorders = Array.from({ length: 6 }, async () => {
      let stored = 0;
      for (let i = 0; i < 15; i++) stored += await insert([record(random), record(random), record(random)]);
      return stored;
    });
    const folders = Array.from({ length: 3 }, async () => {
      for (let i = 0; i < 15; i++) await fold();
    });
    const stored = (await Promise.all(recorders)).reduce((sum, count) => sum + count, 0);
    await Promise.all(folders);
    await fold();
    expect(await database().performanceRecord.count()).toBe(stored);
    expect(await checkRollups()).toMatchObject({ records: stored, different: 0 });
    await expectEqualToRaw(null, {});
  });

  it('are found different where they are', async () => {
    await insert([record(seededRandom(5), { outcome: 'full' })]);
    await fold();
    await database().$executeRaw`UPDATE metric_cell SET n = n + 1 WHERE level = 0 AND tier = 3`;
    expect((await checkRollups()).different).toBeGreaterThan(0);
    await database().$executeRaw`UPDATE metric_cell SET n = n - 1 WHERE level = 0 AND tier = 3`;
    expect((await checkRollups()).different).toBe(0);
    await database().$executeRaw`DELETE FROM performance_record`;
    expect((await checkRollups()).different).toBeGreaterThan(0);
  });

  it('take in what was recorded before there were any, once', async () => {
    const random = seededRandom(6);
    await insert(Array.from({ length: 50 }, () => record(random, { idempotencyKey: null })));
    await database().$executeRaw`TRUNCATE metric_delta, metric_reason_delta, metric_hist_delta`;
    await database()
      .$executeRaw`INSERT INTO setting (key, value, updated_at) SELECT 'metrics_to_backfill', to_jsonb(max(recorded_at)), now() FROM performance_record`;
    // The database's clock stamps records, and it goes on.
    await new Promise((done) => setTimeout(done, 5));
    await insert([record(random)]);
    expect(await Promise.all([backfillRollups(), backfillRollups()])).toEqual(expect.arrayContaining([50, 0]));
    await fold();
    expect(await checkRollups()).toMatchObject({ records: 51, different: 0 });
  });
});

describe('a record', () => {
  it('counts once, however often its key comes, in one batch or in several at once', async () => {
    const random = seededRandom(7);
    const keyed = () => record(random, { idempotencyKey: 'same', outcome: 'full', occurredAt: NOW });
    expect(await insert([keyed(), keyed()])).toBe(1);
    expect(await Promise.all([insert([keyed()]), insert([keyed(), record(random, { idempotencyKey: null })])])).toEqual([0, 1]);
    await expectEqualToRaw(1, {});
    await expectEqualToRaw(null, {});
  });

  it('of a name too many counts as other, and a name that is known is kept', async () => {
    const random = seededRandom(8);
    const typed = (contentType: string) => record(random, { outcome: 'full', contentType, idempotencyKey: null, occurredAt: NOW });
    await insert(Array.from({ length: 199 }, (_, i) => typed(`type ${i}`)));
    await Promise.all([insert([typed('  first  ')]), insert([typed('second')])]);
    await insert([typed('third'), typed('type 7')]);
    const counts = new Map((await readContentTypes({ hours: 24, filter: {} })).map(({ contentType, count }) => [contentType, count]));
    expect(counts.size).toBe(201);
    expect(counts.get('type 7')).toBe(2);
    expect(counts.get(OTHER)).toBe(2);
    expect(Number(counts.has('first')) + Number(counts.has('second'))).toBe(1);
    await expectEqualToRaw(24, {});
  });

  it('with NUL, lone surrogates or a thousand letters in its names is stored all the same', async () => {
    const names = { contentType: 'a\0b', exitReason: `\ud800${'x'.repeat(1000)}`, configVersion: '   ', exitCheckpoint: 'post_download' };
    await insert([record(seededRandom(9), { ...names, outcome: 'early_exit', occurredAt: NOW, idempotencyKey: null })]);
    const view = await readPerformance({ hours: 1, filter: {} });
    expect(view.contentTypeBreakdown).toMatchObject([{ contentType: 'ab', count: 1 }]);
    expect(view.checkpointAnalytics[0]?.topExitReasons[0]?.reason).toHaveLength(200);
    await expectEqualToRaw(1, {});
  });
});

describe('the page', () => {
  it('of nothing is empty and whole', async () => {
    const view = await readPerformance({ hours: 24, filter: {} });
    expect(view.overallMetrics).toMatchObject({ totalProcessed: 0, bypassRate: 0, avgQualityScore: null, p95ProcessingTime: null });
    expect(view.contentTypeBreakdown).toEqual([]);
    expect(view.qualityTrends).toHaveLength(25);
    expect(view.uptime).toEqual({ share: null, minutes: 0 });
    expect(view.epoch.canUndo).toBe(false);
    expect(view.targets.find(({ metric }) => metric === 'bypass_rate')?.target).toBe(0.6);
  });

  it('counts from the last reset; undoing it brings all back and keeps what came since', async () => {
    const random = seededRandom(10);
    const one = () => insert([record(random, { outcome: 'full', idempotencyKey: null })]);
    const total = async () => (await readOverall({ hours: null, filter: {} })).totalProcessed;
    await one();
    await resetMetrics();
    expect(await total()).toBe(0);
    await one();
    await one();
    expect(await total()).toBe(2);
    expect((await readPerformance({ hours: null, filter: {} })).epoch.canUndo).toBe(true);
    await undoReset();
    expect(await total()).toBe(3);
    await expect(undoReset()).rejects.toMatchObject({ code: 'conflict' });
    await resetMetrics();
    await one();
    expect(await total()).toBe(1);
  });

  it('says in how many of the minutes since the first heartbeat a worker was alive', async () => {
    for (const minute of [0, 0, 1, 2, 5, 59, 60, 61]) {
      vi.setSystemTime(NOW.getTime() + minute * 60_000);
      await beatMinute();
    }
    vi.setSystemTime(NOW.getTime() + 61 * 60_000 + 30_000);
    expect((await readPerformance({ hours: 24, filter: {} })).uptime).toEqual({ share: 6 / 61, minutes: 61 });
  });
});
