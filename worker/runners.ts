import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { createLogger } from '@/lib/base/logging';

const log = createLogger('pipeline');

/** graphile-worker hears of new jobs by NOTIFY; this is for those that became due, or whose NOTIFY was lost. */
const POLL_MS = 1_000;

export interface StartedRunner {
  /** The id that graphile-worker locks jobs under. */
  poolId: string;
  runner: Runner;
}

/**
 * startRunner starts one queue runner. No local queue and no batched completion: they hoard long jobs. Two runners with different tasks share
 * a process, so that heavy work never keeps light work waiting.
 */
export async function startRunner(pgPool: Pool, concurrency: number, taskList: TaskList): Promise<StartedRunner> {
  let poolId = '';
  const events = new EventEmitter();
  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    poolId = workerPool.id;
  });
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') log.warn({ queue: Object.keys(taskList).join() }, message);
  });
  const runner = await run({
    pgPool,
    events,
    concurrency,
    logger,
    noHandleSignals: true,
    pollInterval: POLL_MS,
    taskList,
  });
  return { poolId, runner };
}
