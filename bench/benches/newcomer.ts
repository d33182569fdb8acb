/**
 * npm run bench -- newcomer [--sample platform-change] [--warm-cache]: what somebody meets who clones Winnow and types `npm start`: seconds to
 * the page, to the first sample's result, to a clean stop, and to the page the second time. Measures the committed tree, with an empty npm
 * cache unless told otherwise.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@/lib/data/embedded/port';
import type { Measure } from '../run';

const ROOT = resolve(import.meta.dirname, '../..');
const PATIENCE_MS = 15 * 60_000;

const measure: Measure = async ({ options, progress }) => {
  const sample = typeof options.sample === 'string' ? options.sample : 'platform-change';
  const folder = mkdtempSync(join(tmpdir(), 'winnow-newcomer-'));
  const clone = join(folder, 'winnow');
  const port = await freePort();
  const environment = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(port),
    ...(options['warm-cache'] ? {} : { npm_config_cache: join(folder, 'npm') }),
  };
  for (const name of ['DATABASE_URL', 'WINNOW_DATA_DIR', 'WINNOW_LOG_DIR', 'WINNOW_LOG_FILE'])
    delete environment[name as keyof typeof environment];
  let winnow: ChildProcess | null = null;
  try {
    execFileSync('git', ['clone', '--quiet', ROOT, clone]);
    const start = () => {
      winnow = spawn('npm', ['start'], { cwd: clone, env: environment, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
      winnow.stdout!.on('data', (text: Buffer) => process.stderr.write(text));
      return performance.now();
    };
    const base = `http://127.0.0.1:${port}`;
    const seconds = (since: number) => (performance.now() - since) / 1000;

    let began = start();
    await until(async () => (await fetch(`${base}/api/health/ready`)).ok);
    const readySeconds = seconds(began);
    progress(`ready after ${readySeconds.toFixed(1)} s`);
    const submitted = await fetch(`${base}/api/runs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: `sample:${sample}` }),
    });
    const { id } = (await submitted.json()) as { id: string };
    let state = '';
    await until(async () => {
      ({ state } = (await (await fetch(`${base}/api/runs/${id}`)).json()) as { state: string });
      return ['finished', 'failed', 'cancelled'].includes(state);
    });
    const firstResultSeconds = seconds(began);
    progress(`first sample ${state} after ${firstResultSeconds.toFixed(1)} s`);

    const stopSeconds = await stop(winnow!);
    began = start();
    await until(async () => (await fetch(`${base}/api/health/ready`)).ok);
    const secondReadySeconds = seconds(began);
    await stop(winnow!);
    return {
      n: 1,
      metrics: {
        ready_s: readySeconds,
        first_result_s: firstResultSeconds,
        finished: state === 'finished',
        stop_s: stopSeconds,
        second_ready_s: secondReadySeconds,
      },
      settings: { sample: `sample:${sample}`, npm_cache: options['warm-cache'] ? 'as it was' : 'empty' },
    };
  } finally {
    if (winnow) await stop(winnow);
    rmSync(folder, { recursive: true, force: true });
  }
};

async function until(done: () => Promise<boolean>, everyMs = 200): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  while (Date.now() < giveUpAt) {
    if (await done().catch(() => false)) return;
    await new Promise((next) => setTimeout(next, everyMs));
  }
  throw new Error(`not there after ${PATIENCE_MS / 60_000} minutes`);
}

/** stop does what Ctrl-C on a terminal does: npm and what it has started get the signal. Done when all of them are gone. */
async function stop(winnow: ChildProcess): Promise<number> {
  const began = performance.now();
  const group = -winnow.pid!;
  if (isThere(group)) process.kill(group, 'SIGINT');
  await until(async () => !isThere(group), 50);
  return (performance.now() - began) / 1000;
}

function isThere(group: number): boolean {
  try {
    return process.kill(group, 0);
  } catch {
    return false;
  }
}

export default measure;
