import { measureRates, type StageRates } from '@/lib/core/metrics/expected-full';
import type { Tx } from './client';

const SAMPLE_RUNS = 200;

/** loadStageRates measures this deployment's rates on its last 200 full runs; null until 20 are in. */
export async function loadStageRates(tx: Tx): Promise<StageRates | null> {
  const runs = await tx.run.findMany({
    where: { kind: 'primary', state: 'finished', processingType: 'full', wordCount: { gt: 0 } },
    orderBy: { createdAt: 'desc' },
    take: SAMPLE_RUNS,
    select: { wordCount: true, heardSeconds: true, speechSeconds: true, stages: { select: { stage: true, spentMs: true } } },
  });
  return measureRates(
    runs.map((run) => {
      const ms = (...stages: string[]) =>
        run.stages.filter(({ stage }) => stages.includes(stage)).reduce((sum, { spentMs }) => sum + spentMs, 0);
      return {
        hearMs: ms('hear'),
        assessMs: ms('assess'),
        analyzeMs: ms('analyze', 'remember'),
        speechSeconds: run.speechSeconds ?? 0,
        heardSeconds: run.heardSeconds ?? 0,
        wordCount: run.wordCount ?? 0,
      };
    }),
  );
}
