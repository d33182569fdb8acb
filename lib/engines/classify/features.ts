/** Features of one window: what it is about (its embedding), which cues it holds, how it is built. */
import { CUE_NAMES, countCues } from './cues';
import { measureStructure, rate, STRUCTURE_NAMES } from './structure';

/** Names of the features beside the embedding, in their order. */
export const SURFACE_NAMES: readonly string[] = [...CUE_NAMES.map((name) => `cue_${name}`), ...STRUCTURE_NAMES];

export interface Surface {
  /** What to embed. */
  spoken: string;
  /** In the order of SURFACE_NAMES. */
  values: number[];
}

export function surfaceOf(window: string): Surface {
  const { spoken, wordCount, measures } = measureStructure(window);
  return { spoken, values: [...countCues(spoken).map((count) => rate(count, wordCount)), ...measures] };
}
