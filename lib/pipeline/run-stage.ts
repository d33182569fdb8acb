/**
 * runStage moves a run on by one stage: take the lease → work → store everything with the transition in one transaction.
 *
 * It ends in one of these ways, each in a single transaction:
 *   done        the outcome is stored and the next stage's job added, or the run ended
 *   retry       the failure may pass: attempts + 1, the same stage's job again after a pause
 *   failed      the failure will not pass, or was tried often enough
 *   handed back the worker shuts down: the same stage's job again now, nothing counted
 * or in none: the lease was lost (cancelled, or another worker took over) and nothing may be written. Then it throws, so that the queue
 * does not delete a job that is no longer this worker's.
 */
import { asWinnowError, WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { inSpan, type Span, SpanKind } from '@/lib/base/tracing';
import type { Stage } from '@/lib/core/runs/states';
import { loadEffectiveConfig } from '@/lib/data/effective-configs';
import { commitUnderLease, forgetLease, type Lease, leaseHolds, reportProgress, takeLease } from '@/lib/data/leases';
import { enqueueStage } from '@/lib/data/queue';
import { endRun } from '@/lib/data/run-endings';
import { appendEvents } from '@/lib/data/run-events';
import type { Engines } from './engines';
import { lineageFolder } from './media-store';
import type { StageContext, StageOutcome } from './outcome';
import { planRetry, type RetryPolicy } from './retry';
import { added, measureUse, type StageUse } from './stage-use';
import { acquireStage } from './stages/acquire';
import { analyzeStage } from './stages/analyze';
import { assessStage } from './stages/assess';
import { hearStage } from './stages/hear';
import { rememberStage } from './stages/remember';
import { storeOutcome } from './store-outcome';

const log = createLogger('pipeline');

const STAGE_WORK = {
  acquire: acquireStage,
  hear: hearStage,
  assess: assessStage,
  analyze: analyzeStage,
  remember: rememberStage,
} as const satisfies Record<Stage, (context: StageContext) => Promise<StageOutcome>>;

const LEASE_CHECK_MS = 1_000;
const PROGRESS_EVERY_MS = 500;

export interface StageWorker {
  id: string;
  engines: Engines;
  retryPolicy: RetryPolicy;
  /** Aborted when the worker shuts down and its grace has passed. */
  shutdown: AbortSignal;
}

export async function runStage(runId: string, stage: Stage, worker: StageWorker): Promise<void> {
  const lease = await takeLease(runId, stage, worker.id);
  if (!lease) return;
  const { kind, depth, traceParent, sourceHost } = lease.run;
  const attributes = { 'winnow.run.id': runId, 'winnow.run.kind': kind, 'winnow.run.depth': depth, 'winnow.source.host': sourceHost };
  await inSpan(
    `job ${stage}`,
    { parent: traceParent, kind: SpanKind.CONSUMER, attributes: { ...attributes, 'winnow.attempts': lease.attempts } },
    (span) => work(lease, worker, span),
  );
}

async function work(lease: Lease, worker: StageWorker, span: Span): Promise<void> {
  const { stage } = lease;
  const watch = watchLease(lease, worker.shutdown);
  const used = measureUse();
  try {
    const context = await contextOf(lease, worker.engines, watch);
    const outcome = await inSpan(`stage ${stage}`, {}, () => STAGE_WORK[stage](context));
    watch.stop();
    span.setAttribute('winnow.next', outcome.next);
    const use = used();
    await commitUnderLease(lease, (tx) => storeOutcome(tx, lease.run, stage, use, outcome));
  } catch (thrown) {
    watch.stop();
    await settleFailure(lease, worker, used(), watch.reason() ?? asWinnowError(thrown), thrown);
  } finally {
    forgetLease(lease);
  }
}

async function contextOf(lease: Lease, engines: Engines, watch: LeaseWatch): Promise<StageContext> {
  return {
    run: lease.run,
    config: await loadEffectiveConfig(lease.run.effectiveConfigHash),
    engines,
    folder: lineageFolder(lease.run.lineageId),
    signal: watch.signal,
    progress: watch.progress,
  };
}

/** settleFailure decides about a stage that threw. Rethrows `lease_lost`. */
async function settleFailure(lease: Lease, worker: StageWorker, use: StageUse, error: WinnowError, thrown: unknown): Promise<void> {
  const { run, stage } = lease;
  if (error.code === 'lease_lost') {
    log.info({ run_id: run.id, stage }, 'lease lost; another worker or a cancel took over');
    throw error;
  }
  if (worker.shutdown.aborted) {
    await commitUnderLease(lease, async (tx) => {
      await tx.runStage.update({
        where: { runId_stage: { runId: run.id, stage } },
        data: { status: 'waiting', ...added(use) },
      });
      await enqueueStage(tx, { runId: run.id, stage }, run);
      await appendEvents(tx, run.id, [{ type: 'retry', stage, message: 'The worker shuts down; another one goes on' }]);
    });
    return;
  }
  const facts = { run_id: run.id, stage, code: error.code };
  // What is not Winnow's fault is told by its code; what is needs its stack.
  if (error.kind.fault === 'winnow') log.error({ ...facts, err: thrown }, error.message);
  else log.warn(facts, error.message);
  const attempts = error.untried ? 0 : 1;
  const runAt = planRetry(error, lease.attempts + attempts, worker.retryPolicy, run.createdAt);
  await commitUnderLease(lease, async (tx) => {
    await tx.runStage.update({
      where: { runId_stage: { runId: run.id, stage } },
      data: {
        status: runAt ? 'waiting' : 'failed',
        attempts: { increment: attempts },
        ...added(use),
        retryAt: runAt,
        errorCode: error.code,
      },
    });
    if (!runAt) return endRun(tx, run.id, { state: 'failed', error: { code: error.code, message: error.message } });
    await enqueueStage(tx, { runId: run.id, stage }, { priority: run.priority, kind: run.kind, runAt });
    await appendEvents(tx, run.id, [
      { type: 'retry', stage, message: `${error.kind.title}: ${error.message}. Trying again at ${runAt.toISOString()}` },
    ]);
  });
}

interface LeaseWatch {
  signal: AbortSignal;
  progress(share: number | null, doing: string): void;
  /** Why the work was aborted, if it was. */
  reason(): WinnowError | null;
  stop(): void;
}

/** watchLease looks every second whether the lease holds, shows progress, and aborts the work when there is nothing left to work for. */
function watchLease(lease: Lease, shutdown: AbortSignal): LeaseWatch {
  const lost = new AbortController();
  const loseLease = () => lost.abort(new WinnowError('lease_lost', `the lease on run ${lease.run.id} was lost`));
  const check = setInterval(() => {
    // A database that does not answer is no proof of a lost lease; the commit will tell.
    leaseHolds(lease).then(
      (holds) => holds || loseLease(),
      () => {},
    );
  }, LEASE_CHECK_MS);

  let shown = 0;
  let pending: NodeJS.Timeout | null = null;
  const show = (share: number | null, doing: string) => {
    shown = performance.now();
    pending = null;
    reportProgress(lease, share, doing).catch(() => {});
  };
  return {
    signal: AbortSignal.any([lost.signal, shutdown]),
    progress(share, doing) {
      if (pending) clearTimeout(pending);
      const wait = PROGRESS_EVERY_MS - (performance.now() - shown);
      if (wait <= 0) show(share, doing);
      else pending = setTimeout(show, wait, share, doing);
    },
    reason: () => (lost.signal.aborted ? (lost.signal.reason as WinnowError) : null),
    stop() {
      clearInterval(check);
      if (pending) clearTimeout(pending);
    },
  };
}
