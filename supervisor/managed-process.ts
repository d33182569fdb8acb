import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { Logger } from '@/lib/base/logging';
import { signalGroup } from './process-groups';
import type { ProcessLog } from './process-log';

export interface ProcessSpec {
  /** For logs and messages. */
  name: string;
  /** Arguments to Node. */
  args: string[];
  cwd: string;
  environment: () => NodeJS.ProcessEnv;
  /** How long it may take to end. */
  graceMs: number;
}

const TETHER = pathToFileURL(resolve(import.meta.dirname, 'tether.mjs')).href;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;
/** One that ran this long is started anew at once. */
const STEADY_MS = 60_000;

/** restartDelayMs doubles with each failure in a row, up to half a minute. */
export function restartDelayMs(failuresInARow: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failuresInARow, 16));
}

/**
 * ManagedProcess keeps one process of Winnow running.
 *
 *   idle ─start→ running ─exit→ waiting ─delay→ running
 *   any ─stop→ stopping ─exit→ idle
 *
 * The process leads a group of its own: a Ctrl-C on the terminal reaches the supervisor only, and what a killed process has started is killed with it.
 */
export class ManagedProcess {
  private child: ChildProcess | null = null;
  private retry: NodeJS.Timeout | null = null;
  private failures = 0;
  private wanted = false;

  constructor(
    private readonly spec: ProcessSpec,
    private readonly output: ProcessLog,
    private readonly log: Logger,
    private readonly onChange: () => void,
  ) {}

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  start(): void {
    this.wanted = true;
    this.launch();
  }

  /** Resolves when the process and its group are gone. */
  async stop(graceMs = this.spec.graceMs): Promise<void> {
    this.wanted = false;
    if (this.retry) clearTimeout(this.retry);
    this.retry = null;
    const { child } = this;
    if (!child?.pid) return;
    const { pid } = child;
    const gone = new Promise<void>((done) => child.once('exit', () => done()));
    child.kill('SIGTERM');
    const patience = setTimeout(() => {
      this.log.warn({ process: this.spec.name, pid }, `did not stop within ${graceMs / 1000} s and is killed`);
      signalGroup(pid, 'SIGKILL');
    }, graceMs);
    await gone;
    clearTimeout(patience);
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  private launch(): void {
    const began = Date.now();
    const child = spawn(process.execPath, ['--import', TETHER, ...this.spec.args], {
      cwd: this.spec.cwd,
      env: this.spec.environment(),
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child = child;
    // Held open, never written to: see tether.mjs.
    child.stdin.on('error', () => {});
    eachLine(child.stdout, (line) => this.output.line(line, 'info'));
    eachLine(child.stderr, (line) => this.output.line(line, 'warn'));
    child.once('error', (error) => this.ended(child, began, error.message));
    child.once('exit', (code, signal) => this.ended(child, began, signal ?? `status ${code}`));
    this.onChange();
  }

  private ended(child: ChildProcess, began: number, how: string): void {
    if (this.child !== child) return;
    this.child = null;
    const { pid } = child;
    if (pid) signalGroup(pid, 'SIGKILL');
    this.onChange();
    if (!this.wanted) return;
    this.failures = Date.now() - began > STEADY_MS ? 0 : this.failures + 1;
    const delayMs = restartDelayMs(this.failures - 1);
    this.log.error({ process: this.spec.name, pid }, `${this.spec.name} ended unexpectedly (${how}); started again in ${delayMs / 1000} s`);
    this.retry = setTimeout(() => this.launch(), delayMs);
  }
}

function eachLine(stream: Readable, take: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', take);
}
