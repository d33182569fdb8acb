import { PROCESSING_TYPES } from '@/lib/core/runs/states';
import { CHECKPOINTS } from '@/lib/core/signals/declared';
import type { Fates } from './fates';
import type { Fate } from './views';

export interface FateChange {
  row: number;
  before: Fate;
  after: Fate;
}

/** changesOfFate counts the runs that would end otherwise, what becomes known or unknown among them, and names the last `most` of them, newest first. */
export function changesOfFate(before: Fates, after: Fates, rows: Int32Array, most: number): { count: number; named: FateChange[] } {
  let count = 0;
  const named: FateChange[] = [];
  for (let i = rows.length - 1; i >= 0; i--) {
    const row = rows[i]!;
    if (before.type[row] === after.type[row] && before.checkpoint[row] === after.checkpoint[row] && before.round[row] === after.round[row])
      continue;
    count++;
    if (named.length < most) named.push({ row, before: fateAt(before, row), after: fateAt(after, row) });
  }
  return { count, named };
}

export function fateAt(fates: Fates, row: number): Fate {
  return {
    processingType: PROCESSING_TYPES[fates.type[row]!] ?? null,
    checkpoint: CHECKPOINTS[fates.checkpoint[row]!] ?? null,
    round: fates.round[row]!,
  };
}
