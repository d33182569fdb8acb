import { agedPriority } from '@/lib/core/audits/ageing';
import { type Priority, type RunKind, STAGES, type Stage } from '@/lib/core/runs/states';
import { database, type Tx } from './client';

/** Names of the queue's tasks. Light ones wait for the network or take milliseconds; heavy ones keep a core busy. */
export const STAGE_TASK = {
  acquire: 'stage_light',
  hear: 'stage_heavy',
  assess: 'stage_heavy',
  analyze: 'stage_heavy',
  remember: 'stage_heavy',
} as const satisfies Record<Stage, string>;

/** The task that judges what a stop lost, once a full analysis is there to hold it against. */
export const JUDGE_TASK = 'judge';

export interface JudgeJob {
  /** The run that was analysed in full. */
  runId: string;
}

export interface StageJob {
  runId: string;
  stage: Stage;
}

/** graphile-worker runs lower numbers first. The steps leave room for the stages: of equals, what has been begun is finished first. */
const QUEUE_PRIORITY: Record<Priority, number> = { high: 0, medium: 10, low: 20 };
const AUDIT_PRIORITY = 40;
const JUDGE_PRIORITY = 50;

/** Our own run_stage.attempts decides about retries; the queue's limit is kept out of the way. */
const QUEUE_MAX_ATTEMPTS = 1000;

export interface EnqueueOptions {
  priority: Priority;
  kind: RunKind;
  runAt?: Date;
}

/** enqueueStage adds a stage's job on the caller's transaction: it exists exactly when the transition that needs it does. */
export async function enqueueStage(tx: Tx, job: StageJob, options: EnqueueOptions): Promise<void> {
  const priority = stagePriority(job.stage, options);
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${STAGE_TASK[job.stage]}::text,
      payload => ${JSON.stringify(job)}::json,
      run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${QUEUE_MAX_ATTEMPTS}::int,
      priority => ${priority}::int)`;
}

function stagePriority(stage: Stage, { priority, kind }: Pick<EnqueueOptions, 'priority' | 'kind'>): number {
  return (kind === 'audit' ? AUDIT_PRIORITY : QUEUE_PRIORITY[priority]) - STAGES.indexOf(stage);
}

/** enqueueJudge adds the job that judges by a full run, once per run, on the caller's transaction. */
export async function enqueueJudge(tx: Tx, job: JudgeJob): Promise<void> {
  await tx.$queryRaw`
    SELECT id::text FROM graphile_worker.add_job(
      identifier => ${JUDGE_TASK}::text,
      payload => ${JSON.stringify(job)}::json,
      max_attempts => ${QUEUE_MAX_ATTEMPTS}::int,
      job_key => ${`${JUDGE_TASK}:${job.runId}`}::text,
      priority => ${JUDGE_PRIORITY}::int)`;
}

/**
 * ageAudits moves the waiting jobs of audits, and all judging, forward in the queue by how long they have waited in all (see agedPriority).
 * Returns how many moved.
 */
export async function ageAudits(now = new Date()): Promise<number> {
  const jobs = await database().$queryRaw<{ id: string; stage: Stage | null; priority: number; since: Date }[]>`
    SELECT j.id::text, j.payload ->> 'stage' AS stage, j.priority::int, r.created_at AS since
    FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    JOIN run r ON r.id = (j.payload ->> 'runId')::uuid
    WHERE j.locked_at IS NULL AND (t.identifier = ${JUDGE_TASK} OR (t.identifier = ANY(${Object.values(STAGE_TASK)}) AND r.kind = 'audit'))`;
  const moved = new Map<number, string[]>();
  for (const { id, stage, priority, since } of jobs) {
    const base = stage ? stagePriority(stage, { priority: 'low', kind: 'audit' }) : JUDGE_PRIORITY;
    const aged = agedPriority(base, now.getTime() - since.getTime());
    if (aged !== priority) moved.set(aged, [...(moved.get(aged) ?? []), id]);
  }
  for (const [priority, ids] of moved) {
    await database().$queryRaw`
      SELECT id::text FROM graphile_worker.reschedule_jobs(job_ids => ${ids}::bigint[], priority => ${priority}::int)`;
  }
  return [...moved.values()].flat().length;
}
