import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newRootLogger } from '@/lib/base/logging';
import { processIdentity } from '@/lib/base/processes';
import { ManagedProcess, restartDelayMs } from './managed-process';

const silent = newRootLogger({ outputs: [{ write: () => {} }] });
const TETHER = resolve(import.meta.dirname, 'tether.mjs');

let folder: string;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-process-'));
  lines = [];
  return () => rmSync(folder, { recursive: true, force: true });
});

function managed(source: string): ManagedProcess {
  writeFileSync(join(folder, 'main.mjs'), source);
  const spec = { name: 'test', args: ['main.mjs'], cwd: folder, environment: () => process.env, graceMs: 15_000 };
  return new ManagedProcess(spec, { line: (line) => lines.push(line) }, silent, () => {});
}

const until = (condition: () => boolean) => vi.waitFor(() => expect(condition()).toBe(true), { timeout: 20_000, interval: 10 });
const printed = (name: string) => Number(lines.findLast((line) => line.startsWith(`${name} `))?.split(' ')[1]);
const isAlive = (pid: number) => processIdentity(pid) !== null;

describe('ManagedProcess', () => {
  it('starts a process again when it ends, under another pid', async () => {
    const process = managed(`console.log('pid', process.pid)`);
    process.start();
    await until(() => lines.length === 2);
    expect(new Set(lines).size).toBe(2);
    await process.stop();
  });

  it('does not start it again once it was stopped', async () => {
    const process = managed(`console.log('pid', process.pid); setInterval(() => {}, 1000)`);
    process.start();
    await until(() => lines.length === 1);
    await process.stop();
    expect(isAlive(printed('pid'))).toBe(false);
    expect(process.pid).toBeNull();
  });

  it('kills what a killed process had started', async () => {
    const process = managed(`
      import { spawn } from 'node:child_process';
      console.log('tool', spawn('sleep', ['600']).pid);
      console.log('pid', process.pid);
    `);
    process.start();
    await until(() => printed('pid') > 0);
    const tool = printed('tool');
    expect(isAlive(tool)).toBe(true);
    globalThis.process.kill(printed('pid'), 'SIGKILL');
    await until(() => !isAlive(tool));
    await process.stop();
  });

  it('kills a process that does not heed the request to stop', async () => {
    const process = managed(`process.on('SIGTERM', () => {}); console.log('pid', process.pid); setInterval(() => {}, 1000)`);
    process.start();
    await until(() => lines.length === 1);
    await process.stop(1);
    expect(isAlive(printed('pid'))).toBe(false);
  });
});

describe('a tethered process', () => {
  it('ends when its supervisor is killed', async () => {
    writeFileSync(join(folder, 'child.mjs'), `process.on('SIGTERM', () => process.exit(0)); setInterval(() => console.log('busy'), 5)`);
    writeFileSync(
      join(folder, 'supervisor.mjs'),
      `import { spawn } from 'node:child_process';
       import { writeFileSync } from 'node:fs';
       const child = spawn(process.execPath, ['--import', ${JSON.stringify(TETHER)}, 'child.mjs'], { detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
       child.stdout.once('data', () => writeFileSync('pid', String(child.pid)));`,
    );
    const supervisor = spawn(process.execPath, ['supervisor.mjs'], { cwd: folder });
    await until(() => existsSync(join(folder, 'pid')));
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    expect(isAlive(pid)).toBe(true);
    supervisor.kill('SIGKILL');
    await until(() => !isAlive(pid));
  });
});

describe('restartDelayMs', () => {
  it('doubles from half a second to half a minute', () => {
    expect([0, 1, 2, 3, 6, 1000].map(restartDelayMs)).toEqual([500, 1000, 2000, 4000, 30_000, 30_000]);
  });
});
