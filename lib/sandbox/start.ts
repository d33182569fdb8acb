/** startChild: a program in the sandbox, with its streams. */
import { once } from 'node:events';
import { constants } from 'node:os';
import { type Readable, Transform } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { abortReason } from '@/lib/base/abort';
import { WinnowError } from '@/lib/base/errors';
import { findCommand } from './command';
import { childSeconds, type ProcessGroup, signalGroup, startGroup } from './group';
import { sandboxLayers } from './layers';
import type { ChildEnd, ChildOptions, ChildOutcome, RunningChild, SandboxLayers } from './types';
import { withLimits, withOnlyProxy, withoutNetwork } from './wrappers';

const DEFAULT_KILL_GRACE_MS = 2000;
const DEFAULT_MAX_STDERR_BYTES = 64 * 1024;
/** How long a dead child's last words may take to arrive, should something that left its group hold the pipe. */
const LAST_WORDS_MS = 500;

/** childEnvironment is all that a child sees of ours. The proxy is named in every spelling that programs read, and no host is exempt. */
export function childEnvironment({ env, network }: ChildOptions, own: NodeJS.ProcessEnv = process.env): Record<string, string> {
  const proxy = network === 'none' ? {} : proxyVariables(network.proxy.url);
  const zone: Record<string, string> = own.TZ === undefined ? {} : { TZ: own.TZ };
  return { PATH: own.PATH ?? '/usr/bin:/bin', LANG: own.LANG ?? 'C.UTF-8', HOME: '/nonexistent', ...zone, ...proxy, ...env };
}

function proxyVariables(url: string): Record<string, string> {
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
  return Object.fromEntries([...names, ...names.map((name) => name.toLowerCase())].map((name) => [name, url]));
}

/** sandboxed wraps a command in every layer that holds here. Limits come last: the relay is not the one to be limited. */
export function sandboxed(
  argv: readonly [string, ...string[]],
  { network, limits }: ChildOptions,
  layers: SandboxLayers,
): readonly [string, ...string[]] {
  const limited = layers.limits === 'ulimit' ? withLimits(limits ?? {}, argv) : argv;
  if (network === 'none') return layers.network === 'namespace' ? withoutNetwork(limited) : limited;
  return layers.proxy === 'namespace' ? withOnlyProxy(network.proxy, limited) : limited;
}

/** tail keeps the end of a stream. */
function tail(stream: Readable, maxBytes: number): () => string {
  let kept = Buffer.alloc(0);
  stream.on('data', (chunk: Buffer) => {
    kept = Buffer.concat([kept, chunk]).subarray(-maxBytes);
  });
  return () => kept.toString('utf8');
}

/** capped passes a stream on up to a size; what is beyond is dropped. */
function capped(stream: Readable, maxBytes: number, onFull: () => void): Transform {
  let seen = 0;
  const cap = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const room = maxBytes - seen;
      seen += chunk.length;
      if (chunk.length > room) onFull();
      done(null, room > 0 ? chunk.subarray(0, room) : undefined);
    },
  });
  stream.on('error', () => cap.end());
  return stream.pipe(cap);
}

function closed(stream: Readable): Promise<void> {
  return new Promise((resolve) => stream.once('close', resolve));
}

/** The watchdog's shell reports a command's death by signal n as 128 + n. */
function howItEnded(code: number | null, signal: NodeJS.Signals | null): Pick<ChildOutcome, 'exitCode' | 'signal'> {
  const byShell = Object.entries(constants.signals).find(([, number]) => code === 128 + number)?.[0];
  return byShell ? { exitCode: null, signal: byShell as NodeJS.Signals } : { exitCode: code, signal };
}

/** Watches one running group from its start to its burial. */
function supervise(group: ProcessGroup, options: ChildOptions): RunningChild {
  const startedAt = performance.now();
  let ended: ChildEnd = 'exited';
  let killTimer: NodeJS.Timeout | undefined;
  const end = (how: ChildEnd): void => {
    if (killTimer || group.process.exitCode !== null || group.process.signalCode !== null) return;
    ended = how;
    signalGroup(group.pid, 'SIGTERM');
    killTimer = setTimeout(() => signalGroup(group.pid, 'SIGKILL'), options.killGraceMs ?? DEFAULT_KILL_GRACE_MS);
  };
  const kill = (): void => end('killed');

  const stdout = capped(group.stdout, options.maxStdoutBytes, () => end('stdout_full'));
  const stderr = tail(group.stderr, options.maxStderrBytes ?? DEFAULT_MAX_STDERR_BYTES);
  const times = tail(group.tether, 1024);
  // A child that ends without reading its input is no error.
  for (const stream of [group.stdin, group.stderr, group.tether]) stream.on('error', () => {});
  const timer = setTimeout(() => end('timed_out'), options.timeoutMs);
  options.signal?.addEventListener('abort', kill, { once: true });
  if (options.signal?.aborted) kill();

  const watch = async (): Promise<ChildOutcome> => {
    const lastWords = Promise.all([closed(group.stderr), closed(group.tether)]);
    const [code, signal] = (await once(group.process, 'exit')) as [number | null, NodeJS.Signals | null];
    clearTimeout(timer);
    clearTimeout(killTimer);
    options.signal?.removeEventListener('abort', kill);
    // Whatever the command left behind, and the watchdog.
    signalGroup(group.pid, 'SIGKILL');
    if (ended !== 'exited') group.stdout.destroy();
    await Promise.race([lastWords, delay(LAST_WORDS_MS, null, { ref: false })]);
    for (const stream of [group.stderr, group.tether]) stream.destroy();
    if (!stdout.readableEnded && ended !== 'exited') stdout.end();
    if (options.signal?.aborted) throw abortReason(options.signal);
    return {
      ended,
      ...howItEnded(code, signal),
      stderr: stderr(),
      cpuSeconds: childSeconds(times()),
      durationMs: Math.round(performance.now() - startedAt),
    };
  };
  const outcome = watch();
  // Who reads stdout first and fails there never comes to await this; that must not end the process.
  outcome.catch(() => {});
  return { pid: group.pid, stdout, stdin: group.stdin, outcome, kill };
}

/**
 * startChild is runChild for those who read stdout as it comes, or write stdin piece by piece. Rejects with `tool_missing`,
 * `engine_failed` or the signal's reason.
 */
export async function startChild(options: ChildOptions): Promise<RunningChild> {
  const layers = await sandboxLayers();
  const env = childEnvironment(options);
  const file = findCommand(options.command, env.PATH);
  if (file === null) throw new WinnowError('tool_missing', `${options.command} was not found.`);
  if (options.signal?.aborted) throw abortReason(options.signal);
  const group = await startGroup(sandboxed([file, ...options.args], options, layers), options.cwd, env);
  return supervise(group, options);
}
