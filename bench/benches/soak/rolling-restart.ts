/** A rolling restart, as an operator does it: each process is asked to end (SIGTERM), and the next one only when its successor is there. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { ask } from '../../support/ask';
import { untilWorkersReady } from '../../support/effects';
import type { Fleet } from '../../support/fleet';

const POLL_MS = 100;

/** restartAll gives the seconds that each process took to end and its successor to take work. */
export async function restartAll(fleet: Fleet, progress: (message: string) => void): Promise<{ process: string; seconds: number }[]> {
  const restarted: { process: string; seconds: number }[] = [];
  for (const role of ['worker', 'bot', 'web'] as const) {
    for (const child of [...fleet.children(role)]) {
      const beganAt = Date.now();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
      if (role === 'worker') await untilWorkersReady(fleet.workerPids);
      if (role === 'web') await untilWebReady(fleet.port);
      restarted.push({ process: role, seconds: (Date.now() - beganAt) / 1000 });
      progress(`${role} restarted in ${restarted.at(-1)!.seconds.toFixed(1)} s`);
    }
  }
  return restarted;
}

async function untilWebReady(port: number): Promise<void> {
  for (;;) {
    const asked = await ask(port, { method: 'GET', path: '/api/health/ready' });
    if ('status' in asked && asked.status === 200) return;
    await sleep(POLL_MS);
  }
}
