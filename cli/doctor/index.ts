import { closeDatabase } from '@/lib/data/client';
import { EXIT } from '../exit-codes';
import { dim, say, sayJson } from '../output';
import { checkAccess } from './access';
import type { Check, CheckState } from './check';
import { checkConfiguration, environmentOrDefaults } from './configuration';
import { checkDatabase } from './database';
import { checkDiscord } from './discord';
import { checkDrive } from './drive';
import { checkLanguageModel } from './llm';
import { checkMachine } from './machine';
import { checkPerformanceRollups } from './rollups';
import { checkStored } from './stored';
import { checkTools } from './tools';
import { checkTracing } from './tracing';

const MARKS: Record<CheckState, string> = { ok: '✓', warning: '!', missing: '✗', off: '–' };

/**
 * doctor looks at each need and says how to fix what is missing; `deep` holds the rollups against the records as well. Returns the exit code: a
 * failure when something needed is missing.
 */
export async function doctor({ json, deep }: { json: boolean; deep: boolean }): Promise<number> {
  const { env, faults } = environmentOrDefaults();
  const checks = await Promise.all([
    ...checkMachine(env),
    ...checkDatabase(env),
    ...checkAccess(env),
    ...(deep ? checkPerformanceRollups(env) : []),
    ...checkStored(env),
    ...checkTools(),
    ...checkTracing(env),
    ...checkLanguageModel(env),
    ...checkConfiguration(env, faults),
    ...checkDiscord(env),
    ...checkDrive(env),
  ]);
  await closeDatabase();
  const healthy = checks.every(({ state }) => state !== 'missing');
  if (json) sayJson({ ok: healthy, checks });
  else report(checks);
  return healthy ? EXIT.ok : EXIT.failed;
}

function report(checks: Check[]): void {
  const width = Math.max(...checks.map(({ name }) => name.length));
  for (const { name, state, detail, fix } of checks) {
    say(`${MARKS[state]} ${name.padEnd(width)}  ${state === 'off' ? dim(detail) : detail}`);
    if (fix && state !== 'ok') say(`  ${' '.repeat(width)}  to fix: ${fix}`);
  }
  const count = (state: CheckState) => checks.filter((check) => check.state === state).length;
  say(`\n${count('ok')} ok, ${count('warning')} with a limitation, ${count('missing')} missing, ${count('off')} optional and off`);
}
