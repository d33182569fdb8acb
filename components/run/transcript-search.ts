import type { Segment } from '@/lib/core/runs/content';

/** matchesIn gives the indexes of the segments in which some words occur, whatever their case. None for an empty query. Pure. */
export function matchesIn(segments: readonly Pick<Segment, 'text'>[], words: string): number[] {
  const needle = words.trim().toLowerCase();
  if (needle === '') return [];
  return segments.flatMap(({ text }, index) => (text.toLowerCase().includes(needle) ? [index] : []));
}

/** stepMatch goes to the next (1) or previous (−1) match, round at the ends; −1 where there is none. */
export function stepMatch(current: number, by: 1 | -1, matches: number): number {
  if (matches === 0) return -1;
  if (current === -1) return by === 1 ? 0 : matches - 1;
  return (current + by + matches) % matches;
}
