import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { NewExperimentRequest } from '@/lib/core/experiments/requests';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import { createTestDatabase, type TestDatabase } from '@/lib/data/testing';
import { changeConfig } from '@/lib/learning/config/actions';
import { applyExperiment, startExperiment, stopExperiment } from '@/lib/learning/experiments/actions';
import { readExperiment } from '@/lib/learning/experiments/views';
import { submitRun } from '.';

const OVERALL = 'quality_filtering.thresholds.min_overall';
const FLAGS = { ENABLE_QUALITY_FILTERING: '1', ENABLE_CONTENT_ROUTING: '1', ENABLE_EARLY_EXIT: '1' };

let test: TestDatabase;
let arms: NewExperimentRequest['arms'];

beforeAll(async () => {
  test = await createTestDatabase();
  Object.assign(process.env, FLAGS);
  await activeConfigVersion();
  const version = async (bar: number) => (await changeConfig({ set: { [OVERALL]: bar }, activate: false }, 'test', 'any')).number;
  arms = [
    { name: 'careful', role: 'conservative', config_version: await version(0.8), share: 0.5 },
    { name: 'bold', role: 'aggressive', config_version: await version(0.5), share: 0.5 },
  ];
});
afterAll(async () => {
  for (const name of Object.keys(FLAGS)) delete process.env[name];
  await test.close();
});
beforeEach(async () => {
  await database().$executeRaw`TRUNCATE run, experiment, condition_evidence CASCADE`;
});
afterEach(() => {
  delete process.env.CONFIG_VERSION;
  delete process.env.QUALITY_MIN_OVERALL;
});

const start = (own: Partial<NewExperimentRequest> = {}) => startExperiment({ name: 'Bars', note: '', arms, ...own }, 'test');
const submit = async (url: string, rest = {}) => (await submitRun({ url, ...rest }, 'api')).run.id;
const exposures = () => database().exposure.findMany();
async function decidedUnder(runId: string) {
  const { effectiveConfigHash } = await database().run.findUniqueOrThrow({ where: { id: runId } });
  return loadEffectiveConfig(effectiveConfigHash);
}

describe('while an experiment runs', () => {
  it('each item gets an arm and keeps it, and is exposed once', async () => {
    const { id } = await start();
    const seen = new Map<string, string>();
    for (let i = 0; i < 24; i++) {
      const runId = await submit(`https://valley.example/${i}`);
      const { experiment, configVersion } = await decidedUnder(runId);
      expect(experiment?.id).toBe(id);
      expect(configVersion).toBe(arms.find(({ name }) => name === experiment?.arm)?.config_version);
      seen.set(`https://valley.example/${i}`, experiment!.arm);
    }
    expect(new Set(seen.values())).toEqual(new Set(['careful', 'bold']));
    for (const [url, arm] of seen) expect((await decidedUnder(await submit(url, { force: true }))).experiment?.arm).toBe(arm);
    expect(await exposures()).toHaveLength(24);
    const view = await readExperiment(id);
    expect(view.arms.map(({ exposed }) => exposed).reduce((a, b) => a + b)).toBe(24);
    expect(view.decision.verdict).toBe('not_yet');
  });

  it('an item whose submitter chose the depth is no exposure', async () => {
    await start();
    await submit('https://valley.example/deep', { depth: 'full' });
    expect(await exposures()).toHaveLength(0);
  });

  it('CONFIG_VERSION pins a process to an arm or a version, and what it takes in is no exposure', async () => {
    await start();
    process.env.CONFIG_VERSION = 'bold';
    expect((await decidedUnder(await submit('https://valley.example/pinned'))).experiment?.arm).toBe('bold');
    process.env.CONFIG_VERSION = '1';
    expect(await decidedUnder(await submit('https://valley.example/version'))).toMatchObject({ configVersion: 1 });
    expect(await exposures()).toHaveLength(0);
    process.env.CONFIG_VERSION = 'nobody';
    await expect(submit('https://valley.example/nobody')).rejects.toMatchObject({ code: 'config_invalid' });
  });

  it('the evidence is that of its beginning', async () => {
    const suspend = (key: string) =>
      database().conditionEvidence.create({
        data: {
          key,
          checkpoint: 'post_download',
          bar: 0.8,
          state: 'suspended',
          since: new Date(),
          capital: 1,
          labels: 9,
          wrong: 9,
          rightWeight: 0,
          wrongWeight: 9,
          updatedAt: new Date(),
        },
      });
    await suspend('before');
    const { id } = await start();
    await suspend('after');
    expect((await decidedUnder(await submit('https://valley.example/frozen'))).suspendedConditions).toEqual(['before']);
    await stopExperiment(id);
    expect((await decidedUnder(await submit('https://valley.example/free'))).suspendedConditions).toEqual(['after', 'before']);
  });
});

