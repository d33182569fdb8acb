/**
 * The order in which an item's windows are heard: first and last, then spread by the van der Corput sequence (J. G. van der Corput, 1935:
 * the base-2 radical inverse), so that at any moment what was heard is spread evenly over the item.
 */
export function hearingOrder(windowCount: number): number[] {
  if (windowCount <= 2) return Array.from({ length: windowCount }, (_, i) => i);
  const order = [0, windowCount - 1];
  const taken = new Set(order);
  for (let i = 1; order.length < windowCount; i++) {
    const index = Math.floor(radicalInverse(i) * windowCount);
    if (taken.has(index)) continue;
    taken.add(index);
    order.push(index);
  }
  return order;
}

function radicalInverse(i: number): number {
  let value = 0;
  for (let bit = 0.5, rest = i; rest > 0; rest = Math.floor(rest / 2), bit /= 2) value += (rest % 2) * bit;
  return value;
}

/** Windows heard at the end of each round. */
const ROUND_ENDS = [2, 4, 8, 16, 32, 64, 128, 256, 512] as const;
/** The least sample that says anything: one round of two windows. Items shorter than twice that are heard whole, in one round. */
const LEAST_SAMPLE_WINDOWS = 2;

/** hearingRounds splits the order into rounds that end at 2, 4, 8, 16… windows, the last one at all of them. */
export function hearingRounds(windowCount: number): number[][] {
  const order = hearingOrder(windowCount);
  if (windowCount < 2 * LEAST_SAMPLE_WINDOWS) return windowCount === 0 ? [] : [order];
  const ends = [...ROUND_ENDS.filter((end) => end < windowCount), windowCount];
  return ends.map((end, i) => order.slice(i === 0 ? 0 : ends[i - 1], end));
}
