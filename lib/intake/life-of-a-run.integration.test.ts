import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { runStage } from '@/lib/pipeline/run-stage';
import { driveRun, testWorker } from '@/lib/pipeline/testing/drive';
import { recording, type StandIns, standInEngines } from '@/lib/pipeline/testing/engines';
import { getRun } from '@/lib/pipeline/views';
import { cancelRun, requestFullRun, retryRun, submitRun, tryOut } from '.';

const FLAGS_OFF = { ENABLE_QUALITY_FILTERING: '0', ENABLE_CONTENT_ROUTING: '0', ENABLE_EARLY_EXIT: '0', ENABLE_DASHBOARD_METRICS: '1' };
const FLAGS_ON = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1', ENABLE_DASHBOARD_METRICS: '1' };

let test: TestDatabase;
let standIns: StandIns;
let n = 0;

beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());
beforeEach(() => {
  standIns = standInEngines();
  Object.assign(process.env, FLAGS_ON);
});

async function submit(options: { depth?: 'auto' | 'quick' | 'full' } = {}): Promise<string> {
  return (await submitRun({ url: `https://valley.example/${++n}`, ...options }, 'api')).run.id;
}

async function finish(id: string) {
  await driveRun(id, testWorker(standIns.engines));
  return getRun(id);
}

describe('a run', () => {
  it('with all flags off is analysed in full, and every gate is recorded', async () => {
    Object.assign(process.env, FLAGS_OFF);
    standIns.scores.overall = 0.99;
    const run = await finish(await submit());
    expect(run).toMatchObject({ state: 'finished', processingType: 'full', qualityScore: 0.99, error: null });
    expect(run.decisions.map(({ kind, decision }) => (kind === 'checkpoint' ? decision.checkpoint : kind))).toEqual([
      'post_download',
      'post_transcription',
      'routing',
      'bypass',
      'post_quality_filtering',
      'post_analysis',
    ]);
    expect(run.stages.map(({ status }) => status)).toEqual(['done', 'skipped', 'done', 'done', 'done']);
    expect(await database().passage.count({ where: { runId: run.id } })).toBeGreaterThan(0);
    expect(await database().performanceRecord.findUnique({ where: { runId: run.id } })).toMatchObject({ processingType: 'full' });
  });

  it('whose quick result is good enough is not analysed', async () => {
    standIns.scores.overall = 0.8;
    const run = await finish(await submit());
    expect(run).toMatchObject({ state: 'finished', processingType: 'lightweight', qualityScore: 0.8, analysis: null });
    expect(run.verdict).toBe('The quick result scored 0.80; the bar is 0.65; no more was needed.');
    expect(standIns.calls.analyze).toBe(0);
  });

  it('that a condition stops at post_download is not heard, and says why', async () => {
    standIns.source.acquire = (_, to) => recording(to, 30);
    const run = await finish(await submit());
    expect(run).toMatchObject({ processingType: 'early_exit', exitCheckpoint: 'post_download', qualityScore: null });
    expect(standIns.heard).toEqual([]);
    const [first] = run.decisions;
    expect(first?.kind === 'checkpoint' && first.decision.fired?.explanation[0]?.values).toEqual([
      { signal: 'duration_seconds', value: 30 },
    ]);
  });

  it('of depth full is stopped by nothing', async () => {
    standIns.source.acquire = (_, to) => recording(to, 30);
    standIns.scores.overall = 0.99;
    expect(await finish(await submit({ depth: 'full' }))).toMatchObject({ processingType: 'full' });
  });

  it('hears every window once, and stores the signals of every round', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    const run = await finish(await submit());
    expect([...standIns.heard].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(run.signalSets.filter(({ checkpoint }) => checkpoint === 'mid_transcription').map(({ round }) => round)).toEqual([1, 2, 5]);
    expect(run.transcriptInfo).toMatchObject({ heardShare: 1, segmentCount: 10 });
  });

  it('that is upgraded hears and fetches nothing again', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    standIns.scores.overall = 0.8;
    const first = await finish(await submit());
    expect(first.processingType).toBe('lightweight');
    const upgrade = await requestFullRun(first.id);
    expect((await requestFullRun(first.id)).id).toBe(upgrade.id);
    expect(await finish(upgrade.id)).toMatchObject({ kind: 'upgrade', processingType: 'full', parentRunId: first.id });
    expect(standIns.heard).toHaveLength(10);
    expect(standIns.calls.acquire).toBe(1);
    expect(await database().performanceRecord.findUnique({ where: { runId: upgrade.id } })).toBeNull();
  });

  it('of a playlist ends with a run for each entry, none of them twice', async () => {
    const entries = ['a', 'b', 'b#t=1'].map((name) => ({ url: `https://valley.example/list/${n}/${name}`, title: name }));
    standIns.source.acquire = async () => ({ kind: 'playlist', title: 'All of it', entries, omitted: 4 });
    const run = await finish(await submit());
    expect(run).toMatchObject({ state: 'finished', processingType: null, title: 'All of it' });
    expect(run.verdict).toContain('4 more are over the cap');
    expect(run.entries).toHaveLength(2);
    expect(run.children).toEqual([]);
    expect(await getRun(run.entries[0]!.id)).toMatchObject({ parentRunId: run.id, isEntry: true, entries: [] });
    expect(await database().performanceRecord.findUnique({ where: { runId: run.id } })).toBeNull();
  });
});

