/**
 * segmentAt finds the segment that is being said at a moment: the last that starts at or before it. `starts` ascends; null (an article's paragraph) is
 * never said. −1 before the first.
 */
export function segmentAt(starts: readonly (number | null)[], seconds: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= seconds) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
