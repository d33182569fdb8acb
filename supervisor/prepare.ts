/** What Winnow's processes need before they start, each a step with its line. */
import type { Env } from '@/lib/config/env';
import { migrateDatabase } from '@/lib/data/migrate';
import { step, warn } from '../scripts/steps.mjs';
import { SupervisedDatabase } from './database';
import { buildPages, generateClient } from './generated';
import { COMFORTABLE_FREE_BYTES, checkFolder } from './preflight';

const GIB = 2 ** 30;

/** Throws when the data folder cannot be written or its disk is all but full. */
export function prepareFolders(env: Env, logFolder: string): void {
  const free = checkFolder(env.dataDir);
  checkFolder(logFolder);
  if (free < COMFORTABLE_FREE_BYTES)
    warn(`Only ${(free / GIB).toFixed(1)} GiB are free for ${env.dataDir}; large items may fail with "disk full".`);
}

/** Starts the database, or finds it, and brings its tables up to date. */
export async function prepareDatabase(database: SupervisedDatabase, env: Env): Promise<void> {
  await step('Tables', async (note) => {
    const { pending, changed, unknown } = await migrateDatabase(env.values.DATABASE_DIRECT_URL ?? database.url);
    note(pending.length > 0 ? `${pending.length} migration${pending.length === 1 ? '' : 's'} applied` : 'up to date');
    if (changed.length > 0) warn(`These migrations were changed after they had been applied: ${changed.join(', ')}`);
    if (unknown.length > 0) warn(`This database was last used by a newer version of Winnow, which added: ${unknown.join(', ')}`);
  });
}

export function startDatabase(env: Env, mayStart: boolean): Promise<SupervisedDatabase> {
  return step('Database', async (note) => {
    const database = await (mayStart ? SupervisedDatabase.start(env) : SupervisedDatabase.find(env));
    note(database.description);
    return database;
  });
}

/** Makes the Prisma client, and the pages where they are served from a build. */
export async function prepareGenerated(root: string, pages: boolean, signal: AbortSignal): Promise<void> {
  const noted = (made: boolean) => (made ? 'made anew' : 'up to date');
  await step('Database client', async (note) => note(noted(await generateClient(root, signal))));
  if (pages)
    await step('Pages (built when they have changed, up to a minute)', async (note) => note(noted(await buildPages(root, signal))));
}
