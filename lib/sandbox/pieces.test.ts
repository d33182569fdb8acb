import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findCommand } from './command';
import { childSeconds } from './group';
import { childEnvironment, sandboxed } from './start';
import type { ChildOptions, SandboxLayers } from './types';

const folder = mkdtempSync(join(tmpdir(), 'winnow-command-'));
mkdirSync(join(folder, 'a', 'folder'), { recursive: true });
writeFileSync(join(folder, 'a', 'tool'), '#!/bin/sh\n');
chmodSync(join(folder, 'a', 'tool'), 0o755);
writeFileSync(join(folder, 'a', 'text'), '');
afterAll(() => rmSync(folder, { recursive: true }));

describe('findCommand', () => {
  const path = `relative:${join(folder, 'none')}:${join(folder, 'a')}`;
  it('finds a program by its name or its path', () => {
    expect(findCommand('tool', path)).toBe(join(folder, 'a', 'tool'));
    expect(findCommand(join(folder, 'a', 'tool'), '')).toBe(join(folder, 'a', 'tool'));
  });
  it.each(['none', 'text', 'folder', '/no/such/tool'])('finds nothing runnable called %s', (name) => {
    expect(findCommand(name, path)).toBeNull();
  });
});

describe('childSeconds', () => {
  it.each([
    ['0m0.000000s 0m0.000000s\n0m1.250000s 1m0.500000s\n', 61.75],
    ['0m0.001s 0m0.002s\n0m0.010s 0m0.020s\n', 0.03],
    ['0m0,001s 0m0,002s\n0m0,500s 0m0,000s\n', 0.5],
    ['', null],
    ['0m0.001s 0m0.002s\n', null],
    ['nonsense', null],
  ])('reads %j as %j', (text, seconds) => {
    if (seconds === null) expect(childSeconds(text)).toBeNull();
    else expect(childSeconds(text)).toBeCloseTo(seconds);
  });
});

const BASE: ChildOptions = { command: 'x', args: [], network: 'none', timeoutMs: 1, maxStdoutBytes: 1 };
const PROXY = { url: 'http://u:p@127.0.0.1:5', port: 5, socketPath: '/tmp/s' };

describe('childEnvironment', () => {
  it('falls back to plain values where we have none ourselves', () => {
    expect(childEnvironment(BASE, { NODE_ENV: 'test' })).toEqual({ PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', HOME: '/nonexistent' });
  });
  it('lets the caller say more, and say otherwise', () => {
    const own = { NODE_ENV: 'test', PATH: '/p', LANG: 'l', TZ: 'UTC', SECRET: 's' } as const;
    expect(childEnvironment({ ...BASE, env: { HOME: '/h' } }, own)).toEqual({ PATH: '/p', LANG: 'l', TZ: 'UTC', HOME: '/h' });
  });
});

describe('sandboxed', () => {
  const NOTHING: SandboxLayers = { network: 'none', proxy: 'cooperative', limits: 'none', parentDeath: 'none' };
  const ALL: SandboxLayers = { network: 'namespace', proxy: 'namespace', limits: 'ulimit', parentDeath: 'watchdog' };
  const argv = ['/bin/x', 'a b'] as const;

  it('runs the bare command where no layer holds', () => {
    expect(sandboxed(argv, { ...BASE, limits: { cpuSeconds: 1 } }, NOTHING)).toEqual(argv);
    expect(sandboxed(argv, { ...BASE, network: { proxy: PROXY } }, NOTHING)).toEqual(argv);
  });

  it('takes the network away first, and limits only the command itself', () => {
    const wrapped = sandboxed(argv, { ...BASE, limits: { cpuSeconds: 1.5, memoryBytes: 4096, fileBytes: 1000 } }, ALL);
    expect(wrapped.slice(0, 4)).toEqual(['unshare', '-r', '-n', '--']);
    expect(wrapped.slice(-2)).toEqual(argv);
    const script = wrapped[6] ?? '';
    for (const limit of ['ulimit -S -t 2', 'ulimit -H -t 3', 'ulimit -v 4', 'ulimit -f 2', 'ulimit -c 0']) expect(script).toContain(limit);
  });

  it('puts the relay around the limits', () => {
    const wrapped = sandboxed(argv, { ...BASE, network: { proxy: PROXY }, limits: { memoryBytes: 4096 } }, ALL);
    const relay = wrapped.findIndex((part) => part.endsWith('relay.mjs'));
    expect(wrapped.slice(relay + 1, relay + 3)).toEqual(['5', '/tmp/s']);
    expect(wrapped.findIndex((part) => part.includes('ulimit -v 4'))).toBeGreaterThan(relay);
  });
});
