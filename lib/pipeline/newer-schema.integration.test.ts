import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleConfig } from '@/lib/core/gates/fixture';
import { database } from '@/lib/data/client';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { fold } from '@/lib/metrics/fold';
import { readPerformance } from '@/lib/metrics/read';
import { createRunUnder, driveRun, testWorker } from './testing/drive';
import { standInEngines } from './testing/engines';
import { getRun } from './views';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDeployment();
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  // What the next release may do while this one's processes still run (decision 50).
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`);
  for (const { name } of rows)
    await client.query(`ALTER TABLE "${name}" ADD COLUMN "of_the_next_release" text, ADD COLUMN "also_new" int NOT NULL DEFAULT 7`);
  await client.query('CREATE TABLE "new_table" ("run_id" uuid REFERENCES "run"("id") ON DELETE CASCADE)');
  await client.query('ALTER TYPE "stage_status" ADD VALUE \'postponed\'');
  await client.end();
});
afterAll(() => test.close());

it('today’s code finishes runs and counts them on tables that a newer release has added to', async () => {
  const ids = [await createRunUnder(exampleConfig(), 'full'), await createRunUnder(exampleConfig(), 'auto')];
  for (const id of ids) await driveRun(id, testWorker(standInEngines().engines));
  expect(await database().run.count({ where: { state: 'finished' } })).toBe(2);
  await fold();
  expect((await readPerformance({ hours: null, filter: {} })).overallMetrics.totalProcessed).toBe(2);
  expect(await getRun(ids[0]!)).toMatchObject({ state: 'finished' });
});
