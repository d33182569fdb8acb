import { utimesSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { newId } from '@/lib/base/ids';
import type { AuditPolicy, EffectiveConfig } from '@/lib/core/gates/effective-config';
import { conditionPolicy, exampleConfig, typePolicy } from '@/lib/core/gates/fixture';
import { hourOf } from '@/lib/core/metrics/deltas';
import { estimateFalseStops, policyLoss } from '@/lib/core/metrics/false-stops';
import { windowBetween, windowOf } from '@/lib/core/metrics/windows';
import { listRunsSchema } from '@/lib/core/runs/requests';
import type { Depth } from '@/lib/core/runs/states';
import { enqueueUnjudged } from '@/lib/data/audits';
import { database } from '@/lib/data/client';
import { saveLossLabels } from '@/lib/data/loss-labels';
import { ageAudits } from '@/lib/data/queue';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { lotOf } from '@/lib/learning/audits/draw';
import { suspendedConditions } from '@/lib/learning/evidence/suspended';
import { updateEvidence } from '@/lib/learning/evidence/update';
import { readConditions } from '@/lib/learning/evidence/views';
import { createRuler, type MeasureInput, type Ruler } from '@/lib/learning/ruler';
import { deploymentTimeSaved, expectedTimeError } from '@/lib/metrics/audits';
import { readStops } from '@/lib/metrics/stops';
import { JUDGE_ATTEMPTS, judgeRun } from '@/lib/pipeline/judge';
import { lineageFolder, sweepMedia } from '@/lib/pipeline/media-store';
import { tellEvidence } from '@/lib/pipeline/tell-evidence';
import { createRunUnder, driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { recording, type StandIns, standInEngines } from '@/lib/pipeline/testing/engines';
import { getRun, listRuns } from '@/lib/pipeline/views';
import { cancelRun, requestFullRun, retryRun } from '.';

const ALWAYS: Partial<AuditPolicy> = { rate: 1, warmupRate: 1, maxPerDay: 100_000 };
const NEVER: Partial<AuditPolicy> = { maxPerDay: 0 };
const HOUR = 3_600_000;

let test: TestDatabase;
let standIns: StandIns;

beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());
beforeEach(() => {
  standIns = standInEngines();
});

/** The stand-in classifier calls everything `technology`. */
function config(audit: Partial<AuditPolicy>, mode: 'quality_check' | 'lightweight' | 'full' = 'quality_check'): EffectiveConfig {
  const base = exampleConfig({
    routing: { contentTypes: [typePolicy('technology', mode)] },
    postDownload: { conditions: [conditionPolicy('duration_seconds < 60', 0.9), conditionPolicy('duration_seconds < 90', 0.5)] },
  });
  return { ...base, quality: { ...base.quality, audit: { ...base.quality.audit, ...audit } } };
}

/** Samples may be large enough to be kept. */
const sampling = (of: EffectiveConfig): EffectiveConfig => ({ ...of, quality: { ...of.quality, maxSampleShare: 0.6 } });

const off = (of: EffectiveConfig): EffectiveConfig => ({
  ...of,
  flags: { qualityFiltering: false, contentRouting: false, earlyExit: false },
});

async function finish(id: string): Promise<string> {
  await driveRun(id, testWorker(standIns.engines));
  return id;
}

const run = async (under: EffectiveConfig, depth: Depth = 'auto') => finish(await createRunUnder(under, depth));

/** A run whose quick result was good enough. */
async function bypassed(under = config(ALWAYS)): Promise<string> {
  standIns.scores.overall = 0.9;
  return run(under);
}

const falseStopRate = async (window = windowOf(null, 0)) => estimateFalseStops(await readStops(window));
const auditOf = (runId: string) => database().audit.findUniqueOrThrow({ where: { runId } });
const labelsOf = (runId: string) => database().lossLabel.findMany({ where: { runId }, orderBy: { stop: 'asc' } });
const jobsOf = (runId: string) => database().$queryRaw<{ task: string; priority: number; attempts: number }[]>`
  SELECT t.identifier AS task, j.priority::int, j.attempts::int FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE j.payload ->> 'runId' = ${runId}`;

async function auditRunOf(runId: string): Promise<string> {
  const { auditRunId } = await auditOf(runId);
  if (!auditRunId) throw new Error(`run ${runId} was not selected`);
  return auditRunId;
}

/** Says what it is told to, and counts. */
function standInRuler(loss = 0.2, version = 'stand-in@1'): Ruler & { asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  return {
    version,
    asked,
    async measure({ full, delivered }: MeasureInput) {
      asked.push(delivered);
      const points = full.claims.map(({ text, span }) => ({
        kind: 'claim' as const,
        text,
        span,
        weight: 1,
        carried: delivered !== null,
        probability: delivered === null ? 0 : 1 - loss,
        carriedBy: delivered,
      }));
      return { ruler: version, loss: delivered === null ? 1 : loss, informativeness: 0.8, points };
    },
  };
}

const judge = (runId: string, ruler: Ruler = standInRuler(), attempt = 1) => judgeRun(runId, attempt, { ruler, engines: standIns.engines });

describe('a stop', () => {
  it('is drawn by lot when the run ends, and the draw is stored with its probability', async () => {
    const id = await bypassed();
    const audit = await auditOf(id);
    expect(audit).toMatchObject({ stopKind: 'bypass', pi: 1, selected: true, status: 'waiting' });
    expect(audit.u).toBeGreaterThanOrEqual(0);
    expect(audit.u).toBeLessThan(1);
  });

  it('that is selected gets its audit there and then: the same item and configuration, in full, behind everything else', async () => {
    const id = await bypassed();
    const [stopped, audit] = await Promise.all(
      [id, await auditRunOf(id)].map((one) => database().run.findUniqueOrThrow({ where: { id: one } })),
    );
    expect(audit).toMatchObject({
      kind: 'audit',
      depth: 'full',
      parentRunId: id,
      lineageId: stopped!.lineageId,
      effectiveConfigHash: stopped!.effectiveConfigHash,
    });
    expect(await jobsOf(audit!.id)).toEqual([{ task: 'stage_light', priority: 40, attempts: 0 }]);
  });

  it('that is not selected is kept with what its chance was', async () => {
    const id = await bypassed(config(NEVER));
    expect(await auditOf(id)).toMatchObject({ pi: 0, selected: false, status: 'not_selected', auditRunId: null });
    expect((await getRun(id)).audit).toMatchObject({ status: 'not_selected', loss: null });
  });

  it('by a condition names the condition', async () => {
    standIns.source.acquire = (_, to) => recording(to, 30);
    const id = await run(config(ALWAYS));
    const [first] = config(ALWAYS).earlyExit.checkpoints.post_download.conditions;
    expect(await auditOf(id)).toMatchObject({ stopKind: 'early_exit', checkpoint: 'post_download', conditionKey: first!.key });
  });

  it('by the policy of its type is drawn as well; a full run and a quick result that was asked for are not', async () => {
    expect(await auditOf(await run(config(ALWAYS, 'lightweight')))).toMatchObject({ stopKind: 'routing' });
    for (const id of [await run(config(ALWAYS, 'full')), await run(config(ALWAYS), 'quick')]) {
      expect(await database().audit.findUnique({ where: { runId: id } })).toBeNull();
    }
  });

  it('over the budget of the day is less likely to be audited, and none that was selected is dropped', async () => {
    const maxPerDay = (await database().audit.count({ where: { selected: true } })) + 1;
    const under = config({ ...ALWAYS, maxPerDay });
    const before = await database().audit.findMany({ where: { selected: true }, select: { runId: true } });
    const draws = [];
    for (let i = 0; i < 6; i++) draws.push(await auditOf(await bypassed(under)));
    for (const { pi } of draws) expect(pi).toBeGreaterThan(0);
    expect(draws.at(-1)!.pi).toBeLessThan(1);
    for (const { runId } of before) expect((await auditOf(runId)).selected).toBe(true);
  });

  it('by a condition in trial is audited at the warm-up rate, until 20 of its stops are judged', async () => {
    standIns.source.acquire = (_, to) => recording(to, 30);
    const under = config({ ...ALWAYS, warmupAudits: 0, warmupRate: 0.9, rate: 0.3 });
    const stopped = await auditOf(await run(under));
    expect(stopped.pi).toBe(0.9);
    const label = {
      source: 'audit',
      stop: 'early_exit',
      stopKind: 'early_exit',
      conditionKey: stopped.conditionKey,
      decisive: true,
      pi: 1,
      ruler: 'stand-in@1',
      loss: 0,
      informativeness: 0,
      falseStop: false,
    } as const;
    const judgedStops = async (count: number) => {
      for (let i = 0; i < count; i++) {
        const runId = await createRunUnder(under);
        await database().lossLabel.create({ data: { ...label, points: [], id: newId(), runId, fullRunId: runId } });
      }
    };
    await judgedStops(19);
    expect((await auditOf(await run(under))).pi).toBe(0.9);
    await judgedStops(1);
    expect((await auditOf(await run(under))).pi).toBe(0.3);
  });

  it('has the same lot in every process, whoever made the secret', async () => {
    await database().setting.deleteMany();
    const lots = await Promise.all(Array.from({ length: 8 }, () => lotOf(database(), 'some run')));
    expect(new Set(lots).size).toBe(1);
    expect(await database().setting.count()).toBe(1);
  });
});

describe('an audit', () => {
  it('runs through the same stages, obeys no gate, hears only what is left, and is judged', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    const id = await bypassed(sampling(config(ALWAYS)));
    const heardBefore = standIns.heard.length;
    expect(heardBefore).toBeLessThan(10);
    const auditRunId = await auditRunOf(id);
    await driveRun(auditRunId, testWorker(standIns.engines));
    expect(await auditOf(id)).toMatchObject({ status: 'running' });
    expect(standIns.heard).toHaveLength(10);
    expect(await jobsOf(auditRunId)).toContainEqual({ task: 'judge', priority: 50, attempts: 0 });

    await judge(auditRunId);
    const audit = await auditOf(id);
    expect(audit.status).toBe('done');
    expect(audit.fullMs).toBeGreaterThanOrEqual(0);
    const decisive = (await labelsOf(id)).filter((label) => label.decisive);
    expect(decisive).toHaveLength(1);
    expect(decisive[0]).toMatchObject({ source: 'audit', stopKind: 'bypass', pi: audit.pi, u: audit.u, loss: 0.2, falseStop: false });
    expect((await getRun(id)).audit).toMatchObject({ status: 'done', loss: { loss: 0.2, falseStop: false, points: [{ carried: true }] } });
  });

  it('changes nothing for the user: no list, no count, no related run, no memory', async () => {
    const id = await bypassed();
    const passages = () => database().passage.findMany({ orderBy: { id: 'asc' }, select: { id: true, runId: true } });
    const before = await passages();
    expect(before.some(({ runId }) => runId === id)).toBe(true);
    const auditRunId = await finish(await auditRunOf(id));
    await judge(auditRunId);
    expect(await database().run.findUniqueOrThrow({ where: { id: auditRunId } })).toMatchObject({
      state: 'finished',
      processingType: 'full',
    });
    expect(await passages()).toEqual(before);
    expect(await database().performanceRecord.findUnique({ where: { runId: auditRunId } })).toBeNull();
    const listed = await listRuns(listRunsSchema.parse({ limit: 100 }));
    expect(listed.runs.every(({ kind }) => kind !== 'audit')).toBe(true);
    expect((await getRun(id)).children).toEqual([]);
  });

  it('holds every other place where the run could have ended as well, as evidence that is not the stop', async () => {
    standIns.source.acquire = (_, to) => recording(to, 30);
    const id = await run(config(ALWAYS));
    standIns.scores.overall = 0.9;
    const ruler = standInRuler();
    await judge(await finish(await auditRunOf(id)), ruler);
    const labels = await labelsOf(id);
    const quickResult = { decisive: false, loss: 0.2 };
    expect(labels.map(({ stop, decisive, loss }) => [stop.split('|').slice(0, 2).join(' '), { decisive, loss }])).toEqual([
      ['bypass 0', quickResult],
      ['bypass 1', quickResult],
      ['bypass 2', quickResult],
      ['early_exit post_download', { decisive: true, loss: 1 }],
      ['early_exit post_download', { decisive: false, loss: 1 }],
    ]);
    // Of one delivered text the ruler is asked once.
    expect(new Set(ruler.asked).size).toBe(ruler.asked.length);
    expect(labels[3]).toMatchObject({ falseStop: true });
  });

  it('of what the type sends light by policy finds policy loss and no false stop', async () => {
    const id = await run(config(ALWAYS, 'lightweight'));
    await judge(await finish(await auditRunOf(id)), standInRuler(0.9));
    expect((await labelsOf(id)).find(({ decisive }) => decisive)).toMatchObject({ stopKind: 'routing', loss: 0.9, falseStop: false });
  });

  it('keeps the media of its item until it is done', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    const id = await bypassed();
    const { lineageId } = await database().run.findUniqueOrThrow({ where: { id } });
    const old = new Date(Date.now() - 30 * 24 * HOUR);
    utimesSync(lineageFolder(lineageId), old, old);
    expect(await sweepMedia()).toBe(0);
    await finish(await auditRunOf(id));
    utimesSync(lineageFolder(lineageId), old, old);
    expect(await sweepMedia()).toBe(1);
  });

  it('that fails for good is marked so, and nobody can cancel one or try it again', async () => {
    const id = await bypassed();
    const auditRunId = await auditRunOf(id);
    await expect(cancelRun(auditRunId)).rejects.toMatchObject({ code: 'conflict' });
    standIns.engines.analyzer.analyze = () => Promise.reject(new WinnowError('model_missing', 'no model'));
    await finish(auditRunId);
    expect(await auditOf(id)).toMatchObject({ selected: true, status: 'failed' });
    await expect(retryRun(auditRunId)).rejects.toMatchObject({ code: 'conflict' });
    expect((await getRun(id)).audit).toMatchObject({ status: 'failed', loss: null });
  });

  it('moves forward in the queue as it waits, at every stage and for its judging', async () => {
    const id = await bypassed();
    const auditRunId = await auditRunOf(id);
    await ageAudits();
    expect((await jobsOf(auditRunId))[0]?.priority).toBe(40);
    await ageAudits(new Date(Date.now() + 10 * HOUR));
    expect((await jobsOf(auditRunId))[0]?.priority).toBe(20);
    await ageAudits(new Date(Date.now() + 24 * HOUR));
    // Before the last stage of a run of high priority.
    expect((await jobsOf(auditRunId))[0]?.priority).toBeLessThan(-4);
    const others = await createRunUnder(config(NEVER));
    await ageAudits(new Date(Date.now() + 24 * HOUR));
    expect((await jobsOf(others))[0]?.priority).toBe(10);
    await finish(auditRunId);
    await ageAudits(new Date(Date.now() + 24 * HOUR));
    expect((await jobsOf(auditRunId)).find(({ task }) => task === 'judge')?.priority).toBeLessThan(10);
  });
});

