import { CHECKPOINTS, type CheckpointName, EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import type { Condition } from './compile';

/**
 * conditionKey is a condition's identity across config versions: checkpoint, version of the signal extractors, normalised form. Evidence
 * is kept under it, so a respelt condition keeps its evidence, and one whose signals are measured differently starts anew.
 */
export function conditionKey({ checkpoint, normalised }: Condition): string {
  return `${checkpoint}@${EXTRACTOR_VERSION}: ${normalised}`;
}

/** checkpointOfKey reads the checkpoint out of a condition's key; null where it names none that this version knows. */
export function checkpointOfKey(key: string): CheckpointName | null {
  return CHECKPOINTS.find((checkpoint) => key.startsWith(`${checkpoint}@`)) ?? null;
}
