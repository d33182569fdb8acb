import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@/lib/base/ids';
import { DEFAULT_RETENTION, type RetentionSettings, retentionSchema } from '@/lib/core/retention';
import { database } from '@/lib/data/client';
import { insertRecords } from '@/lib/data/performance';
import { sweepRetention } from '@/lib/data/retention';
import { readRetention, writeRetention } from '@/lib/data/retention-settings';
import { createRun } from '@/lib/data/runs';
import { recountStops } from '@/lib/data/stop-entries';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { checkRollups } from './check';
import { fold } from './fold';
import { readOverall } from './read';
import { record, seededRandom } from './testing/records';

const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-23T02:00:00Z');
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
const FOR_EVER: RetentionSettings = { ...DEFAULT_RETENTION, intermediates_days: null, events_days: null };
const never = new AbortController().signal;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await database().configVersion.create({ data: { author: 'test', note: '', sources: {}, contentHash: 'x', active: true } });
  await database().effectiveConfig.create({ data: { hash: 'h', config: {} } });
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().run.deleteMany({});
  await database().setting.deleteMany({});
  await database()
    .$executeRaw`TRUNCATE performance_record, metric_delta, metric_reason_delta, metric_hist_delta, metric_stop_delta, metric_cell, metric_reason, metric_hist, metric_stop`;
});

async function run(endedDaysAgo: number | null, lineageId: string | null = null): Promise<string> {
  const url = `https://valley.example/${newId()}`;
  const id = await database().$transaction((tx) =>
    createRun(tx, {
      kind: lineageId ? 'upgrade' : 'primary',
      parentRunId: lineageId,
      lineageId,
      url,
      canonicalUrl: url,
      sourceHost: 'valley.example',
      hints: null,
      depth: 'auto',
      priority: 'medium',
      priorityRequested: false,
      dedupeKey: url,
      effectiveConfigHash: 'h',
      configVersionNumber: 1,
      recorded: true,
      door: 'test',
    }),
  );
  const at = endedDaysAgo === null ? NOW : daysAgo(endedDaysAgo);
  await database().runEvent.updateMany({ where: { runId: id }, data: { at } });
  for (const kind of ['heard_window', 'transcript'])
    await database().artifact.create({
      data: { scopeRunId: lineageId ?? id, kind, unit: lineageId ? 1 : 0, engine: 'e', data: {}, createdAt: at },
    });
  if (endedDaysAgo !== null) await database().run.update({ where: { id }, data: { state: 'finished', stage: null, finishedAt: at } });
  return id;
}

const ids = async () => (await database().run.findMany({ select: { id: true } })).map(({ id }) => id).sort();

