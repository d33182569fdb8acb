/**
 * Each layer is a wrapper: a pure function from an argument vector to a longer one that does something and then runs the first. The command's
 * own arguments are only ever positional parameters ("$@") of a fixed script, so no shell reads them.
 */
import { join } from 'node:path';
import type { ChildLimits, ProxyAddress } from './types';

type Argv = readonly [string, ...string[]];

const script = (text: string, argv: Argv): Argv => ['/bin/sh', '-c', text, 'sh', ...argv];

/** The file descriptor that ties a child to us. */
export const TETHER = 3;

/**
 * withWatchdog ends the whole process group when the tether closes, which it does however we die. The guard stays in the group until
 * the group is killed, so that its id cannot pass to strangers meanwhile. After the command ends, its times go back through the tether.
 * The shell itself outlives SIGTERM: it has to see how the command took it.
 */
export function withWatchdog(argv: Argv): Argv {
  return script(
    [
      `(trap '' TERM INT HUP; read -r _ <&${TETHER}; kill -KILL 0) </dev/null >/dev/null 2>&1 &`,
      'trap : TERM INT HUP',
      `"$@" ${TETHER}<&-`,
      'status=$?',
      `times >&${TETHER}`,
      'exit $status',
    ].join('\n'),
    argv,
  );
}

/** POSIX counts ulimit -f in blocks of 512 bytes; -v is in KiB wherever there is one. */
function limitCommands({ cpuSeconds, memoryBytes, fileBytes }: ChildLimits): string[] {
  const commands = ['ulimit -c 0'];
  if (cpuSeconds !== undefined) {
    // The soft limit gives SIGXCPU, which says what happened; the hard one, a second later, ends those who ignore it.
    const seconds = Math.ceil(cpuSeconds);
    commands.push(`ulimit -S -t ${seconds}`, `ulimit -H -t ${seconds + 1}`);
  }
  if (memoryBytes !== undefined) commands.push(`ulimit -v ${Math.ceil(memoryBytes / 1024)}`);
  if (fileBytes !== undefined) commands.push(`ulimit -f ${Math.ceil(fileBytes / 512)}`);
  return commands;
}

/** withLimits sets resource limits. One that cannot be set (unknown here, or already stricter) does not keep the command from running. */
export function withLimits(limits: ChildLimits, argv: Argv): Argv {
  const commands = limitCommands(limits).map((command) => `${command} 2>/dev/null || :`);
  return script([...commands, 'exec "$@"'].join('\n'), argv);
}

/** withoutNetwork gives the command a network namespace of its own, in which there is nothing, not even a loopback that is up. */
export function withoutNetwork(argv: Argv): Argv {
  return ['unshare', '-r', '-n', '--', ...argv];
}

/** withLoopback brings the namespace's own loopback up before it goes on. */
export function withLoopback(argv: Argv): Argv {
  return script('ip link set lo up && exec "$@"', argv);
}

/** withOnlyProxy lets the command reach, in a namespace of its own, one thing: the proxy, at the address it has outside. */
export function withOnlyProxy({ port, socketPath }: ProxyAddress, argv: Argv): Argv {
  // Found when it is called: a bundler that moves this file must not break importing it.
  const relay = join(import.meta.dirname, 'relay.mjs');
  return withoutNetwork(withLoopback([process.execPath, relay, String(port), socketPath, ...argv]));
}
