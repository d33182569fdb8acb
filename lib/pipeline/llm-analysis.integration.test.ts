import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LlmPolicy } from '@/lib/core/gates/effective-config';
import { exampleConfig } from '@/lib/core/gates/fixture';
import type { AcquiredItem } from '@/lib/core/runs/content';
import { database } from '@/lib/data/client';
import { sweepLlmCache } from '@/lib/data/llm-cache';
import { readLlmSettings, writeLlmSettings } from '@/lib/data/llm-settings';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { honestAnswer, promptOf } from '@/lib/engines/llm/testing/reader';
import { type StandInLlm, startStandInLlm } from '@/lib/engines/llm/testing/stand-in';
import { createLlmEngine } from './llm-engine';
import { runStage } from './run-stage';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { METADATA, type StandIns, standInEngines } from './testing/engines';
import { getRun } from './views';

const POLICY: LlmPolicy = {
  model: 'strong',
  cheapModel: 'cheap',
  semanticCache: false,
  errorBound: 0.02,
  promptCompression: false,
  budgets: { auto: { tokens: null, costUsdMicros: null }, full: { tokens: null, costUsdMicros: null } },
};
const SETTINGS = {
  models: ['strong', 'cheap'].map((name) => ({ name, context_tokens: 8_000, input_usd_per_million: 1, output_usd_per_million: 4 })),
  concurrency: 1,
};

let test: TestDatabase;
let folder: string;
let server: StandInLlm;
let standIns: StandIns;
beforeAll(async () => {
  test = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  process.env.WINNOW_DATA_DIR = folder;
  await writeLlmSettings(SETTINGS);
});
afterAll(async () => {
  await test.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  server = await startStandInLlm(honestAnswer);
  standIns = standInEngines();
  standIns.source.acquire = async () => item();
  const { engines } = standIns;
  engines.llm = createLlmEngine({ baseUrl: server.baseUrl, apiKey: 'key', maxAttempts: 2 }, engines.embedder);
});
afterEach(() => server.close());

/** Long enough for several parts. */
function item(): AcquiredItem {
  const text = (i: number) =>
    `In year ${1500 + i} the valley counted ${i * 37 + 5} boats, ${i + 3} mills and ${i * 3} orchards, and keeper number ${i} wrote it down.`;
  const segments = Array.from({ length: 300 }, (_, i) => ({
    startSeconds: null,
    endSeconds: null,
    text: text(i),
    confidence: null,
    speaker: null,
  }));
  return {
    kind: 'item',
    mediaKind: 'article',
    metadata: METADATA,
    mediaFile: null,
    transcript: { origin: 'article', language: 'en', engine: 'published', segments },
  };
}
const create = (policy: Partial<LlmPolicy> = {}) => createRunUnder({ ...exampleConfig(), llm: { ...POLICY, ...policy } }, 'auto');
async function finish(policy: Partial<LlmPolicy> = {}) {
  standIns.scores.overall = 0.3;
  const id = await create(policy);
  await driveRun(id, testWorker(standIns.engines));
  return getRun(id);
}

