import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { exactInterval } from '@/lib/core/metrics/exact-interval';
import { auditMs, estimateFalseStops, judgedAt, policyLoss } from '@/lib/core/metrics/false-stops';
import { windowOf } from '@/lib/core/metrics/windows';
import { addJudging, failAuditOf, finishAudit, saveDraw } from '@/lib/data/audits';
import { database } from '@/lib/data/client';
import { saveLossLabels } from '@/lib/data/loss-labels';
import { resetMetrics, undoReset } from '@/lib/data/metric-epochs';
import { endRun } from '@/lib/data/run-endings';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { backfillRollups } from '@/lib/metrics/backfill';
import { checkRollups } from '@/lib/metrics/check';
import { fold } from '@/lib/metrics/fold';
import { readStops } from '@/lib/metrics/stops';
import { pick, type Random, seededRandom } from '@/lib/metrics/testing/records';
import { createRunUnder } from '@/lib/pipeline/testing/drive';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await database().$executeRaw`
    TRUNCATE run, metric_delta, metric_reason_delta, metric_hist_delta, metric_cell, metric_reason, metric_hist, metric_stop_delta, metric_stop CASCADE`;
});

interface Stopped {
  id: string;
  auditRunId: string | null;
  kind: 'early_exit' | 'bypass' | 'routing';
  pi: number;
  u: number;
}

const newRun = () => createRunUnder(exampleConfig({}));

/** A run that stopped, with its draw, and its audit where it was selected. */
async function stop(random: Random, given: Partial<Stopped> = {}): Promise<Stopped> {
  const stopped: Stopped = {
    id: await newRun(),
    auditRunId: null,
    kind: pick(random, ['early_exit', 'bypass', 'routing'] as const),
    pi: pick(random, [0.05, 0.3, 0.5, 1]),
    u: random() * 0.6,
    ...given,
  };
  if (stopped.u < stopped.pi) {
    stopped.auditRunId = await newRun();
    await database().run.update({ where: { id: stopped.auditRunId }, data: { kind: 'audit' } });
  }
  await database().$transaction(async (tx) => {
    await endRun(tx, stopped.id, { state: 'finished', processingType: 'lightweight', message: '' });
    await saveDraw(tx, {
      runId: stopped.id,
      stop: placeOf(stopped),
      u: stopped.u,
      pi: stopped.pi,
      auditRunId: stopped.auditRunId,
    });
  });
  return stopped;
}

const placeOf = ({ kind }: Pick<Stopped, 'kind'>) => ({
  kind,
  checkpoint: kind === 'early_exit' ? ('post_download' as const) : null,
  conditionKey: null,
  round: 0,
});

/** As the judging of its audit stores it: labels, the audit's end and the time that took, in one transaction. */
async function judge(stopped: Stopped, ruler: string, falseStop: boolean, loss: number): Promise<void> {
  await database().$transaction(async (tx) => {
    const label = { runId: stopped.id, fullRunId: stopped.auditRunId!, source: 'audit' as const, stop: placeOf(stopped), decisive: true };
    await saveLossLabels(tx, [
      { ...label, pi: stopped.pi, u: stopped.u, ruler, loss, informativeness: 1, falseStop, quality: null, points: [] },
    ]);
    await finishAudit(tx, stopped.auditRunId!, 1_000);
    await addJudging(tx, stopped.auditRunId!, { spentMs: 7, cpuMs: 7 });
  });
}

interface RawStop {
  kind: Stopped['kind'];
  pi: number;
  u: number;
  verdict: boolean | 'failed' | null;
  loss: number | null;
}

/** From audit and loss_label alone, and one by one. */
async function rawStops(): Promise<RawStop[]> {
  const audits = await database().audit.findMany();
  const labels = await database().lossLabel.findMany({ orderBy: { at: 'asc' } });
  return audits.map(({ runId, stopKind: kind, pi, u, status }) => {
    const newest = labels.findLast((label) => label.runId === runId);
    return { kind, pi, u, verdict: newest ? newest.falseStop : status === 'failed' ? 'failed' : null, loss: newest?.loss ?? null };
  });
}

