import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { standInEngines } from './testing/engines';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDeployment();
});
afterAll(() => test.close());
afterEach(() => {
  delete process.env.DASHBOARD_API_URL;
});

async function finishedRun(): Promise<string> {
  const id = await createRunUnder(exampleConfig({}), 'auto');
  await driveRun(id, testWorker(standInEngines().engines));
  return id;
}

it('a finished run is posted elsewhere where DASHBOARD_API_URL names another deployment, and only there', async () => {
  await finishedRun();
  expect(await database().outboxMessage.count()).toBe(0);
  process.env.DASHBOARD_API_URL = 'https://winnow.example';
  const { processingType, contentType } = await database().run.findUniqueOrThrow({ where: { id: await finishedRun() } });
  const [message, ...others] = await database().outboxMessage.findMany();
  expect(others).toEqual([]);
  expect(message).toMatchObject({ targetName: 'dashboard', kind: 'record', deliveredAt: null });
  expect(message?.payload).toMatchObject({ processing_type: processingType, content_type: contentType });
});
