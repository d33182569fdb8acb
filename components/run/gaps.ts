import type { Segment } from '@/lib/core/runs/content';
import type { Stretch } from '@/lib/core/runs/rounds';

/**
 * gapsBefore places what was not heard between the segments: for each segment the stretches that come before it and after the one before. What
 * comes after the last segment is under the number of segments. Both are in playing order.
 */
export function gapsBefore(segments: readonly Pick<Segment, 'startSeconds'>[], unheard: readonly Stretch[]): Map<number, Stretch[]> {
  const gaps = new Map<number, Stretch[]>();
  let next = 0;
  for (const gap of unheard) {
    // A window's words may begin or end a little beyond its planned ends.
    const middle = (gap.startSeconds + gap.endSeconds) / 2;
    while (next < segments.length && (segments[next]!.startSeconds ?? 0) < middle) next++;
    gaps.set(next, [...(gaps.get(next) ?? []), gap]);
  }
  return gaps;
}
