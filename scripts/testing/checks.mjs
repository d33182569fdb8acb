import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startThrowawayPostgres } from '../../lib/data/embedded/throwaway.ts';
import { buildPages, generateClient } from '../../supervisor/generated.ts';
import { ROOT } from '../prepare.mjs';
import { say } from '../steps.mjs';
import { asOne, runNode } from './command.mjs';
import { vitestCounts } from './counts.mjs';

const never = new AbortController().signal;
const made = (anew) => {
  say(anew ? 'made anew' : 'up to date');
  return asOne(0);
};

export const databaseClient = async () => made(await generateClient(ROOT, never));
export const build = async () => made(await buildPages(ROOT, never));
export const lint = async () => asOne(await runNode(['node_modules/@biomejs/biome/bin/biome', 'check', '.']));
export const types = async () => asOne(await runNode(['node_modules/typescript/bin/tsc', '--noEmit']));

/** The migrations are played into an empty database, and what comes out is compared with prisma/schema. */
export async function migrations() {
  const server = await startThrowawayPostgres();
  try {
    const compare = ['--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema', '--exit-code'];
    const environment = { ...process.env, DATABASE_URL: server.url('postgres') };
    return asOne(await runNode(['node_modules/prisma/build/index.js', 'migrate', 'diff', ...compare], environment));
  } finally {
    await server.discard();
  }
}

export async function unitAndIntegration() {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-vitest-'));
  const report = join(folder, 'report.json');
  try {
    const status = await runNode([
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    return vitestCounts(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
