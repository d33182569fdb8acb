/** What the sandbox hands to other rooms. The functions: `./run` (runChild), `./start` (startChild), `./layers`, `./command`. */
import type { Readable, Writable } from 'node:stream';

/** What a child needs to know of its proxy: lib/net's ChildProxy has it. */
export interface ProxyAddress {
  url: string;
  port: number;
  socketPath: string;
}

export interface ChildLimits {
  /** Processor seconds of one process; then SIGXCPU. */
  cpuSeconds?: number;
  /** Address space of one process. */
  memoryBytes?: number;
  /** Largest file a process may write; then SIGXFSZ. */
  fileBytes?: number;
}

export interface ChildOptions {
  /** A name looked up in PATH, or a path. Never a shell line. */
  command: string;
  args: readonly string[];
  cwd?: string;
  /** Besides PATH, LANG and TZ nothing is inherited; HOME does not exist unless given here. */
  env?: Record<string, string>;
  /**
   * `none`: no network, where this machine allows it (see sandboxLayers). `{ proxy }`: only that proxy, enforced where this machine allows
   * it, else by the *_PROXY variables. The caller still passes `--proxy` to programs that want it.
   */
  network: 'none' | { proxy: ProxyAddress };
  limits?: ChildLimits;
  /** Wall clock. Then SIGTERM to the whole group, and SIGKILL `killGraceMs` later. */
  timeoutMs: number;
  /** Default 2 s. */
  killGraceMs?: number;
  /** More than this on stdout ends the child (`stdout_full`). */
  maxStdoutBytes: number;
  /** The last so many bytes of stderr are kept. Default 64 KiB. */
  maxStderrBytes?: number;
  signal?: AbortSignal;
}

/** `exited` covers death by a signal that was not ours (a limit, a crash); `killed` is RunningChild.kill. */
export type ChildEnd = 'exited' | 'timed_out' | 'stdout_full' | 'killed';

export interface ChildOutcome {
  ended: ChildEnd;
  /** Null when a signal ended it. A shell's 128 + n counts as signal n. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** The tail. */
  stderr: string;
  /** User and system time of the child and its own children; null where it had to be killed. */
  cpuSeconds: number | null;
  durationMs: number;
}

export interface ChildResult extends ChildOutcome {
  stdout: Buffer;
}

export interface RunningChild {
  readonly pid: number;
  /** With back-pressure: a child whose output is not read waits. Ends early, without an error, when the child is ended. */
  readonly stdout: Readable;
  /** The caller ends it; many programs wait for that. */
  readonly stdin: Writable;
  /** Settles when the child and all of its group are gone, read or not. Rejects only with the signal's reason. */
  readonly outcome: Promise<ChildOutcome>;
  /** Ends the group as a time-out does. */
  kill(): void;
}

/** Which layers hold on this machine; for doctor. Each is probed once per process. */
export interface SandboxLayers {
  /** `namespace`: a child with network `none` has no network at all. `none`: only the arguments it is given keep it off. */
  network: 'namespace' | 'none';
  /** `namespace`: a child with a proxy can reach nothing else. `cooperative`: it is only told to use it. */
  proxy: 'namespace' | 'cooperative';
  limits: 'ulimit' | 'none';
  /** Children die with their parent, even when it is killed. */
  parentDeath: 'watchdog' | 'none';
}
