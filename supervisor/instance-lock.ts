import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WinnowError } from '@/lib/base/errors';
import { processIdentity } from '@/lib/base/processes';
import { endGroups } from './process-groups';

interface Holder {
  /** Which process holds the lock: see processIdentity. */
  identity: string;
  /** Where it listens. */
  url: string;
  /** The processes that it has started. */
  children: string[];
  /** It was asked to stop and will be gone soon. */
  stopping: boolean;
}

const pidOf = (identity: string) => Number.parseInt(identity, 10);
const isAlive = (identity: string) => processIdentity(pidOf(identity)) === identity;

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

const WAIT_MS = 50;
/** A holder writes its name right after it has made the file. */
const UNNAMED_MS = 500;
/** Longer than a stop takes. */
const STOPPING_MS = 45_000;

/** One supervisor per data directory. A lock whose holder was killed is taken over, and what its holder has started is ended first. */
export class InstanceLock {
  private constructor(
    private readonly file: string,
    private readonly holder: Holder,
  ) {}

  /** Throws `conflict` when a living supervisor holds it. */
  static async take(directory: string, url: string): Promise<InstanceLock> {
    const file = join(directory, 'supervisor.json');
    const holder: Holder = { identity: processIdentity(process.pid) ?? String(process.pid), url, children: [], stopping: false };
    const began = Date.now();
    for (;;) {
      try {
        writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
        return new InstanceLock(file, holder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = read(file);
      const waited = Date.now() - began;
      if (other && isAlive(other.identity)) {
        if (!other.stopping || waited > STOPPING_MS) throw alreadyRunning(other);
      } else if (other || waited > UNNAMED_MS) await removeStale(file);
      await sleep(WAIT_MS);
    }
  }

  /** Remembers which processes to end, should this one be killed. */
  recordChildren(pids: number[]): void {
    this.holder.children = pids.flatMap((pid) => processIdentity(pid) ?? []);
    this.rewrite();
  }

  /** Lets a start that comes now wait for the end of this one. */
  recordStopping(): void {
    this.holder.stopping = true;
    this.rewrite();
  }

  private rewrite(): void {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.holder), { mode: 0o600 });
    renameSync(draft, this.file);
  }

  release(): void {
    if (read(this.file)?.identity === this.holder.identity) rmSync(this.file, { force: true });
  }
}

/** Moves the lock away before looking at it, so that of two that do this at once neither removes the other's new one. */
async function removeStale(file: string): Promise<void> {
  const aside = `${file}.stale-${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const holder = read(aside);
  if (holder && isAlive(holder.identity)) {
    renameSync(aside, file);
    throw alreadyRunning(holder);
  }
  await endGroups((holder?.children ?? []).filter(isAlive).map(pidOf));
  rmSync(aside, { force: true });
}

function alreadyRunning({ identity, url }: Holder): WinnowError {
  const pid = pidOf(identity);
  return new WinnowError('conflict', `Winnow already runs in this folder, at ${url} (process ${pid}). To stop it: kill ${pid}`);
}

/** runningInstance tells where the supervisor of this data directory listens, or null when none runs. */
export function runningInstance(directory: string): { url: string; pid: number } | null {
  const holder = read(join(directory, 'supervisor.json'));
  return holder && isAlive(holder.identity) ? { url: holder.url, pid: pidOf(holder.identity) } : null;
}