async function expectEqualToRaw(): Promise<void> {
  const counted = await readStops(windowOf(null, 0));
  const raw = await rawStops();
  const stops = raw.filter(({ kind }) => kind !== 'routing');
  const judged = stops.filter(({ verdict }) => typeof verdict === 'boolean');
  const smallestPi = Math.min(1, ...stops.map(({ pi }) => pi));
  const simple = stops.filter(({ u, verdict }) => verdict !== null && u < smallestPi);
  const weights = (of: readonly RawStop[]) => of.reduce((sum, { pi }) => sum + 1 / pi, 0);
  const estimate = estimateFalseStops(counted);
  expect(estimate).toMatchObject({
    interval: exactInterval(simple.filter(({ verdict }) => verdict !== false).length, simple.length, 0.95),
    judged: judged.length,
    falseStops: judged.filter(({ verdict }) => verdict === true).length,
    failed: stops.filter(({ verdict }) => verdict === 'failed').length,
    simpleRandom: simple.length,
  });
  const rate = weights(judged.filter(({ verdict }) => verdict === true)) / weights(judged);
  if (judged.length === 0) expect(estimate.rate).toBeNull();
  else expect(estimate.rate).toBeCloseTo(rate, 6);
  expect(judgedAt(counted, 'post_download').audited).toBe(judged.filter(({ kind }) => kind === 'early_exit').length);
  const policy = raw.filter(({ kind, loss }) => kind === 'routing' && loss !== null);
  if (policy.length > 0)
    expect(policyLoss(counted).loss).toBeCloseTo(policy.reduce((sum, { loss, pi }) => sum + loss! / pi, 0) / weights(policy), 5);
  const { _sum } = await database().run.aggregate({ _sum: { judgeMs: true } });
  expect(auditMs(counted)).toBe(_sum.judgeMs ?? 0);
}

describe('the rollups of stops', () => {
  it.each([1, 2])(
    'say what the audits and their labels say, however drawing, failing, judging and folding are interleaved (seed %i)',
    async (seed) => {
      const random = seededRandom(seed * 104_729);
      const stops: Stopped[] = [];
      const audited = () => pick(random, [...stops.filter(({ auditRunId }) => auditRunId !== null), null]);
      for (let i = 0; i < 60; i++) {
        const at = random();
        const one = audited();
        if (at < 0.35 || one === null) stops.push(await stop(random));
        else if (at < 0.65) await judge(one, `ruler@${Math.floor(random() * 3)}`, random() < 0.4, random());
        else if (at < 0.75) await database().$transaction((tx) => failAuditOf(tx, one.auditRunId!));
        else if (at < 0.9) await fold();
        else await expectEqualToRaw();
      }
      await expectEqualToRaw();
      expect(await checkRollups()).toMatchObject({ different: 0, examples: [] });
      await fold();
      await expectEqualToRaw();
      expect(await checkRollups()).toMatchObject({ different: 0, examples: [] });
    },
  );

  it('take a verdict back when a newer ruler judges otherwise', async () => {
    const stopped = await stop(seededRandom(3), { kind: 'bypass', pi: 0.5, u: 0.1 });
    await judge(stopped, 'ruler@1', true, 0.9);
    await fold();
    expect(estimateFalseStops(await readStops(windowOf(null, 0)))).toMatchObject({ rate: 1, judged: 1 });
    await judge(stopped, 'ruler@2', false, 0.1);
    expect(await database().metricStopDelta.findFirst({ where: { judged: -1 } })).not.toBeNull();
    expect(estimateFalseStops(await readStops(windowOf(null, 0)))).toMatchObject({ rate: 0, judged: 1 });
  });

  it('count a verdict in the epoch that its run ended in, however late it comes', async () => {
    const stopped = await stop(seededRandom(4), { kind: 'bypass', pi: 1, u: 0.1 });
    await resetMetrics();
    await judge(stopped, 'ruler@1', true, 0.9);
    expect((await readStops(windowOf(null, 0))).length).toBe(0);
    await undoReset();
    expect(estimateFalseStops(await readStops(windowOf(null, 0))).judged).toBe(1);
    expect(await checkRollups()).toMatchObject({ different: 0 });
  });

  it('are found different where they are', async () => {
    const stopped = await stop(seededRandom(5), { kind: 'bypass', pi: 1, u: 0.1 });
    await judge(stopped, 'ruler@1', true, 0.9);
    expect((await checkRollups()).different).toBe(0);
    await database().lossLabel.updateMany({ data: { falseStop: false } });
    expect((await checkRollups()).examples).toEqual([`the stop of run ${stopped.id}`]);
    await database().metricStopEntry.updateMany({ data: { verdict: 'right' } });
    expect((await checkRollups()).different).toBeGreaterThan(0);
  });

  it('take in what was judged before there were any, once', async () => {
    const stopped = await stop(seededRandom(6), { kind: 'bypass', pi: 1, u: 0.1 });
    await judge(stopped, 'ruler@1', true, 0.9);
    await database().$executeRaw`TRUNCATE metric_stop_entry, metric_stop_delta`;
    await database().$executeRaw`INSERT INTO setting (key, value, updated_at) VALUES ('stops_to_backfill', 'true', now())`;
    await backfillRollups();
    await backfillRollups();
    expect(estimateFalseStops(await readStops(windowOf(null, 0))).judged).toBe(1);
    expect(await checkRollups()).toMatchObject({ different: 0 });
  });
});
