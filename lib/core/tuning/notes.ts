import type { EffectiveConfig } from '@/lib/core/gates/effective-config';
import { overallOf } from '@/lib/core/gates/overall';
import { CHECKPOINTS } from '@/lib/core/signals/declared';

const shown = (value: number) => value.toFixed(2);

/** notesOn tells which bars and conditions of a configuration cannot matter, and why; one sentence each. */
export function notesOn({ quality, flags, earlyExit }: EffectiveConfig): string[] {
  const notes: string[] = [];
  if (!flags.qualityFiltering) notes.push('Quality filtering is off: the bars decide nothing.');
  const { minOverall, minCoherence, minCompleteness, minInformativeness } = quality.thresholds;
  const least = overallOf({ coherence: minCoherence, completeness: minCompleteness, informativeness: minInformativeness }, quality.weights);
  if (flags.qualityFiltering && least >= minOverall) {
    notes.push(`min_overall ${shown(minOverall)} cannot matter: what reaches the bars of the dimensions scores at least ${shown(least)}.`);
  }
  if (!flags.earlyExit) notes.push('Early exits are off: no condition stops a run.');
  for (const checkpoint of flags.earlyExit ? CHECKPOINTS : []) {
    const { minConfidence, conditions, enabled } = earlyExit.checkpoints[checkpoint];
    for (const { name, confidence } of enabled ? conditions : []) {
      if (confidence >= minConfidence) continue;
      notes.push(
        `"${name}" cannot fire: its confidence ${shown(confidence)} is under the ${shown(minConfidence)} that ${checkpoint} asks for.`,
      );
    }
  }
  return notes;
}
