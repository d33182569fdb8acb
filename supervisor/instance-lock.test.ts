import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { processIdentity } from '@/lib/base/processes';
import { InstanceLock, runningInstance } from './instance-lock';

const URL_SHOWN = 'http://127.0.0.1:8000';
let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'winnow-lock-'));
  file = join(folder, 'supervisor.json');
  return () => rmSync(folder, { recursive: true, force: true });
});

/** A process that is there until it is ended. */
async function sleeper(): Promise<{ pid: number; identity: string; gone: Promise<unknown> }> {
  const child = spawn('sleep', ['600'], { detached: true });
  await new Promise((resolve) => child.once('spawn', resolve));
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const pid = child.pid ?? 0;
  return { pid, identity: processIdentity(pid) ?? '', gone };
}

describe('InstanceLock', () => {
  it('lets one supervisor in and tells the second where the first one is', async () => {
    const lock = await InstanceLock.take(folder, URL_SHOWN);
    await expect(InstanceLock.take(folder, URL_SHOWN)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(new RegExp(`already runs in this folder, at ${URL_SHOWN} \\(process ${process.pid}\\)`)),
    });
    expect(runningInstance(folder)).toEqual({ url: URL_SHOWN, pid: process.pid });
    lock.release();
    expect(runningInstance(folder)).toBeNull();
  });

  it('waits for a supervisor that is stopping', async () => {
    const first = await InstanceLock.take(folder, URL_SHOWN);
    first.recordStopping();
    const second = InstanceLock.take(folder, 'http://127.0.0.1:8001');
    first.release();
    await second;
    expect(runningInstance(folder)?.url).toBe('http://127.0.0.1:8001');
  });

  it('lets exactly one of many in', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => InstanceLock.take(folder, URL_SHOWN)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a killed supervisor, whose processes are ended first', async () => {
    const [holder, child] = [await sleeper(), await sleeper()];
    writeFileSync(file, JSON.stringify({ identity: holder.identity, url: URL_SHOWN, children: [child.identity] }));
    await expect(InstanceLock.take(folder, URL_SHOWN)).rejects.toMatchObject({ code: 'conflict' });
    process.kill(holder.pid, 'SIGKILL');
    await holder.gone;
    await InstanceLock.take(folder, URL_SHOWN);
    await child.gone;
  });

  it('is not held by another process that has got the pid of the holder', async () => {
    const other = await sleeper();
    writeFileSync(file, JSON.stringify({ identity: `${other.pid}@1`, url: URL_SHOWN, children: [`${other.pid}@1`] }));
    await InstanceLock.take(folder, URL_SHOWN);
    expect(processIdentity(other.pid)).toBe(other.identity);
    process.kill(other.pid, 'SIGKILL');
  });

  it('is taken from a holder that was killed before it could write its name', async () => {
    writeFileSync(file, '');
    const lock = await InstanceLock.take(folder, URL_SHOWN);
    lock.recordChildren([process.pid]);
    expect(JSON.parse(readFileSync(file, 'utf8')).children).toEqual([processIdentity(process.pid)]);
  });
});
