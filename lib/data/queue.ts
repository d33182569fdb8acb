import { type Priority, type RunKind, STAGES, type Stage } from '@/lib/core/runs/states';
import type { Tx } from './client';

/** Names of the queue's tasks. Light ones wait for the network or take milliseconds; heavy ones keep a core busy. */
export const STAGE_TASK = {
  acquire: 'stage_light',
  hear: 'stage_heavy',
  assess: 'stage_heavy',
  analyze: 'stage_heavy',
  remember: 'stage_heavy',
} as const satisfies Record<Stage, string>;

export interface StageJob {
  runId: string;
  stage: Stage;
}

/** graphile-worker runs lower numbers first. The steps leave room for the stages: of equals, what has been begun is finished first. */
const QUEUE_PRIORITY: Record<Priority, number> = { high: 0, medium: 10, low: 20 };
const AUDIT_PRIORITY = 40;

/** Our own run_stage.attempts decides about retries; the queue's limit is kept out of the way. */
const QUEUE_MAX_ATTEMPTS = 1000;

export interface EnqueueOptions {
  priority: Priority;
  kind: RunKind;
  runAt?: Date;
}

/** enqueueStage adds a stage's job on the caller's transaction: it exists exactly when the transition that needs it does. */
export async function enqueueStage(tx: Tx, job: StageJob, options: EnqueueOptions): Promise<void> {
  const priority = (options.kind === 'audit' ? AUDIT_PRIORITY : QUEUE_PRIORITY[options.priority]) - STAGES.indexOf(job.stage);
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${STAGE_TASK[job.stage]}::text,
      payload => ${JSON.stringify(job)}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${QUEUE_MAX_ATTEMPTS}::int,
      priority => ${priority}::int)`;
}
