import { newId } from '@/lib/base/ids';
import { hashEffectiveConfig } from '@/lib/config/effective';
import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import type { Depth } from '@/lib/core/runs/states';
import { database } from '@/lib/data/client';
import { activeConfigVersion } from '@/lib/data/config-versions';
import { saveEffectiveConfig } from '@/lib/data/effective-configs';
import { createRun } from '@/lib/data/runs';
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

/** createRunUnder queues a run of an item of its own under this very configuration, whatever the files and the environment say. */
export async function createRunUnder(config: EffectiveConfig, depth: Depth = 'auto'): Promise<string> {
  const configVersionNumber = (await activeConfigVersion()).number;
  const effectiveConfigHash = hashEffectiveConfig(config);
  const url = `https://valley.example/${newId()}`;
  return database().$transaction(async (tx) => {
    await saveEffectiveConfig(tx, effectiveConfigHash, config);
    return createRun(tx, {
      kind: 'primary',
      parentRunId: null,
      lineageId: null,
      url,
      canonicalUrl: url,
      sourceHost: 'valley.example',
      hints: null,
      depth,
      priority: 'medium',
      priorityRequested: false,
      dedupeKey: url,
      effectiveConfigHash,
      configVersionNumber,
      recorded: true,
      door: 'api',
    });
  });
}
