import { FRAME_SECONDS } from './frames';

/** Where somebody speaks, in seconds from the start of what was scanned. */
export interface Region {
  startSeconds: number;
  endSeconds: number;
}

/** Speech begins at the first and goes on down to the second: Silero's own pair. */
const ENTER = 0.5;
const STAY = 0.35;
/** A shorter dip is part of a word, a shorter burst is a click. */
const MIN_PAUSE_SECONDS = 0.1;
const MIN_SPEECH_SECONDS = 0.1;
/** Soft beginnings and endings score low; this much around a region is taken as its own, but never more than half of the pause. */
const PAD_SECONDS = 0.2;

function rawRegions(probabilities: Float32Array): Region[] {
  const regions: Region[] = [];
  let start: number | null = null;
  let lastSpoken = 0;
  const close = () => {
    if (start !== null) regions.push({ startSeconds: start * FRAME_SECONDS, endSeconds: (lastSpoken + 1) * FRAME_SECONDS });
    start = null;
  };
  for (const [frame, probability] of probabilities.entries()) {
    if (start === null ? probability >= ENTER : probability >= STAY) {
      start ??= frame;
      lastSpoken = frame;
    } else if (start !== null && (frame - lastSpoken) * FRAME_SECONDS >= MIN_PAUSE_SECONDS) close();
  }
  close();
  return regions.filter(({ startSeconds, endSeconds }) => endSeconds - startSeconds >= MIN_SPEECH_SECONDS);
}

/** speechRegions turns frame probabilities into regions of speech, in order and without overlap, inside [0, durationSeconds]. */
export function speechRegions(probabilities: Float32Array, durationSeconds: number): Region[] {
  const raw = rawRegions(probabilities);
  return raw.map(({ startSeconds, endSeconds }, i) => {
    const before = raw[i - 1]?.endSeconds;
    const after = raw[i + 1]?.startSeconds;
    const padBefore = before === undefined ? PAD_SECONDS : Math.min(PAD_SECONDS, (startSeconds - before) / 2);
    const padAfter = after === undefined ? PAD_SECONDS : Math.min(PAD_SECONDS, (after - endSeconds) / 2);
    return { startSeconds: Math.max(0, startSeconds - padBefore), endSeconds: Math.min(durationSeconds, endSeconds + padAfter) };
  });
}

/** totalSeconds is how much time regions cover together; where they overlap it counts once. */
export function totalSeconds(regions: readonly Region[]): number {
  let total = 0;
  let reached = Number.NEGATIVE_INFINITY;
  for (const { startSeconds, endSeconds } of [...regions].sort((a, b) => a.startSeconds - b.startSeconds)) {
    total += Math.max(0, endSeconds - Math.max(startSeconds, reached));
    reached = Math.max(reached, endSeconds);
  }
  return total;
}
