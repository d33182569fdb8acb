import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from '@/lib/base/processes';

/** A little more than the worker takes to hand back its work. */
export const GRACE_MS = 15_000;
const POLL_MS = 50;

/** signalGroup signals a process and everything that it has started in its group. A group that is gone is no fault. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** endGroups asks the leaders to end, waits, and kills what is left of their groups. */
export async function endGroups(pids: number[], graceMs = GRACE_MS): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGTERM');
    } catch {
      // Gone already.
    }
  }
  const deadline = Date.now() + graceMs;
  while (pids.some((pid) => processIdentity(pid) !== null) && Date.now() < deadline) await sleep(POLL_MS);
  for (const pid of pids) signalGroup(pid, 'SIGKILL');
}
