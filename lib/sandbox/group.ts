/** A process group tied to this process: how it is started, signalled and buried. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { WinnowError } from '@/lib/base/errors';
import { TETHER, withWatchdog } from './wrappers';

export interface ProcessGroup {
  pid: number;
  process: ChildProcess;
  stdin: Writable;
  stdout: Readable;
  stderr: Readable;
  /** Closing it, by whatever means, kills the group; what comes out of it are the times of the watchdog's shell. */
  tether: Readable;
}

/** startGroup starts a command, watchdog around it, as the leader of a session and group of its own. Rejects with `engine_failed`. */
export async function startGroup(
  argv: readonly [string, ...string[]],
  cwd: string | undefined,
  env: Record<string, string>,
): Promise<ProcessGroup> {
  const [file, ...args] = withWatchdog(argv);
  try {
    // Next.js declares NODE_ENV as always there; a child needs no such thing.
    const child = spawn(file, args, { cwd, env: env as NodeJS.ProcessEnv, detached: true, stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
    await once(child, 'spawn');
    return {
      pid: child.pid as number,
      process: child,
      stdin: child.stdin as Writable,
      stdout: child.stdout as Readable,
      stderr: child.stderr as Readable,
      tether: child.stdio[TETHER] as Readable,
    };
  } catch (error) {
    throw new WinnowError('engine_failed', `${argv[0]} could not be started: ${String(error)}`, { cause: error });
  }
}

/** signalGroup signals all of a group; a group that is gone already is no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** childSeconds reads what the shell built-in `times` prints (its second line: user and system time of the children); null if it is not that. */
export function childSeconds(times: string): number | null {
  const fields = [...(times.trim().split('\n')[1] ?? '').matchAll(/(\d+)m(\d+)[.,](\d+)s/g)];
  if (fields.length !== 2) return null;
  return fields.reduce((sum, [, minutes, seconds, fraction]) => sum + Number(minutes) * 60 + Number(`${seconds}.${fraction}`), 0);
}
