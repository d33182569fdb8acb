/**
 * Captions that roll: every cue repeats the line before it and adds one, as YouTube's automatic ones do, or repeats itself and grows. Taken as
 * they are, every sentence would be there two or three times.
 */
import type { Cue } from './parse';

/** Fewer repetitions than this share of all cues are somebody repeating himself. */
const ROLLING_SHARE = 0.3;
const LEAST_CUES = 4;

/** How many lines at the end of `previous` are those at the start of `next`. */
function overlap(previous: readonly string[], next: readonly string[]): number {
  for (let count = Math.min(previous.length, next.length); count > 0; count -= 1) {
    if (previous.slice(-count).every((line, i) => line === next[i])) return count;
  }
  return 0;
}

/** What `next` adds to the text of `previous`; empty where it does not begin with it. */
function growth(previous: readonly string[], next: readonly string[]): string {
  const before = `${previous.join(' ')} `;
  const after = next.join(' ');
  return before.length > 1 && after.startsWith(before) ? after.slice(before.length) : '';
}

/** isRolling says whether cues (plain text lines) repeat their neighbours so often that it must be the format. */
export function isRolling(cues: readonly Cue[]): boolean {
  if (cues.length < LEAST_CUES) return false;
  let repeated = 0;
  cues.forEach((cue, i) => {
    const previous = cues[i - 1];
    if (previous && (overlap(previous.lines, cue.lines) > 0 || growth(previous.lines, cue.lines) !== '')) repeated += 1;
  });
  return repeated >= (cues.length - 1) * ROLLING_SHARE;
}

/** unroll leaves each line once, from the time at which it first appeared to that of the next one. */
export function unroll<T extends Cue>(cues: readonly T[]): T[] {
  const out: T[] = [];
  let previous: readonly string[] = [];
  for (const cue of cues) {
    const last = out.at(-1);
    const repeated = overlap(previous, cue.lines);
    const added = repeated === 0 ? growth(previous, cue.lines) : '';
    if (last && added !== '') {
      last.lines = [...last.lines, added];
      last.endSeconds = cue.endSeconds;
    } else if (repeated < cue.lines.length) {
      // A line stays on the screen while the next one is spoken; it was spoken until then.
      if (last) last.endSeconds = Math.min(last.endSeconds, cue.startSeconds);
      out.push({ ...cue, lines: cue.lines.slice(repeated) });
    }
    previous = cue.lines;
  }
  return out;
}
