/** Which layers of the sandbox hold here. Found out by trying each, once per process: kernels, containers and policies differ too much to guess. */
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { signalGroup, startGroup } from './group';
import type { SandboxLayers } from './types';
import { withLimits, withLoopback, withoutNetwork } from './wrappers';

const PROBE_TIMEOUT_MS = 5000;
const PROBE_MEMORY_BYTES = 2 ** 30;

/** What a probe printed, or null when it failed or hung. */
async function probe(argv: readonly [string, ...string[]]): Promise<string | null> {
  const group = await startGroup(argv, undefined, { PATH: process.env.PATH ?? '' }).catch(() => null);
  if (!group) return null;
  const timer = setTimeout(() => signalGroup(group.pid, 'SIGKILL'), PROBE_TIMEOUT_MS);
  const printed: Buffer[] = [];
  group.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  group.stderr.resume();
  const [[code]] = await Promise.all([once(group.process, 'exit') as Promise<[number | null]>, once(group.stdout, 'end')]);
  clearTimeout(timer);
  signalGroup(group.pid, 'SIGKILL');
  return code === 0 ? Buffer.concat(printed).toString().trim() : null;
}

function ownNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/net');
  } catch {
    return null;
  }
}

/** A namespace counts when the child is really in another one, and not only when the command succeeded. */
function isElsewhere(namespace: string | null): boolean {
  const own = ownNamespace();
  return namespace !== null && own !== null && namespace !== own;
}

/** Lets go of the tether, as our death would, and sees whether the child dies of it. */
async function watchdogHolds(): Promise<boolean> {
  const group = await startGroup(['/bin/sh', '-c', 'read -r _'], undefined, { PATH: process.env.PATH ?? '' }).catch(() => null);
  if (!group) return false;
  const timer = setTimeout(() => signalGroup(group.pid, 'SIGTERM'), PROBE_TIMEOUT_MS);
  group.tether.destroy();
  const [, signal] = (await once(group.process, 'exit')) as [number | null, NodeJS.Signals | null];
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

async function probeLayers(): Promise<SandboxLayers> {
  const printNamespace = ['readlink', '/proc/self/ns/net'] as const;
  const printMemoryLimit = ['/bin/sh', '-c', 'ulimit -v'] as const;
  const [network, proxy, memory, watchdog] = await Promise.all([
    probe(withoutNetwork(printNamespace)),
    probe(withoutNetwork(withLoopback(printNamespace))),
    probe(withLimits({ memoryBytes: PROBE_MEMORY_BYTES, cpuSeconds: 60, fileBytes: 2 ** 20 }, printMemoryLimit)),
    watchdogHolds(),
  ]);
  return {
    network: isElsewhere(network) ? 'namespace' : 'none',
    proxy: isElsewhere(proxy) ? 'namespace' : 'cooperative',
    limits: memory === String(PROBE_MEMORY_BYTES / 1024) ? 'ulimit' : 'none',
    parentDeath: watchdog ? 'watchdog' : 'none',
  };
}

let probed: Promise<SandboxLayers> | undefined;

/** sandboxLayers says which layers hold on this machine. */
export function sandboxLayers(): Promise<SandboxLayers> {
  probed ??= probeLayers();
  return probed;
}
