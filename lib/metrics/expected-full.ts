import { expectedFullMs as computeExpectedFullMs, measureRates, type StageRates } from '@/lib/core/metrics/expected-full';
import type { Tx } from '@/lib/data/client';
import type { Run, RunStage } from '@/lib/data/generated/client';

const SAMPLE_RUNS = 200;
const RATES_KEPT_MS = 30_000;

let cached: { at: number; rates: StageRates | null } | null = null;

/** expectedFullMs loads this deployment's rates (the last 200 full runs, kept for half a minute) and applies them to a run. */
export async function expectedFullMs(tx: Tx, run: Run & { stages: RunStage[] }): Promise<number | null> {
  if (run.kind !== 'primary' || run.processingType === null) return null;
  if (!cached || Date.now() - cached.at > RATES_KEPT_MS) cached = { at: Date.now(), rates: await loadRates(tx) };
  const acquireMs = run.stages.find(({ stage }) => stage === 'acquire')?.spentMs ?? 0;
  return computeExpectedFullMs({ ...run, acquireMs }, cached.rates);
}

async function loadRates(tx: Tx): Promise<StageRates | null> {
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
        textMs: ms('assess', 'analyze', 'remember'),
        speechSeconds: run.speechSeconds ?? 0,
        heardSeconds: run.heardSeconds ?? 0,
        wordCount: run.wordCount ?? 0,
      };
    }),
  );
}
