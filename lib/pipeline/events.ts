import { WinnowError } from '@/lib/base/errors';
import { isFinal } from '@/lib/core/runs/states';
import type { RunEventView } from '@/lib/core/runs/views';
import { database } from '@/lib/data/client';
import { eventsAfter } from '@/lib/data/run-events';
import { runListener } from '@/lib/data/run-listener';
import { isRunId } from './run-id';

/**
 * subscribeToRun yields a run's stored events after a seq, then live ones, and ends after the final event or when `signal` aborts.
 * Progress is no stored event: it comes under the seq of the last one, so that a reader that resumes misses nothing. Throws `not_found`.
 */
export async function* subscribeToRun(runId: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<RunEventView> {
  let seq = afterSeq;
  let shown = '';
  while (!signal.aborted) {
    // Waiting starts before reading, or a change in between would be slept through.
    const change = runListener().nextChange(runId, signal);
    const run = isRunId(runId) ? await database().run.findUnique({ where: { id: runId }, select: { state: true, eventSeq: true } }) : null;
    if (!run) throw new WinnowError('not_found', `there is no run ${runId}`);
    for (const event of await eventsAfter(runId, seq)) {
      seq = event.seq;
      yield event;
    }
    if (isFinal(run.state) && seq >= run.eventSeq) return;
    const progress = await progressOf(runId, seq);
    if (progress && progress.message + progress.progress !== shown) {
      shown = progress.message + progress.progress;
      yield progress;
    }
    await change;
  }
}

async function progressOf(runId: string, seq: number): Promise<RunEventView | null> {
  const stage = await database().runStage.findFirst({ where: { runId, status: 'running' } });
  if (!stage?.doing) return null;
  return { seq, at: new Date().toISOString(), type: 'progress', stage: stage.stage, message: stage.doing, progress: stage.progress };
}
