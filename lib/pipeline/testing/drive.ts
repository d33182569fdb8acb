import { newId } from '@/lib/base/ids';
import { database } from '@/lib/data/client';
import type { Engines } from '../engines';
import { runStage, type StageWorker } from '../run-stage';

export function testWorker(engines: Engines, rest: Partial<StageWorker> = {}): StageWorker {
  return { id: newId(), engines, retryPolicy: { enabled: true, maxAttempts: 3 }, shutdown: new AbortController().signal, ...rest };
}

/** driveRun moves a run on, stage by stage as the queue would, until it ends or a stage stays where it is. */
export async function driveRun(runId: string, worker: StageWorker): Promise<void> {
  for (;;) {
    const before = await database().run.findUniqueOrThrow({ where: { id: runId } });
    if (!before.stage) return;
    await runStage(runId, before.stage, worker);
    const after = await database().run.findUniqueOrThrow({ where: { id: runId } });
    if (after.stage === before.stage) return;
  }
}
