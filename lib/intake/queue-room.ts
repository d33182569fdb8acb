/** How much may wait. A queue that takes everything answers everybody late; one that is full says so, and when a place is likely. */
import { accessSettings } from '@/lib/access/settings';
import { WinnowError } from '@/lib/base/errors';
import { isFinal, RUN_STATES } from '@/lib/core/runs/states';
import type { Tx } from '@/lib/data/client';

const HOUR_SECONDS = 3_600;
const SHORTEST_WAIT_SECONDS = 5;
const UNDER_WAY = RUN_STATES.filter((state) => !isFinal(state));

/**
 * requireQueueRoom is asked in the transaction that has just made a run: it undoes that by `queue_full` where more runs than max_waiting_runs are under way.
 * Audits do not count: nobody asked for them. Requests at once may each see room for the last place.
 */
export async function requireQueueRoom(tx: Tx): Promise<void> {
  const { max_waiting_runs: most } = await accessSettings(tx);
  const [counted] = await tx.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting
    FROM (SELECT 1 FROM run WHERE state = ANY(${UNDER_WAY}::run_state[]) AND kind <> 'audit' LIMIT ${most + 1}) AS live`;
  if ((counted?.waiting ?? 0) <= most) return;
  const ended = await tx.run.count({ where: { finishedAt: { gt: new Date(Date.now() - HOUR_SECONDS * 1_000) }, kind: { not: 'audit' } } });
  const retryAfterSeconds = waitForPlace(ended);
  const estimate =
    ended === 0
      ? 'none has ended in the last hour'
      : `${ended} have ended in the last hour, so a place is likely in ${retryAfterSeconds} s`;
  throw new WinnowError('queue_full', `${most} runs are under way or waiting, which is the limit; ${estimate}.`, { retryAfterSeconds });
}

/** waitForPlace is the mean time between two runs that ended, of which there were `endedInHour`: when the next one makes room. An hour where none has. */
export function waitForPlace(endedInHour: number): number {
  return endedInHour === 0 ? HOUR_SECONDS : Math.max(SHORTEST_WAIT_SECONDS, Math.ceil(HOUR_SECONDS / endedInHour));
}
