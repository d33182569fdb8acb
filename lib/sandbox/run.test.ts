import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WinnowError } from '@/lib/base/errors';
import { processIdentity } from '@/lib/base/processes';
import { sandboxLayers } from './layers';
import { runChild } from './run';
import type { ChildOptions, ChildResult } from './types';

const layers = await sandboxLayers();

type Options = Partial<ChildOptions> & { stdin?: string | Uint8Array };
const run = (command: string, args: readonly string[], options: Options = {}): Promise<ChildResult> =>
  runChild({ command, args, network: 'none', timeoutMs: 10_000, maxStdoutBytes: 100_000, killGraceMs: 200, ...options });
const sh = (script: string, options: Options = {}): Promise<ChildResult> => run('sh', ['-c', script], options);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'winnow-sandbox-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('runChild', () => {
  it('tells how a child ended: its exit code, or the signal that ended it', async () => {
    expect(await sh('exit 3')).toMatchObject({ ended: 'exited', exitCode: 3, signal: null });
    expect(await sh('kill -SEGV $$')).toMatchObject({ ended: 'exited', exitCode: null, signal: 'SIGSEGV' });
    expect(await sh('exit 255')).toMatchObject({ ended: 'exited', exitCode: 255, signal: null });
  });

  it('hands arguments over as they are: no shell reads them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string(), { maxLength: 5 }), async (args) => {
        const { stdout } = await run('printf', ['%s\\0', ...args]);
        expect(stdout.toString()).toBe(args.length === 0 ? '\0' : args.map((arg) => `${arg}\0`).join(''));
      }),
      { numRuns: 15, examples: [[['$(id)', '`id`', '; rm -rf x', "it's", '"', '$HOME', '*', '', '-n', '\n', 'größe 🎧']]] },
    );
  });

  it('carries bytes in and out unchanged', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256));
    expect((await run('cat', [], { stdin: bytes })).stdout.equals(bytes)).toBe(true);
  });

  it('a child that does not read its input is no failure', async () => {
    expect(await run('true', [], { stdin: Buffer.alloc(1_000_000) })).toMatchObject({ ended: 'exited', exitCode: 0 });
  });

  it('passes on nothing of our environment but PATH, LANG and TZ', async () => {
    process.env.WINNOW_TEST_SECRET = 'secret';
    const { stdout } = await run('env', [], { env: { GIVEN: 'x y' } });
    delete process.env.WINNOW_TEST_SECRET;
    const names = stdout
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.split('=')[0]);
    expect(names.filter((name) => !['PATH', 'LANG', 'TZ', 'HOME', 'GIVEN', 'PWD', 'SHLVL', '_', 'OLDPWD'].includes(name ?? ''))).toEqual(
      [],
    );
    expect(stdout.toString()).toContain('GIVEN=x y\n');
    expect(stdout.toString()).toContain('HOME=/nonexistent\n');
  });

  it('a missing program is named', async () => {
    await expect(run('no-such-program', [])).rejects.toMatchObject({
      code: 'tool_missing',
      message: expect.stringContaining('no-such-program'),
    });
    await expect(run('/no/such/program', [])).rejects.toMatchObject({ code: 'tool_missing' });
  });

  it('a missing working folder is our own fault', async () => {
    await expect(run('true', [], { cwd: '/no/such/folder' })).rejects.toMatchObject({ code: 'engine_failed' });
  });

  it('measures processor time', async () => {
    const { cpuSeconds } = await sh('i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done');
    expect(cpuSeconds).toBeGreaterThan(0);
    expect(cpuSeconds).toBeLessThan(10);
  });

  it('keeps the end of stderr', async () => {
    const { stderr } = await sh('i=0; while [ $i -lt 2000 ]; do echo "line $i" >&2; i=$((i+1)); done', { maxStderrBytes: 100 });
    expect(stderr.length).toBeLessThanOrEqual(100);
    expect(stderr).toMatch(/line 1999\n$/);
  });
});

