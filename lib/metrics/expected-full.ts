import { expectedFullMs as computeExpectedFullMs, type StageRates } from '@/lib/core/metrics/expected-full';
import type { Tx } from '@/lib/data/client';
import type { Run, RunStage } from '@/lib/data/generated/client';
import { loadStageRates } from '@/lib/data/stage-rates';

const RATES_KEPT_MS = 30_000;

let cached: { at: number; rates: StageRates | null } | null = null;

/** expectedFullMs loads this deployment's rates (kept for half a minute) and applies them to a run. */
export async function expectedFullMs(tx: Tx, run: Run & { stages: RunStage[] }): Promise<number | null> {
  if (run.kind !== 'primary' || run.processingType === null) return null;
  if (!cached || Date.now() - cached.at > RATES_KEPT_MS) cached = { at: Date.now(), rates: await loadStageRates(tx) };
  const acquireMs = run.stages.find(({ stage }) => stage === 'acquire')?.spentMs ?? 0;
  return computeExpectedFullMs({ ...run, acquireMs }, cached.rates);
}
