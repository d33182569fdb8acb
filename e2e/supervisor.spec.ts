/** What an operator is promised of `npm start`: it survives kill -9 of anything, is there only once, and stops cleanly. On a stack of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { processIdentity } from '@/lib/base/processes';
import { freePort } from '@/lib/data/embedded/port';
import { readRecord, runningPostmaster } from '@/lib/data/embedded/record';

const ROOT = resolve(import.meta.dirname, '..');
const PATIENCE = { timeout: 60_000 };

interface Stack {
  process: ChildProcess;
  output: () => string;
  ended: Promise<number | null>;
}

let folder: string;
let data: string;
let url: string;
let stack: Stack;

function start(): Stack {
  const { port } = new URL(url);
  const env = { ...process.env, PORT: port, WINNOW_DATA_DIR: data, WINNOW_LOG_DIR: join(folder, 'logs') };
  // Tethered: when the tests are killed, the stack ends too.
  const child = spawn(process.execPath, ['--import', './supervisor/tether.mjs', 'bin/winnow.mjs', 'run', 'all'], {
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk;
    });
  return { process: child, output: () => output, ended: new Promise((done) => child.once('close', done)) };
}

const isReady = () =>
  fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
const untilReady = () => expect.poll(isReady, PATIENCE).toBe(true);
const isAlive = (pid: number) => processIdentity(pid) !== null;

/** [web, worker], in the order they were started in. */
function children(): number[] {
  const { children } = JSON.parse(readFileSync(join(data, 'supervisor.json'), 'utf8')) as { children: string[] };
  return children.map((identity) => Number.parseInt(identity, 10));
}

const postgres = () => runningPostmaster(readRecord(data)?.dataDirectory ?? '')?.pid ?? null;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-supervisor-'));
  // As root the database runs under another account, which has to get in.
  chmodSync(folder, 0o755);
  data = join(folder, 'data');
  url = `http://127.0.0.1:${await freePort()}`;
  stack = start();
  await untilReady();
});

test.afterAll(async () => {
  stack.process.kill('SIGTERM');
  await stack.ended;
  rmSync(folder, { recursive: true, force: true });
});

test('a killed PostgreSQL comes back, and so does the service', async () => {
  const before = postgres() ?? 0;
  process.kill(before, 'SIGKILL');
  await expect.poll(postgres, PATIENCE).not.toBe(before);
  await expect.poll(postgres, PATIENCE).not.toBeNull();
  await untilReady();
});

test('a killed web server and a killed worker are replaced', async () => {
  // Without its database a worker ends and is started again; readiness is the web server's alone.
  await expect.poll(() => children().length, PATIENCE).toBe(2);
  const before = children();
  for (const pid of before) process.kill(pid, 'SIGKILL');
  await expect.poll(() => children().filter((pid) => !before.includes(pid)).length, PATIENCE).toBe(2);
  await untilReady();
});

test('a second start says where the first one is', async () => {
  const second = start();
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`already runs in this folder, at ${url} (process ${stack.process.pid})`);
  expect(await isReady()).toBe(true);
});

test('a killed supervisor leaves no web server and no worker, and the next start adopts the database', async () => {
  const [orphans, database] = [children(), postgres()];
  stack.process.kill('SIGKILL');
  await stack.ended;
  stack = start();
  await expect.poll(() => orphans.some(isAlive), PATIENCE).toBe(false);
  await untilReady();
  expect(postgres()).toBe(database);
  expect(stack.output()).toContain('was still running');
});

test('a stop ends everything, the database last, and the next start is quick', async () => {
  const [pids, database] = [children(), postgres() ?? 0];
  stack.process.kill('SIGTERM');
  expect(await stack.ended).toBe(0);
  expect([...pids, database].filter(isAlive)).toEqual([]);
  expect(stack.output()).toContain('Stopped.');
  stack = start();
  await untilReady();
  // Nothing is made anew.
  expect(stack.output()).not.toContain('made anew');
});
