/** Rounds of a run, kept as artefacts: unit = round, engine = model. */
import type { RoundRecord } from '@/lib/core/runs/rounds';
import { findArtifacts, saveArtifact } from './artifacts';
import type { Tx } from './client';

/** Marks rounds that were worked out after the run and decided nothing in it. */
const SHADOW = '/shadow';

export const isShadowRound = (engine: string): boolean => engine.endsWith(SHADOW);

export async function saveRound(tx: Tx, runId: string, record: RoundRecord, { shadow }: { shadow: boolean }): Promise<void> {
  const engine = record.model + (shadow ? SHADOW : '');
  await saveArtifact(tx, { scopeRunId: runId, kind: 'round', unit: record.round, engine }, record);
}

export interface StoredRounds {
  /** What the run decided by, in order: of a run that had to be heard by the speech API, that one's rounds. */
  own: RoundRecord[];
  shadow: RoundRecord[];
}

export async function findRounds(tx: Tx, runId: string): Promise<StoredRounds> {
  const stored = await findArtifacts(tx, runId, 'round');
  const recordsOf = (shadow: boolean) => stored.filter(({ engine }) => isShadowRound(engine) === shadow).map(({ data }) => data);
  const own = recordsOf(false);
  const byApi = own.filter(({ model }) => model === 'api');
  return { own: byApi.length > 0 ? byApi : own, shadow: recordsOf(true) };
}
