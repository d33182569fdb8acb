/**
 * `npm test`: installs what is missing, then checks everything: format and lint, types, migrations, unit and integration tests, the build, and
 * end-to-end tests in a browser against a real stack. `npm run test:fast` (--fast) leaves out the last two. Every step runs even when an earlier
 * one has failed, unless it needs that one. The last line is `N passed, N failed`; a step without counts of its own counts as one.
 */
import { installDependencies, registerTypeScript, requireNode } from './prepare.mjs';
import { bold, complain, dim, duration, say } from './steps.mjs';
import { cleanEnvironment } from './testing/environment.mjs';

const FAST = '--fast';

/** @typedef {{ passed: number, failed: number }} Counts */

/** @type {{ name: string, passed: number, failed: number, ms: number }[]} */
const results = [];

/**
 * run prints a heading, runs a step and keeps its counts. A step that throws is one failure.
 * @param {string} name
 * @param {() => Promise<Counts>} step
 */
async function run(name, step) {
  say(`\n${bold(name)}`);
  const began = performance.now();
  let counts;
  try {
    counts = await step();
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
    counts = { passed: 0, failed: 1 };
  }
  results.push({ name, ...counts, ms: performance.now() - began });
  return counts.failed === 0;
}

async function runAll(fast) {
  const checks = await import('./testing/checks.mjs');
  const generated = await run('Database client', checks.databaseClient);
  await run('Format, lint and doors', checks.lint);
  await run('Types', checks.types);
  await run('Migrations say what the schema says', checks.migrations);
  await run('Unit and integration tests', checks.unitAndIntegration);
  if (fast) return;
  const built = generated && (await run('Build', checks.build));
  if (built) await run('End-to-end tests', (await import('./testing/end-to-end.mjs')).endToEnd);
  else await run('End-to-end tests', () => Promise.reject(new Error('not run: there is no build')));
}

function summary() {
  say(`\n${bold('Summary')}`);
  for (const { name, passed, failed, ms } of results) {
    say(`${failed === 0 ? '✓' : '✗'} ${name}: ${passed} passed, ${failed} failed ${dim(`(${duration(ms)})`)}`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const failed = sum('failed');
  // CI reads this line: nothing else may be on it, and nothing may follow.
  process.stdout.write(`${sum('passed')} passed, ${failed} failed\n`, () => process.exit(failed === 0 ? 0 : 1));
}

// In a log file colours are noise, also to the tools that are started from here.
if (!process.stdout.isTTY) process.env.NO_COLOR = '1';

const options = process.argv.slice(2);
const ready = await run('Packages', async () => {
  const unknown = options.filter((option) => option !== FAST);
  if (unknown.length > 0) throw new Error(`unknown argument: ${unknown.join(' ')} (the only one is ${FAST})`);
  requireNode();
  await installDependencies();
  await registerTypeScript();
  return { passed: 1, failed: 0 };
});
if (ready) {
  await cleanEnvironment();
  await runAll(options.includes(FAST));
}
summary();
