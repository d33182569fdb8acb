/** Which pieces of a stretch the recogniser gets. Also loaded inside the speech thread, so relative imports only. */
import { softestMoment } from './loudness';
import { SAMPLE_RATE } from './vad/frames';
import type { Region } from './vad/speech';

/** What the recogniser gets in one piece at most. Shorter pieces cost words at the cuts: 30 s was measured best, 10 s much worse. */
const MAX_CHUNK_SECONDS = 30;
/** A longer gap without speech is not fed to the recogniser. A shorter one is, for hoarse or far voices fall below voice activity. */
const MAX_GAP_SECONDS = 2;
/** For the same reason this much around a chunk is fed as well, where no other chunk is (measured: 6.8 % of words wrong without, 5.9 % with). */
const MARGIN_SECONDS = 0.5;
/** How far a forced cut may lie from where equal parts would put it. */
const CUT_REACH_SECONDS = 4;

/** One piece for the recogniser and the regions of speech in it, all in seconds from the start of the scan. Chunks do not overlap. */
export interface Chunk extends Region {
  /** In order; the chunk may begin before the first and end after the last. */
  regions: Region[];
}

/** The regions on each side of a cut; one that the cut goes through is divided. */
function divide(regions: Region[], cutSeconds: number): [Region[], Region[]] {
  const before = regions.filter((r) => r.startSeconds < cutSeconds).map((r) => ({ ...r, endSeconds: Math.min(r.endSeconds, cutSeconds) }));
  const after = regions.filter((r) => r.endSeconds > cutSeconds).map((r) => ({ ...r, startSeconds: Math.max(r.startSeconds, cutSeconds) }));
  return [before, after];
}

/** Equal parts of at most MAX_CHUNK_SECONDS, each cut moved to the softest moment near it. Parts do not overlap: an overlap doubles words. */
function cutLong(chunk: Chunk, pcm: Float32Array): Chunk[] {
  const seconds = chunk.endSeconds - chunk.startSeconds;
  const parts = Math.ceil(seconds / MAX_CHUNK_SECONDS);
  if (parts === 1) return [chunk];
  const nominal = chunk.startSeconds + seconds / parts;
  const reach = Math.min(CUT_REACH_SECONDS, seconds / parts / 2);
  const from = nominal - reach;
  // The first part must not grow over the limit.
  const to = Math.min(nominal + reach, chunk.startSeconds + MAX_CHUNK_SECONDS);
  const cutSeconds = from + softestMoment(pcm.subarray(Math.round(from * SAMPLE_RATE), Math.round(to * SAMPLE_RATE)));
  const [before, after] = divide(chunk.regions, cutSeconds);
  if (before.length === 0 || after.length === 0) return [chunk];
  const rest = { startSeconds: cutSeconds, endSeconds: chunk.endSeconds, regions: after };
  return [{ startSeconds: chunk.startSeconds, endSeconds: cutSeconds, regions: before }, ...cutLong(rest, pcm)];
}

/** Regions that belong together, with the margin around them: never beyond the middle of the gap to the neighbours. */
function gather(regions: readonly Region[], durationSeconds: number): Chunk[] {
  const groups: Region[][] = [];
  for (const region of regions) {
    const group = groups.at(-1);
    if (group !== undefined && region.startSeconds - group.at(-1)!.endSeconds < MAX_GAP_SECONDS) group.push(region);
    else groups.push([region]);
  }
  return groups.map((group) => ({
    startSeconds: Math.max(0, group[0]!.startSeconds - MARGIN_SECONDS),
    endSeconds: Math.min(durationSeconds, group.at(-1)!.endSeconds + MARGIN_SECONDS),
    regions: group,
  }));
}

/**
 * planChunks gathers regions of speech in `pcm` into pieces for the recogniser: neighbours less than two seconds apart stay together, what is
 * longer than 30 s is cut at the softest moment near equal parts.
 */
export function planChunks(regions: readonly Region[], pcm: Float32Array): Chunk[] {
  return gather(regions, pcm.length / SAMPLE_RATE).flatMap((chunk) => cutLong(chunk, pcm));
}
