import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../lib/data/embedded/port.ts';
import { ROOT } from '../prepare.mjs';
import { complain } from '../steps.mjs';
import { runNode } from './command.mjs';
import { playwrightCounts } from './counts.mjs';
import { stackEnvironment } from './environment.mjs';

const READY_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 200;
const KEPT_OUTPUT = 8_000;

/**
 * startStack starts everything the way an operator does (`winnow run all`), on a free port and with data of its own, and waits until it is ready.
 * @param {string} folder
 */
async function startStack(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = await stackEnvironment({
    PORT: String(port),
    // The tests serve content of their own there (e2e/site.ts).
    WINNOW_ALLOW_HOSTS: `127.0.0.1:${await freePort()}`,
    WINNOW_DATA_DIR: join(folder, 'data'),
    WINNOW_LOG_DIR: join(folder, 'logs'),
  });
  // Tethered: when the tests are killed, the stack ends too.
  const stack = spawn(process.execPath, ['--import', './supervisor/tether.mjs', 'bin/winnow.mjs', 'run', 'all'], {
    cwd: ROOT,
    env: environment,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise((done) => stack.once('close', done));
  let output = '';
  for (const stream of [stack.stdout, stack.stderr])
    stream.on('data', (chunk) => {
      output = (output + chunk).slice(-KEPT_OUTPUT);
    });

  const hasEnded = () => stack.exitCode !== null || stack.signalCode !== null;
  const stop = async () => {
    stack.kill('SIGTERM');
    const patience = setTimeout(() => stack.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(patience);
    if (stack.exitCode !== 0)
      throw new Error(`the stack did not stop cleanly (${stack.signalCode ?? `status ${stack.exitCode}`}):\n${output}`);
  };

  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (!(await isReady(url))) {
    if (hasEnded()) throw new Error(`the stack ended before it was ready:\n${output}`);
    if (Date.now() > deadline) {
      await stop().catch(() => {});
      throw new Error(`the stack was not ready within ${READY_TIMEOUT_MS / 1000} s:\n${output}`);
    }
    await sleep(POLL_MS);
  }
  return { url, environment, stop };
}

async function isReady(url) {
  try {
    const response = await fetch(`${url}/api/health/ready`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

/** Playwright's tests against a stack; that the stack comes up and stops cleanly is one more test. */
export async function endToEnd() {
  const folder = mkdtempSync(join(tmpdir(), 'winnow-e2e-'));
  // As root the database runs under another account, which has to get in.
  chmodSync(folder, 0o755);
  const report = join(folder, 'report.json');
  try {
    const stack = await startStack(folder);
    const status = await runNode(['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json'], {
      ...stack.environment,
      E2E_BASE_URL: stack.url,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    const { passed, failed } = playwrightCounts(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : null, status);
    const stopFailed = await stopFailures(stack);
    return { passed: passed + 1 - stopFailed, failed: failed + stopFailed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function stopFailures(stack) {
  try {
    await stack.stop();
    return 0;
  } catch (error) {
    complain(error.message);
    return 1;
  }
}