describe('judging', () => {
  it('that is interrupted leaves no label, is done again, and then not once more', async () => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    const breaking = { ...standInRuler(), measure: () => Promise.reject(new WinnowError('model_missing', 'no model')) };
    await expect(judge(auditRunId, breaking)).rejects.toMatchObject({ code: 'model_missing' });
    expect(await labelsOf(id)).toEqual([]);
    expect(await auditOf(id)).toMatchObject({ status: 'running' });
    const ruler = standInRuler();
    await judge(auditRunId, ruler, 2);
    const labels = await labelsOf(id);
    expect(labels.length).toBeGreaterThan(0);
    const asked = ruler.asked.length;
    await judge(auditRunId, ruler, 3);
    expect(ruler.asked).toHaveLength(asked);
    expect(await labelsOf(id)).toEqual(labels);
  });

  it('by two workers at once gives one set of labels', async () => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    await Promise.all([judge(auditRunId), judge(auditRunId)]);
    const stops = (await labelsOf(id)).map(({ stop }) => stop);
    expect(new Set(stops).size).toBe(stops.length);
  });

  it('that a shutdown interrupts is handed back', async () => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'runId' = ${auditRunId}`;
    const shutdown = new AbortController();
    const ruler = { ...standInRuler(), measure: () => Promise.reject(shutdown.signal.reason) };
    shutdown.abort();
    await judgeRun(auditRunId, JUDGE_ATTEMPTS, { ruler, engines: standIns.engines }, shutdown.signal);
    expect(await auditOf(id)).toMatchObject({ status: 'running' });
    expect(await jobsOf(auditRunId)).toEqual([{ task: 'judge', priority: 50, attempts: 0 }]);
  });

  it.each([
    { how: 'fails to the last', attempt: JUDGE_ATTEMPTS },
    { how: 'kills its worker again and again', attempt: JUDGE_ATTEMPTS + 1 },
  ])('that $how fails the audit, until another ruler comes', async ({ attempt }) => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    const ruler = { ...standInRuler(), measure: () => Promise.reject(new Error('broken')) };
    await judge(auditRunId, ruler, attempt);
    expect(await auditOf(id)).toMatchObject({ status: 'failed' });
    expect(await labelsOf(id)).toEqual([]);
    await judge(auditRunId, standInRuler(0.1, 'stand-in@2'));
    expect(await auditOf(id)).toMatchObject({ status: 'done' });
  });

  it('by a new ruler is asked for every full run that the old one judged, once', async () => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    await judge(auditRunId);
    await database().$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await database().run.updateMany({ where: { processingType: 'full', id: { not: auditRunId } }, data: { judgedBy: 'stand-in@2' } });
    expect(await enqueueUnjudged('stand-in@1', 0)).toBe(0);
    expect(await enqueueUnjudged('stand-in@2', 100)).toBe(1);
    expect(await enqueueUnjudged('stand-in@2', 100)).toBe(0);
    expect(await jobsOf(auditRunId)).toHaveLength(1);
    await judge(auditRunId, standInRuler(0.7, 'stand-in@2'));
    expect((await getRun(id)).audit?.loss).toMatchObject({ ruler: 'stand-in@2', loss: 0.7, falseStop: true });
  });

  it('takes time that is counted, and not as the run’s own', async () => {
    const id = await finish(await auditRunOf(await bypassed()));
    const before = await database().run.findUniqueOrThrow({ where: { id } });
    const slow: Ruler = {
      ...standInRuler(),
      measure: async (input) => {
        const until = process.cpuUsage().user + 50_000;
        while (process.cpuUsage().user < until);
        return standInRuler().measure(input);
      },
    };
    await judge(id, slow);
    const after = await database().run.findUniqueOrThrow({ where: { id } });
    expect(after.judgeMs).toBeGreaterThanOrEqual(40);
    expect(after.judgeCpuMs).toBeGreaterThanOrEqual(40);
    expect([after.spentMs, after.cpuMs]).toEqual([before.spentMs, before.cpuMs]);
  });

  it('works with the ruler itself', async () => {
    const id = await bypassed();
    const auditRunId = await finish(await auditRunOf(id));
    const ruler = createRuler({ embedder: standIns.engines.embedder });
    await judge(auditRunId, ruler);
    const { audit } = await getRun(id);
    // The stand-in analyser finds what the stand-in summariser says.
    expect(audit?.loss).toMatchObject({ ruler: ruler.version, points: [{ carried: true }] });
    expect(audit?.loss?.loss).toBeLessThan(0.5);
  });
});

describe('a full run', () => {
  it('is evidence on where it would have ended, with everything switched off', async () => {
    standIns.scores.overall = 0.9;
    const id = await run(off(config(NEVER)));
    await judge(id);
    const labels = await labelsOf(id);
    expect(labels).toHaveLength(1);
    expect(labels[0]).toMatchObject({ source: 'shadow', fullRunId: id, stopKind: 'bypass', decisive: true, pi: 1 });
    expect(labels[0]!.u).not.toBeNull();
  });

  it('that was heard says what its sample rounds would have decided, and the first that would have ended it counts', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    standIns.scores.overall = 0.9;
    const id = await run(off(sampling(config(NEVER))));
    expect(standIns.heard).toHaveLength(10);
    await judge(id);
    expect(standIns.heard).toHaveLength(10);
    const rounds = await database().artifact.findMany({ where: { scopeRunId: id, kind: 'round' }, orderBy: { unit: 'asc' } });
    expect(rounds.map(({ unit, engine }) => [unit, engine])).toEqual([
      [1, 'moonshine-base/shadow'],
      [2, 'moonshine-base/shadow'],
      [3, 'moonshine-base/shadow'],
    ]);
    const labels = await labelsOf(id);
    expect(labels.map(({ stop, decisive }) => [stop, decisive])).toEqual([
      ['bypass|0', false],
      // Two fifths at most: too little to be kept.
      ['bypass|1', false],
      ['bypass|2', false],
      ['bypass|3', true],
    ]);
  });

  it('that nothing would have ended has no decisive label', async () => {
    standIns.scores.overall = 0.3;
    const id = await run(config(NEVER));
    expect((await getRun(id)).processingType).toBe('full');
    await judge(id);
    expect((await labelsOf(id)).filter(({ decisive }) => decisive)).toEqual([]);
  });

  it('that a user asked for is not judged', async () => {
    const id = await run(config(NEVER), 'full');
    expect((await jobsOf(id)).filter(({ task }) => task === 'judge')).toEqual([]);
  });

  it('that a user asked for after a stop is shown there, and is in no estimate', async () => {
    const id = await bypassed(config(NEVER));
    const before = await falseStopRate();
    const upgrade = await requestFullRun(id);
    await finish(upgrade.id);
    await judge(upgrade.id, standInRuler(0.9));
    expect((await getRun(id)).audit).toMatchObject({ status: 'not_selected', loss: { source: 'self_selected', falseStop: true } });
    expect(await falseStopRate()).toEqual(before);
  });
});

describe('what the audits say', () => {
  it('is weighted, bounded exactly, and net of what it cost', async () => {
    await database().lossLabel.deleteMany();
    await database().audit.deleteMany();
    await database().$executeRaw`TRUNCATE metric_stop_entry, metric_stop_delta, metric_stop`;
    for (const loss of [0.9, 0.1, 0.1, 0.1]) {
      const id = await bypassed();
      await judge(await finish(await auditRunOf(id)), standInRuler(loss));
    }
    expect(await falseStopRate()).toMatchObject({ rate: 0.25, judged: 4, falseStops: 1, failed: 0, simpleRandom: 4 });
    const nextHour = hourOf(Date.now()) + 2;
    expect(await falseStopRate(windowBetween(nextHour, nextHour + 24))).toMatchObject({ rate: null, judged: 0 });

    const failing = await auditRunOf(await bypassed());
    standIns.engines.analyzer.analyze = () => Promise.reject(new WinnowError('model_missing', 'no model'));
    await finish(failing);
    const bounded = await falseStopRate();
    expect(bounded).toMatchObject({ rate: 0.25, failed: 1, simpleRandom: 5 });
    standIns = standInEngines();
    await judge(await finish(await auditRunOf(await run(config(ALWAYS, 'lightweight')))), standInRuler(0.6));
    expect(policyLoss(await readStops(windowOf(null, 0)))).toEqual({ loss: 0.6, judged: 1 });
    expect((await falseStopRate()).judged).toBe(4);

    await database().run.updateMany({ where: { kind: 'primary' }, data: { expectedFullMs: 1_000 } });
    await database().audit.updateMany({ where: { status: 'done' }, data: { fullMs: 800 } });
    expect(await expectedTimeError(null)).toEqual({ audits: 5, bias: 0.25, absolute: 0.25 });

    const saved = await deploymentTimeSaved(null);
    const audits = await database().runStage.aggregate({ where: { run: { kind: 'audit' } }, _sum: { spentMs: true } });
    const judging = await database().run.aggregate({ _sum: { judgeMs: true } });
    expect(saved.savedMs - saved.netSavedMs).toBe((audits._sum.spentMs ?? 0) + (judging._sum.judgeMs ?? 0));
  });
});

describe('the evidence on a condition', () => {
  const KEY = conditionPolicy('duration_seconds < 60', 0.9).key;
  const label = (runId: string, falseStop: boolean) => ({
    runId,
    fullRunId: runId,
    source: 'shadow' as const,
    stop: { kind: 'early_exit' as const, checkpoint: 'post_download' as const, conditionKey: KEY, round: 0 },
    decisive: false,
    pi: 1,
    u: 0.5,
    ruler: 'stand-in@1',
    loss: falseStop ? 1 : 0,
    informativeness: 0.9,
    falseStop,
    quality: null,
    points: [],
  });
  async function judged(falseStop: boolean) {
    const runId = await createRunUnder(config(NEVER));
    return database().$transaction(async (tx) => {
      await saveLossLabels(tx, [label(runId, falseStop)]);
      const moves = await updateEvidence(tx, [KEY]);
      await tellEvidence(tx, moves);
      return moves;
    });
  }

  it('suspends it when it is wrong too often, which is an alert, and lets it come back when it is right again', async () => {
    const moves = [];
    for (let i = 0; i < 15; i++) moves.push(...(await judged(true)));
    expect(moves).toMatchObject([{ key: KEY, from: 'trial', evidence: { state: 'suspended' } }]);
    expect(await suspendedConditions()).toContain(KEY);
    expect(await database().alertEvent.findMany({ where: { rule: 'condition_evidence' } })).toMatchObject([
      { type: 'firing', threshold: 0.85 },
    ]);
    expect(await database().outboxMessage.count({ where: { kind: 'alert' } })).toBeGreaterThan(0);
    const { conditions } = await readConditions();
    expect(conditions.find(({ key }) => key === KEY)).toMatchObject({ state: 'suspended', fires: false, labels: 15, falseStops: 15 });

    for (let i = 0; i < 80 && (await suspendedConditions()).includes(KEY); i++) await judged(false);
    expect(await suspendedConditions()).not.toContain(KEY);
    expect(await database().alertEvent.findMany({ where: { rule: 'condition_evidence', type: 'resolved' } })).toHaveLength(1);
  }, 60_000);
});
