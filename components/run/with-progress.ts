import type { RunDetailView, RunEventView } from '@/lib/core/runs/views';

/** withProgress puts what a progress event says into the run's running stage. Pure. */
export function withProgress(run: RunDetailView, event: RunEventView): RunDetailView {
  const stages = run.stages.map((stage) =>
    stage.stage === event.stage && stage.status === 'running' ? { ...stage, progress: event.progress, doing: event.message } : stage,
  );
  return { ...run, stages };
}
