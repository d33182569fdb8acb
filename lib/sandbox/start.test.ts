import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { processIdentity } from '@/lib/base/processes';
import { sandboxLayers } from './layers';
import { startChild } from './start';
import type { ChildOptions } from './types';

const OPTIONS: Omit<ChildOptions, 'command' | 'args'> = { network: 'none', timeoutMs: 10_000, killGraceMs: 100, maxStdoutBytes: 1e9 };

describe('startChild', () => {
  it('streams output as it comes, and input too', async () => {
    const child = await startChild({ ...OPTIONS, command: 'cat', args: [] });
    child.stdin.write('one');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('one');
    child.stdin.end('two');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('two');
    expect(await child.outcome).toMatchObject({ ended: 'exited', exitCode: 0 });
  });

  it('passes a long stream on whole', async () => {
    const child = await startChild({ ...OPTIONS, command: 'head', args: ['-c', '5000000', '/dev/zero'] });
    let bytes = 0;
    for await (const chunk of child.stdout) bytes += chunk.length;
    expect(bytes).toBe(5_000_000);
    expect(await child.outcome).toMatchObject({ ended: 'exited', exitCode: 0 });
  });

  it('ends a child whose reader has lost interest', async () => {
    const child = await startChild({ ...OPTIONS, command: 'yes', args: [] });
    await once(child.stdout, 'readable');
    child.kill();
    child.kill();
    expect(await child.outcome).toMatchObject({ ended: 'killed', signal: 'SIGTERM' });
  });

  it('aborting kills the group and rejects with the reason', async () => {
    const controller = new AbortController();
    const child = await startChild({ ...OPTIONS, command: 'sh', args: ['-c', 'sleep 300 & echo $!; wait'], signal: controller.signal });
    const [grandchild] = await once(child.stdout, 'data');
    controller.abort(new WinnowError('lease_lost', 'taken over'));
    await expect(child.outcome).rejects.toMatchObject({ code: 'lease_lost' });
    await expect.poll(() => processIdentity(Number(grandchild))).toBeNull();
  });

  it('settles even when nobody reads the output', async () => {
    const child = await startChild({ ...OPTIONS, command: 'yes', args: [], timeoutMs: 100 });
    expect(await child.outcome).toMatchObject({ ended: 'timed_out' });
  });
});

describe('our own death', () => {
  it('takes children and grandchildren along, even by SIGKILL', async () => {
    expect((await sandboxLayers()).parentDeath).toBe('watchdog');
    const folder = await mkdtemp(join(tmpdir(), 'winnow-orphan-'));
    const fifo = join(folder, 'fifo');
    execFileSync('mkfifo', [fifo]);
    const script = join(import.meta.dirname, 'testing', 'orphaning-parent.ts');
    const parent = spawn(process.execPath, ['--import', 'tsx', script, fifo], { stdio: ['ignore', 'ignore', 'inherit'] });
    const reader = createReadStream(fifo, 'utf8');
    expect((await once(reader, 'data'))[0]).toBe('up\n');
    const ended = once(reader, 'end');
    parent.kill('SIGKILL');
    // The FIFO ends when nobody holds it any more: neither the child nor the process that this one started.
    await ended;
    await rm(folder, { recursive: true });
  }, 30_000);
});
