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

const ATTEMPTS = 20;
const WAIT_MS = 50;

/** One supervisor per data directory. A lock whose holder was killed is taken over, and what its holder has started is ended first. */
export class InstanceLock {
  private constructor(
    private readonly file: string,
    private readonly holder: Holder,
  ) {}

  /** Throws `conflict` when a living supervisor holds it. */
  static async take(directory: string, url: string): Promise<InstanceLock> {
    const file = join(directory, 'supervisor.json');
    const holder: Holder = { identity: processIdentity(process.pid) ?? String(process.pid), url, children: [] };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      try {
        writeFileSync(file, JSON.stringify(holder), { flag: 'wx', mode: 0o600 });
        return new InstanceLock(file, holder);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const other = read(file);
      if (other && isAlive(other.identity)) throw alreadyRunning(other);
      // Not yet written, or left by a killed one: look again before taking it away.
      if (other || attempt > ATTEMPTS / 2) await removeStale(file);
      else await sleep(WAIT_MS);
    }
    throw new WinnowError('conflict', `The lock ${file} cannot be taken. Remove it if no Winnow runs here.`);
  }

  /** Remembers which processes to end, should this one be killed. */
  recordChildren(pids: number[]): void {
    this.holder.children = pids.flatMap((pid) => processIdentity(pid) ?? []);
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