describe('starting is refused', () => {
  it('while another one runs', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('where the environment holds what the arms differ in', async () => {
    process.env.QUALITY_MIN_OVERALL = '0.7';
    await expect(start()).rejects.toMatchObject({ code: 'invalid_request', message: expect.stringContaining('QUALITY_MIN_OVERALL') });
    delete process.env.QUALITY_MIN_OVERALL;
    process.env.ENABLE_QUALITY_FILTERING = '0';
    await expect(start()).rejects.toMatchObject({ message: expect.stringContaining('ENABLE_QUALITY_FILTERING') });
    process.env.ENABLE_QUALITY_FILTERING = '1';
  });

  it('where an arm is no version, or the arms decide alike', async () => {
    const [careful, bold] = arms as [(typeof arms)[number], (typeof arms)[number]];
    await expect(start({ arms: [careful, { ...bold, config_version: 99 }] })).rejects.toMatchObject({
      fields: [{ field: 'arms.1.config_version' }],
    });
    const watching = { set: { 'monitoring.overall_metrics.bypass_rate.target': 0.61 }, base: careful.config_version, activate: false };
    const { number } = await changeConfig(watching, 'test', 'any');
    await expect(start({ arms: [careful, { ...bold, config_version: number }] })).rejects.toMatchObject({
      message: expect.stringContaining('decide alike'),
    });
  });
});

it('an experiment is stopped once; what has not won cannot be applied', async () => {
  const { id } = await start();
  await expect(applyExperiment(id, 'test')).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('nothing has won'),
  });
  expect((await stopExperiment(id)).state).toBe('stopped');
  await expect(stopExperiment(id)).rejects.toMatchObject({ code: 'conflict' });
  expect((await decidedUnder(await submit('https://valley.example/later'))).experiment).toBeUndefined();
});

it('the arm that saves more at no worse quality wins, and is made the active version', async () => {
  const { id } = await start();
  for (let i = 0; i < 400; i++) await submit(`https://valley.example/${i}`);
  // Full runs of the careful arm save nothing, those of the bold arm half; quality is alike.
  await database().$executeRaw`
    UPDATE run r SET state = 'finished', stage = NULL, processing_type = 'full', expected_full_ms = 1000, quality_score = 0.8 + random() / 100,
      spent_ms = CASE WHEN x.arm = 'bold' THEN 500 ELSE 1000 END + (random() * 50)::int, finished_at = now()
    FROM exposure x WHERE x.run_id = r.id`;
  const { decision, health, timeDifference } = await readExperiment(id);
  expect(health.filter(({ healthy }) => !healthy)).toEqual([]);
  expect(timeDifference.value).toBeGreaterThan(0.4);
  expect(decision).toMatchObject({ verdict: 'aggressive', configVersion: arms[1]!.config_version, measured: true });
  expect(await applyExperiment(id, 'test')).toMatchObject({ state: 'applied', appliedVersion: arms[1]!.config_version });
  expect((await activeConfigVersion()).number).toBe(arms[1]!.config_version);
}, 120_000);