describe('the end of a child is the end of its group', () => {
  /** A killed process may take a moment to be dead. */
  async function expectGone(printedPid: Buffer): Promise<void> {
    const pid = Number(printedPid);
    expect(pid).toBeGreaterThan(1);
    await expect.poll(() => processIdentity(pid)).toBeNull();
  }

  it('a time-out kills the whole group', async () => {
    const result = await sh('sleep 300 & echo $!; wait', { timeoutMs: 1000 });
    expect(result).toMatchObject({ ended: 'timed_out', signal: 'SIGTERM' });
    await expectGone(result.stdout);
  });

  it('a group that ignores SIGTERM is killed all the same', async () => {
    const result = await sh("trap '' TERM; (trap '' TERM; exec sleep 300) & echo $!; wait", { timeoutMs: 1000, killGraceMs: 50 });
    expect(result).toMatchObject({ ended: 'timed_out', signal: 'SIGKILL', cpuSeconds: null });
    await expectGone(result.stdout);
  });

  it('what a child leaves behind does not outlive it', async () => {
    const result = await sh('sleep 300 & echo $!');
    expect(result).toMatchObject({ ended: 'exited', exitCode: 0 });
    await expectGone(result.stdout);
  });

  it('too much output ends it, and the output stops at the cap', async () => {
    const result = await run('yes', [], { maxStdoutBytes: 1000 });
    expect(result.ended).toBe('stdout_full');
    expect(result.stdout.length).toBe(1000);
  });

  it('exactly as much output as allowed is allowed', async () => {
    const result = await run('head', ['-c', '1000', '/dev/zero'], { maxStdoutBytes: 1000 });
    expect(result).toMatchObject({ ended: 'exited', exitCode: 0 });
    expect(result.stdout.length).toBe(1000);
  });

  it('what is aborted before it starts does not start', async () => {
    const signal = AbortSignal.abort(new WinnowError('lease_lost', 'taken over'));
    await expect(sh('true', { signal })).rejects.toMatchObject({ code: 'lease_lost' });
  });
});

describe.skipIf(layers.limits !== 'ulimit')('limits', () => {
  it('processor time ends in SIGXCPU', async () => {
    expect(await sh('while :; do :; done', { limits: { cpuSeconds: 1 } })).toMatchObject({ ended: 'exited', signal: 'SIGXCPU' });
  });

  it('memory beyond the limit is not to be had', async () => {
    const fill = (memoryBytes: number): Promise<ChildResult> =>
      run('dd', ['if=/dev/zero', 'of=/dev/null', 'bs=128M', 'count=1'], { limits: { memoryBytes } });
    expect((await fill(2 ** 30)).exitCode).toBe(0);
    expect((await fill(2 ** 26)).exitCode).not.toBe(0);
  });

  it('a file does not grow beyond the limit', async () => {
    const args = ['if=/dev/zero', 'of=big', 'bs=512', 'count=100'];
    const result = await run('dd', args, { cwd: folder, limits: { fileBytes: 10 * 512 } });
    expect(result.exitCode).not.toBe(0);
    expect((await stat(join(folder, 'big'))).size).toBe(10 * 512);
  });

  it('no child leaves a core dump', async () => {
    expect((await sh('ulimit -c')).stdout.toString().trim()).toBe('0');
  });
});

/** A program that tries to connect to each port of 127.0.0.1 and prints what came of it. */
const CONNECTOR = `
  const net = require('node:net');
  for (const port of process.argv.slice(1)) {
    const socket = net.connect({ host: '127.0.0.1', port });
    socket.on('connect', () => socket.write('hello'));
    socket.on('data', (data) => { console.log(port, String(data)); socket.destroy(); });
    socket.on('error', (error) => console.log(port, error.code));
  }`;

async function listenSomewhere(answer: string, where: { host: string; port: number } | { path: string }) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => {});
    socket.once('data', (data) => socket.end(`${answer} ${data}`));
  });
  server.listen(where);
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port, connections: () => connections };
}

describe('network', () => {
  it.skipIf(layers.network !== 'namespace')('`none` means none, not even this machine', async () => {
    const { server, port, connections } = await listenSomewhere('reached', { host: '127.0.0.1', port: 0 });
    const { stdout } = await run(process.execPath, ['-e', CONNECTOR, String(port)]);
    server.close();
    expect(stdout.toString()).toMatch(new RegExp(`^${port} E(NETUNREACH|CONNREFUSED|ADDRNOTAVAIL)\n$`));
    expect(connections()).toBe(0);
  });

  it.skipIf(layers.proxy !== 'namespace')('with a proxy, that proxy is all there is', async () => {
    const socketPath = join(folder, 'proxy.sock');
    const proxy = await listenSomewhere('the proxy heard', { path: socketPath });
    const other = await listenSomewhere('reached', { host: '127.0.0.1', port: 0 });
    const address = { url: 'http://u:p@127.0.0.1:39999', port: 39_999, socketPath };
    const { stdout, exitCode } = await run(process.execPath, ['-e', CONNECTOR, String(address.port), String(other.port)], {
      network: { proxy: address },
    });
    proxy.server.close();
    other.server.close();
    expect(stdout.toString().trim().split('\n').sort()).toEqual(
      [`${address.port} the proxy heard hello`, `${other.port} ECONNREFUSED`].sort(),
    );
    expect(exitCode).toBe(0);
    expect(other.connections()).toBe(0);
  });

  it('a child with a proxy is told of it in every spelling, with no host exempt', async () => {
    const { stdout } = await run('env', [], {
      network: { proxy: { url: 'http://u:p@127.0.0.1:1', port: 1, socketPath: join(folder, 'none') } },
    });
    for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy']) {
      expect(stdout.toString()).toContain(`${name}=http://u:p@127.0.0.1:1\n`);
    }
    expect(stdout.toString()).not.toMatch(/no_proxy/i);
  });
});
