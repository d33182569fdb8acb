import type { Stretch } from '@/lib/core/runs/rounds';
import { clock } from '../format';

/** A line in the transcript where something was left out. */
export function UnheardGap({ gap }: { gap: Stretch }) {
  return (
    <p className="border-line border-y border-dashed py-1 text-center text-ink-faint text-xs tabular-nums">
      {clock(gap.startSeconds)} to {clock(gap.endSeconds)} was not heard
    </p>
  );
}
