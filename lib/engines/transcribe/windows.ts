/**
 * Where an item is cut into windows.
 *
 * Windows must be heard alone, in any order, by processes that know nothing of each other, and together they must cover every word once. So
 * nothing is scanned when a run is planned: the nominal boundaries follow from the duration alone (`planNominalWindows`), and each is
 * moved to the softest moment in a zone of ±2.5 s around it when a window is heard. Both neighbours decode that zone and find the same moment.
 * Hearing a tenth of an item costs a tenth of the scanning.
 */
import type { Window } from '@/lib/core/runs/content';

/** The longest nominal window: 30 s, the most that the recogniser hears well in one piece, when both of its ends move outwards. */
const NOMINAL_SECONDS = 25;
const LONGEST_SINGLE_SECONDS = 30;
/** How far a boundary may move. Even in quick talk five seconds hold a pause for breath. */
const ZONE_SECONDS = 2.5;

/** planNominalWindows divides the item into equal windows of at most 25 s; up to 30 s it is one window. */
export function planNominalWindows(durationSeconds: number): Window[] {
  const count = durationSeconds <= LONGEST_SINGLE_SECONDS ? 1 : Math.ceil(durationSeconds / NOMINAL_SECONDS);
  // The last boundary is the duration itself, and not a rounding of it.
  const boundary = (index: number) => (index === count ? durationSeconds : (index * durationSeconds) / count);
  return Array.from({ length: count }, (_, index) => ({ index, startSeconds: boundary(index), endSeconds: boundary(index + 1) }));
}

export interface Zone {
  startSeconds: number;
  endSeconds: number;
}

/** seamZone is the stretch in which the boundary at `seconds` may lie, or null for the two ends of the item, which stay. */
export function seamZone(seconds: number, durationSeconds: number): Zone | null {
  if (seconds <= 0 || seconds >= durationSeconds) return null;
  return { startSeconds: Math.max(0, seconds - ZONE_SECONDS), endSeconds: Math.min(durationSeconds, seconds + ZONE_SECONDS) };
}
