/** Databases for tests and measurements: each a clone of one template that has all migrations applied. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { closeDatabase } from './client';
import { startThrowawayPostgres, type ThrowawayPostgres } from './embedded/throwaway';
import { migrateDatabase } from './migrate';

const TEMPLATE = 'winnow_template';

/** Where the vitest set-up leaves the address of the template, for the processes that run the test files. */
const TEMPLATE_URL_VARIABLE = 'WINNOW_TEST_TEMPLATE_URL';

/** startTemplateServer starts a throw-away server with the template, and tells `createTestDatabase` of it through the environment. */
export async function startTemplateServer(): Promise<ThrowawayPostgres> {
  const server = await startThrowawayPostgres();
  await migrateDatabase(server.url(TEMPLATE));
  process.env[TEMPLATE_URL_VARIABLE] = server.url(TEMPLATE);
  return server;
}

export interface TestDatabase {
  url: string;
  /** Disconnects this process's client, drops the database and restores an earlier DATABASE_URL. */
  close(): Promise<void>;
}

/** createTestDatabase clones the template and points this process's DATABASE_URL at the clone. A test file makes one and closes it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = process.env[TEMPLATE_URL_VARIABLE];
  if (!template) throw new Error(`${TEMPLATE_URL_VARIABLE} is not set: run this under vitest, or call startTemplateServer first`);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onServer(template, `create database ${name} template ${TEMPLATE}`);

  const url = new URL(template);
  url.pathname = `/${name}`;
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = url.toString();
  return {
    url: url.toString(),
    async close() {
      await closeDatabase();
      // Otherwise the address stays: what still reconnects then finds a database that is away, and not that there never was one.
      if (before !== undefined) process.env.DATABASE_URL = before;
      await onServer(template, `drop database ${name} with (force)`);
    },
  };
}

/** createTestDeployment is a test database with a data folder beside it, which this process's WINNOW_DATA_DIR names until it is closed. */
export async function createTestDeployment(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'winnow-test-'));
  process.env.WINNOW_DATA_DIR = folder;
  return {
    url: database.url,
    async close() {
      await database.close();
      delete process.env.WINNOW_DATA_DIR;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string, sql: string): Promise<void> {
  const server = new URL(url);
  server.pathname = '/postgres';
  const client = new pg.Client({ connectionString: server.toString() });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
