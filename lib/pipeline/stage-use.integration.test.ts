import { afterAll, beforeAll, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { standInEngines } from './testing/engines';

const BURNT_MS = 120;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());

function burn(): void {
  const until = process.cpuUsage().user + BURNT_MS * 1000;
  while (process.cpuUsage().user < until);
}

it('what stages took is counted over all attempts, and waiting between them is not', async () => {
  const { engines } = standInEngines();
  const { analyze } = engines.analyzer;
  let attempts = 0;
  engines.analyzer.analyze = (...asked) => {
    burn();
    return ++attempts < 3 ? Promise.reject(new WinnowError('engine_failed', 'not yet')) : analyze.apply(engines.analyzer, asked);
  };
  const id = await createRunUnder(exampleConfig(), 'full');
  for (let i = 0; i < 3; i++) {
    await driveRun(id, testWorker(engines));
    // The queue would come back when the retry is due.
    await new Promise((done) => setTimeout(done, 300));
  }
  const run = await database().run.findUniqueOrThrow({ where: { id }, include: { stages: true, performanceRecord: true } });
  expect(run.state).toBe('finished');
  const analyzing = run.stages.find(({ stage }) => stage === 'analyze')!;
  expect(analyzing.attempts).toBe(2);
  expect(analyzing.cpuMs).toBeGreaterThanOrEqual(3 * BURNT_MS - 5);
  expect(analyzing.spentMs).toBeGreaterThanOrEqual(3 * BURNT_MS - 5);
  const sum = (value: (stage: (typeof run.stages)[number]) => number) => run.stages.reduce((total, stage) => total + value(stage), 0);
  expect([run.spentMs, run.cpuMs]).toEqual([sum(({ spentMs }) => spentMs), sum(({ cpuMs }) => cpuMs)]);
  expect(run.performanceRecord).toMatchObject({ spentMs: run.spentMs, cpuMs: run.cpuMs });
  const wall = run.finishedAt!.getTime() - run.createdAt.getTime();
  expect(run.spentMs!).toBeLessThan(wall - 550);
});

it('two stages at once share what the process used', async () => {
  const { engines } = standInEngines();
  const { analyze } = engines.analyzer;
  engines.analyzer.analyze = async (...asked) => {
    await new Promise((done) => setTimeout(done, 50));
    burn();
    return analyze.apply(engines.analyzer, asked);
  };
  const ids = await Promise.all([createRunUnder(exampleConfig(), 'full'), createRunUnder(exampleConfig(), 'full')]);
  const before = process.cpuUsage();
  await Promise.all(ids.map((id) => driveRun(id, testWorker(engines))));
  const { user, system } = process.cpuUsage(before);
  const { _sum } = await database().runStage.aggregate({ where: { runId: { in: ids } }, _sum: { cpuMs: true } });
  expect(_sum.cpuMs).toBeGreaterThanOrEqual(2 * BURNT_MS - 10);
  // Never more than was used; each of ten stages is rounded.
  expect(_sum.cpuMs).toBeLessThanOrEqual((user + system) / 1000 + 10);
});
