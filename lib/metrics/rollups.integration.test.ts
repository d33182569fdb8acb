import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { UNNAMED } from '@/lib/core/metrics/deltas';
import type { PerformanceFilter } from '@/lib/core/metrics/views';
import { database } from '@/lib/data/client';
import { beatMinute } from '@/lib/data/heartbeats';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { OTHER } from '@/lib/data/metric-names';
import { insertRecords, storeRecords } from '@/lib/data/performance';
import type { NewRecord } from '@/lib/data/performance-rows';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { backfillRollups } from './backfill';
import { checkRollups } from './check';
import { fold } from './fold';
import { readContentTypes, readOverall, readPerformance } from './read';
import { expectEqualToRaw } from './testing/raw';
import { batch, NOW, pick, record, seededRandom } from './testing/records';

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

/** As posted ones are stored; those of a run have no keys and are part of its transaction. */
async function insert(records: NewRecord[]): Promise<number> {
  if (records.length % 2 === 0 || records.some(({ idempotencyKey }) => idempotencyKey !== null)) return storeRecords(records);
  await database().$transaction((tx) => insertRecords(tx, records));
  return records.length;
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
  it.each([1, 2, 3])(
    'say what the records say, however recording, folding, resets and undoing are interleaved (seed %i)',
    { timeout: 180_000 },
    async (seed) => {
      const random = seededRandom(seed * 7_919);
      const steps: [number, () => Promise<unknown>][] = [
        [0.5, () => insert(batch(random))],
        [0.7, () => fold()],
        [0.8, () => Promise.all([fold(), insert([record(random), record(random)]), fold()])],
        [0.86, () => resetMetrics()],
        [0.92, () => undoReset().catch((error) => expect(error).toMatchObject({ code: 'conflict' }))],
        [1, () => expectEqualToRaw(pick(random, WINDOWS), pick(random, FILTERS))],
      ];
      for (let i = 0; i < 40; i++) {
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
    },
  );

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
    await database().$executeRaw`UPDATE metric_cell SET n = n + 1 WHERE level = 0 AND tier = 6`;
    expect((await checkRollups()).different).toBeGreaterThan(0);
    await database().$executeRaw`UPDATE metric_cell SET n = n - 1 WHERE level = 0 AND tier = 6`;
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