describe('runs_days', () => {
  it('forgets items whose every run is old enough, and no others', async () => {
    const old = await run(100);
    const young = await run(10);
    const live = await run(null);
    const upgraded = await run(100);
    const upgrade = await run(10, upgraded);
    expect(await sweepRetention({ ...FOR_EVER, runs_days: 31 }, never, NOW)).toMatchObject({ runs: 1 });
    expect(await ids()).toEqual([young, live, upgraded, upgrade].sort());
    expect(await database().artifact.count({ where: { scopeRunId: old } })).toBe(0);
    expect(await database().artifact.count({ where: { scopeRunId: upgraded } })).toBe(4);
  });

  it('keeps the items of a running experiment until it has ended', async () => {
    const id = await run(100);
    const experiment = await database().experiment.create({
      data: { id: newId(), name: 'x', note: '', author: 'test', salt: 's', suspendedConditions: [] },
    });
    await database().exposure.create({ data: { experimentId: experiment.id, itemHash: 'i', arm: 'a', runId: id } });
    const sweep = () => sweepRetention({ ...FOR_EVER, runs_days: 31 }, never, NOW);
    expect(await sweep()).toMatchObject({ runs: 0 });
    await database().experiment.update({ where: { id: experiment.id }, data: { state: 'stopped' } });
    expect(await sweep()).toMatchObject({ runs: 1 });
  });

  it('leaves every figure of the dashboard as it was, and doctor --deep content', async () => {
    const random = seededRandom(11);
    const kept = [await run(100), await run(100), await run(5)];
    for (const [i, runId] of kept.entries()) {
      const occurredAt = daysAgo(i === 2 ? 5 : 100);
      const row = record(random, { source: 'run', runId, idempotencyKey: null, occurredAt, outcome: 'full' });
      await database().$transaction((tx) => insertRecords(tx, [row]));
      await database().audit.create({
        data: { runId, stopKind: 'bypass', u: 0.9, pi: 0.5, selected: false, status: 'not_selected', createdAt: occurredAt },
      });
      await database().$transaction((tx) => recountStops(tx, [runId]));
    }
    await database().$executeRaw`UPDATE performance_record SET recorded_at = occurred_at`;
    await fold();
    const figures = () => readOverall({ hours: null, filter: {} });
    const before = await figures();
    expect(before.totalProcessed).toBe(3);
    expect(await sweepRetention({ ...FOR_EVER, runs_days: 31, records_days: 31 }, never, NOW)).toMatchObject({ runs: 2, records: 2 });
    expect(await figures()).toEqual(before);
    expect(await database().performanceRecord.count()).toBe(1);
    expect(await checkRollups()).toMatchObject({ different: 0, records: 1 });
  });

  it('keeps the records of forgotten runs where records are kept for ever', async () => {
    const runId = await run(100);
    const row = record(seededRandom(3), { source: 'run', runId, idempotencyKey: null, occurredAt: daysAgo(100), outcome: 'full' });
    await database().$transaction((tx) => insertRecords(tx, [row]));
    await fold();
    await sweepRetention({ ...FOR_EVER, runs_days: 31 }, never, NOW);
    expect(await database().performanceRecord.findMany({ select: { id: true, runId: true } })).toEqual([{ id: row.id, runId: null }]);
    expect(await checkRollups()).toMatchObject({ different: 0, records: 1 });
  });
});

describe('intermediates_days and events_days', () => {
  it('forget what ended runs were worked out from and their log, and leave results and live runs', async () => {
    const old = await run(40);
    const live = await run(null);
    await database().artifact.updateMany({ where: { scopeRunId: live }, data: { createdAt: daysAgo(40) } });
    const swept = await sweepRetention({ ...FOR_EVER, intermediates_days: 30, events_days: 30 }, never, NOW);
    expect(swept).toMatchObject({ runs: 0, intermediates: 1 });
    const left = async (scopeRunId: string) =>
      (await database().artifact.findMany({ where: { scopeRunId } })).map(({ kind }) => kind).sort();
    expect(await left(old)).toEqual(['transcript']);
    expect(await left(live)).toEqual(['heard_window', 'transcript']);
    expect(await database().runEvent.count({ where: { runId: old } })).toBe(0);
    expect(await database().runEvent.count({ where: { runId: live } })).toBeGreaterThan(0);
  });
});

describe('settings', () => {
  it('are kept, have defaults, and refuse what rules still look back on', async () => {
    expect(await readRetention()).toEqual(DEFAULT_RETENTION);
    await writeRetention(retentionSchema.parse({ runs_days: 365 }));
    expect(await readRetention()).toEqual({ ...DEFAULT_RETENTION, runs_days: 365 });
    expect(retentionSchema.safeParse({ runs_days: 30 }).success).toBe(false);
    expect(retentionSchema.safeParse({ run_days: 40 }).success).toBe(false);
  });

  it('are swept by one worker at a time', async () => {
    for (let i = 0; i < 3; i++) await run(100);
    const swept = await Promise.all([1, 2, 3].map(() => sweepRetention({ ...FOR_EVER, runs_days: 31 }, never, NOW)));
    expect(swept.reduce((sum, one) => sum + (one?.runs ?? 0), 0)).toBe(3);
    expect(await ids()).toEqual([]);
  });
});
