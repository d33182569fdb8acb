import { EXTRACTOR_VERSION } from '@/lib/core/signals/declared';
import type { Condition } from './compile';

/**
 * conditionKey is a condition's identity across config versions: checkpoint, version of the signal extractors, normalised form. Evidence
 * is kept under it, so a respelt condition keeps its evidence, and one whose signals are measured differently starts anew.
 */
export function conditionKey({ checkpoint, normalised }: Condition): string {
  return `${checkpoint}@${EXTRACTOR_VERSION}: ${normalised}`;
}