describe('a run whose configuration names a language model', () => {
  it('is analysed by it, every quote is in the transcript, and all that it took is known to the micro', async () => {
    const run = await finish();
    expect(run).toMatchObject({ state: 'finished', processingType: 'full' });
    const { analysis } = run;
    expect(analysis!.llm).toMatchObject({ result: 'model', reason: null });
    expect(analysis!.keyPoints.length).toBeGreaterThan(2);
    const segments = item().transcript!.segments;
    for (const { span } of analysis!.keyPoints) expect(segments[span.segmentIndex]!.text).toContain(span.quote);

    const calls = await database().llmCall.findMany({ where: { runId: run.id } });
    expect(calls).toHaveLength(server.requests.length);
    const cost = calls.reduce((sum, { costUsdMicros }) => sum + Number(costUsdMicros), 0);
    expect(analysis!.usage).toMatchObject({ apiCalls: calls.length, costUsdMicros: cost });
    expect(cost).toBe(calls.reduce((sum, call) => sum + call.inputTokens + 4 * call.outputTokens, 0));
    const record = await database().performanceRecord.findUniqueOrThrow({ where: { runId: run.id } });
    expect(record).toMatchObject({ apiCalls: calls.length, costUsdMicros: BigInt(cost) });
  });

  it('has its conditions fed by the local analyser alone', async () => {
    const run = await finish();
    const signals = run.signalSets.find(({ checkpoint }) => checkpoint === 'post_analysis')!.signals;
    // The stand-in for the local engine finds one claim; the model finds many.
    expect(signals.find(({ name }) => name === 'claim_count')!.value).toBe(1);
    expect(run.analysis!.claims.length).toBeGreaterThan(1);
  });

  it('goes on after a kill without paying again for the parts that are done', async () => {
    standIns.scores.overall = 0.3;
    const id = await create();
    const shutdown = new AbortController();
    server.answerWith((request, n) => {
      if (n === 2) shutdown.abort();
      return honestAnswer(request);
    });
    const worker = testWorker(standIns.engines, { shutdown: shutdown.signal });
    for (const stage of ['acquire', 'assess', 'analyze'] as const) await runStage(id, stage, worker);
    expect((await getRun(id)).state).toBe('analyzing');
    const paid = server.requests.length;
    expect(await database().artifact.count({ where: { scopeRunId: id, kind: 'llm_part' } })).toBe(2);
    await driveRun(id, testWorker(standIns.engines));
    const run = await getRun(id);
    const { total } = run.analysis!.llm!.parts;
    expect(total).toBeGreaterThan(3);
    // What is left of the parts, and the merge.
    expect(server.requests.length - paid).toBe(total - 2 + 1);
    expect(run.analysis!.usage.apiCalls).toBe(total + 2);
  });

  it('finishes with the local result, and why, when the endpoint fails', async () => {
    server.answerWith(() => ({ kind: 'status', status: 401 }));
    const run = await finish();
    expect(run).toMatchObject({ state: 'finished', processingType: 'full' });
    expect(run.analysis).toMatchObject({ engine: 'stand-in@1', llm: { result: 'local', reason: 'unauthorized' } });
    expect(run.analysis!.usage).toMatchObject({ apiCalls: 1, costUsdMicros: 0 });
  });

  it('finishes with the local result on a worker that has no endpoint', async () => {
    delete standIns.engines.llm;
    expect((await finish()).analysis!.llm).toMatchObject({ result: 'local', reason: 'unauthorized' });
  });

  it('has an unknown cost, and not none, where a price is not known', async () => {
    await writeLlmSettings({ ...SETTINGS, models: SETTINGS.models.slice(1) });
    const run = await finish();
    await writeLlmSettings(SETTINGS);
    expect(run.analysis!.usage.costUsdMicros).toBeNull();
    const record = await database().performanceRecord.findUniqueOrThrow({ where: { runId: run.id } });
    expect(record.costUsdMicros).toBeNull();
    expect(record.apiCalls).toBeGreaterThan(0);
  });

  it('takes answers to the same questions from the cache, and says what that saved', async () => {
    const first = await finish({ semanticCache: true });
    const paid = server.requests.length;
    expect(paid).toBeGreaterThan(3);
    const again = await finish({ semanticCache: true });
    expect(server.requests).toHaveLength(paid);
    expect(again.analysis!.usage).toMatchObject({ apiCalls: 0, costUsdMicros: 0 });
    expect(again.analysis!.llm!.cached).toMatchObject({ exact: paid, savedUsdMicros: first.analysis!.usage.costUsdMicros });
    expect(again.analysis!.summary).toBe(first.analysis!.summary);
    const record = await database().performanceRecord.findUniqueOrThrow({ where: { runId: again.id } });
    expect(record).toMatchObject({ apiCalls: 0, apiCallsSaved: paid, costSavedUsdMicros: BigInt(first.analysis!.usage.costUsdMicros!) });

    expect(await sweepLlmCache(30, 1_000_000_000)).toBe(0);
    expect(await sweepLlmCache(30, 1)).toBeGreaterThan(0);
    expect(await database().llmCache.count()).toBe(0);
  });

  it('sends titles and texts only between its fences', async () => {
    await finish();
    for (const request of server.requests) {
      const system = request.body.messages!.find(({ role }) => role === 'system')!.content;
      expect(system).not.toContain('Low Ferry');
      expect(promptOf(request).get('about')).toContain('Low Ferry');
    }
  });
});

describe('settings of language models', () => {
  it('that are faulty are refused by field, and change nothing', async () => {
    const before = await readLlmSettings();
    const bad = { models: [{ name: 'x', input_usd_per_million: -1 }], cache: { error_bound: 5 }, colour: 'red' };
    await expect(writeLlmSettings(bad)).rejects.toMatchObject({
      code: 'invalid_request',
      fields: expect.arrayContaining([expect.objectContaining({ field: 'cache.error_bound' })]),
    });
    expect(await readLlmSettings()).toEqual(before);
  });
});