describe('a failure', () => {
  it('that cannot pass ends the run at once, with the reason', async () => {
    standIns.source.acquire = () => Promise.reject(new WinnowError('source_not_found', 'valley.example answered 404'));
    expect(await finish(await submit())).toMatchObject({
      state: 'failed',
      error: { code: 'source_not_found', fault: 'source', retry: 'never' },
    });
    expect(standIns.calls.acquire).toBe(1);
  });

  it('that may pass is tried again later, and three times in all', async () => {
    standIns.source.acquire = () => Promise.reject(new WinnowError('source_unavailable', 'valley.example answered 503'));
    const id = await submit();
    const waiting = await finish(id);
    expect(waiting).toMatchObject({ state: 'acquiring', error: null });
    expect(waiting.stages[0]).toMatchObject({ status: 'waiting', attempts: 1 });
    expect(Date.parse(waiting.stages[0]?.retryAt ?? '')).toBeGreaterThan(Date.now());
    await finish(id);
    expect(await finish(id)).toMatchObject({ state: 'failed', error: { code: 'source_unavailable' } });
    expect(standIns.calls.acquire).toBe(3);
  });

  it('of the source is no failure of Winnow, and counts apart', async () => {
    standIns.source.acquire = () => Promise.reject(new WinnowError('geo_blocked', 'not here'));
    const run = await finish(await submit());
    expect(await database().performanceRecord.findUnique({ where: { runId: run.id } })).toMatchObject({
      processingType: null,
      fault: 'source',
    });
  });

  it('tried again by the user is a run of its own that keeps what was heard', async () => {
    standIns.source.acquire = (_, to) => recording(to, 250);
    const analyze = standIns.engines.analyzer.analyze;
    standIns.engines.analyzer.analyze = () => Promise.reject(new WinnowError('model_missing', 'no model'));
    const failed = await finish(await submit({ depth: 'full' }));
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'model_missing' } });
    standIns.engines.analyzer.analyze = analyze;
    const again = await retryRun(failed.id);
    expect(await finish(again.id)).toMatchObject({ state: 'finished', processingType: 'full', parentRunId: failed.id });
    expect(standIns.heard).toHaveLength(10);
  });
});

describe('a lease', () => {
  it('lost to a cancel lets nothing be written, and the work is aborted', async () => {
    const id = await submit();
    let aborted = false;
    standIns.engines.acquirer.acquire = async (_url, { signal }) => {
      await cancelRun(id);
      await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      throw new Error('not reached');
    };
    await runStage(id, 'acquire', testWorker(standIns.engines)).catch((error: WinnowError) => {
      aborted = error.code === 'lease_lost';
    });
    expect(aborted).toBe(true);
    const run = await getRun(id);
    expect(run.state).toBe('cancelled');
    expect(run.stages.every(({ status }) => status === 'skipped')).toBe(true);
  });

  it('is given to one worker only', async () => {
    const id = await submit();
    let working = 0;
    let most = 0;
    standIns.source.acquire = async (_, to) => {
      most = Math.max(most, ++working);
      await new Promise((done) => setImmediate(done));
      working--;
      return recording(to, 250);
    };
    await Promise.all(Array.from({ length: 5 }, () => runStage(id, 'acquire', testWorker(standIns.engines))));
    expect(most).toBe(1);
    expect(standIns.calls.acquire).toBe(1);
  });

  it('is handed back when the worker shuts down, and nothing is counted', async () => {
    const id = await submit();
    const shutdown = new AbortController();
    standIns.source.acquire = async () => {
      shutdown.abort();
      throw new Error('interrupted');
    };
    await runStage(id, 'acquire', testWorker(standIns.engines, { shutdown: shutdown.signal }));
    const run = await getRun(id);
    expect(run.stages[0]).toMatchObject({ status: 'waiting', attempts: 0, crashes: 0, retryAt: null });
    standIns = standInEngines();
    expect(await finish(id)).toMatchObject({ state: 'finished' });
  });
});

describe('a try', () => {
  it('goes the way of its draft, and is in no metric, no memory, no evidence and no other run’s way', async () => {
    standIns.scores.overall = 0.99;
    const [tried] = await tryOut({ urls: [`https://valley.example/${++n}`], set: { 'quality_filtering.enabled': false } }, 'web');
    const run = await finish(tried!.id);
    expect(run).toMatchObject({ kind: 'tryout', state: 'finished', processingType: 'full' });
    expect(await database().performanceRecord.count({ where: { runId: run.id } })).toBe(0);
    expect(await database().passage.count({ where: { runId: run.id } })).toBe(0);
    expect(await database().audit.count({ where: { runId: run.id } })).toBe(0);
    expect(await database().$queryRaw`SELECT 1 FROM graphile_worker._private_jobs WHERE key = ${`judge:${run.id}`}`).toEqual([]);
    expect((await submitRun({ url: run.url }, 'api')).created).toBe(true);
    await expect(retryRun(run.id)).rejects.toMatchObject({ code: 'conflict' });
    await expect(requestFullRun(run.id)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('of a faulty draft, or of an address that can never work, is refused by name', async () => {
    await expect(
      tryOut({ urls: ['https://valley.example/x'], set: { 'quality_filtering.thresholds.min_overall': 3 } }, 'web'),
    ).rejects.toMatchObject({
      code: 'config_invalid',
    });
    await expect(tryOut({ urls: ['https://valley.example/x', 'http://127.0.0.1/'] }, 'web')).rejects.toMatchObject({
      fields: [{ field: 'urls.1' }],
    });
  });
});
