import { ERROR_KINDS, type ErrorCode } from '@/lib/base/errors';
import type { ProcessingType } from '@/lib/core/runs/states';
import { failAuditOf } from './audits';
import { storable, type Tx } from './client';
import type { Prisma } from './generated/client';
import { recordPerformance } from './performance';
import { appendEvents } from './run-events';
import { recountStops } from './stop-entries';
import { enqueueRunEnd } from './subscribers';

export type RunEnding =
  | { state: 'finished'; processingType: ProcessingType | null; message: string }
  | { state: 'failed'; error: { code: ErrorCode; message: string } }
  | { state: 'cancelled' };

/** endRun moves a run to a final state on the caller's transaction: state, stages, event, performance record and what is to be sent out together. */
export async function endRun(tx: Tx, runId: string, ending: RunEnding): Promise<void> {
  const failed = ending.state === 'failed' ? ending.error : null;
  const { stage } = await tx.run.findUniqueOrThrow({ where: { id: runId }, select: { stage: true } });
  await tx.run.update({
    where: { id: runId },
    data: {
      state: ending.state,
      stage: null,
      leaseToken: null,
      leaseWorkerId: null,
      version: { increment: 1 },
      finishedAt: new Date(),
      processingType: ending.state === 'finished' ? ending.processingType : null,
      errorCode: failed?.code ?? null,
      errorMessage: failed ? storable(failed.message) : null,
    },
  });
  const open = { runId, status: { in: ['running', 'waiting'] } } satisfies Prisma.RunStageWhereInput;
  const closed = { retryAt: null, finishedAt: new Date() };
  // What failed is the stage that the run was at; those after it were never reached.
  if (failed && stage) await tx.runStage.updateMany({ where: { ...open, stage }, data: { ...closed, status: 'failed' } });
  await tx.runStage.updateMany({ where: open, data: { ...closed, status: 'skipped' } });
  if (ending.state !== 'finished') await failAuditOf(tx, runId);
  await recordPerformance(tx, runId);
  await enqueueRunEnd(tx, runId);
  await recountStops(tx, [runId]);
  const message = failed
    ? `${ERROR_KINDS[failed.code].title}: ${failed.message}`
    : ending.state === 'finished'
      ? ending.message
      : 'Cancelled';
  await appendEvents(tx, runId, [{ type: failed ? 'failed' : 'result', message }]);
}
