/** Telling speech from song. Loaded inside the speech thread, so relative imports only. */
import type { Chunk } from './chunks';
import { frameLoudness } from './loudness';
import { FRAME_SECONDS } from './vad/frames';
import { totalSeconds } from './vad/speech';

/** Frames of speech score above the first; the second is where voice activity counts a frame at all. */
const FIRM = 0.9;
const COUNTED = 0.35;
/** Around a chunk, how far its background is looked for, and what counts as background. */
const AROUND_SECONDS = 10;
const BACKGROUND = 0.15;
const MIN_BACKGROUND_FRAMES = 8;

/**
 * Share of firm frames that makes a chunk speech. Measured in 300 chunks of speech, clean and under noise and music down to 2 dB: 0.68 or more; before a
 * loud background and shorter than 8 s: 0.78 or more. In 60 chunks that voice activity found in songs and instrumental music: up to 0.63.
 */
const MIN_FIRM = 0.6;
const MIN_FIRM_IN_NOISE = 0.75;
const LONG_SECONDS = 8;
/** A word or two before silence may be all soft: where no background can be mistaken for it, it gets the benefit of the doubt. */
const MIN_FIRM_IN_QUIET = 0.4;
const QUIET_DB = -15;

/** Of the frames that voice activity counts inside the chunk's regions: the share about which it has no doubt. */
function firmShare(chunk: Chunk, probabilities: Float32Array): number {
  let counted = 0;
  let firm = 0;
  for (const { startSeconds, endSeconds } of chunk.regions) {
    const end = Math.min(probabilities.length, Math.round(endSeconds / FRAME_SECONDS));
    for (let frame = Math.round(startSeconds / FRAME_SECONDS); frame < end; frame++) {
      if (probabilities[frame]! >= COUNTED) counted++;
      if (probabilities[frame]! > FIRM) firm++;
    }
  }
  return counted === 0 ? 0 : firm / counted;
}

/** How loud it is where nobody speaks, against where somebody does, in dB; null where there is too little of either to tell. */
function backgroundDb(chunk: Chunk, probabilities: Float32Array, loudness: Float32Array): number | null {
  const from = Math.max(0, Math.round((chunk.startSeconds - AROUND_SECONDS) / FRAME_SECONDS));
  const to = Math.min(loudness.length, Math.round((chunk.endSeconds + AROUND_SECONDS) / FRAME_SECONDS));
  let [background, backgroundFrames, speech, speechFrames] = [0, 0, 0, 0];
  for (let frame = from; frame < to; frame++) {
    const power = 10 ** (loudness[frame]! / 10);
    if (probabilities[frame]! < BACKGROUND) {
      background += power;
      backgroundFrames++;
    } else if (probabilities[frame]! > 0.5) {
      speech += power;
      speechFrames++;
    }
  }
  if (backgroundFrames < MIN_BACKGROUND_FRAMES || speechFrames === 0) return null;
  return 10 * Math.log10(background / backgroundFrames / (speech / speechFrames));
}

function minFirm(seconds: number, background: number | null): number {
  if (background === null) return MIN_FIRM;
  if (background < QUIET_DB) return MIN_FIRM_IN_QUIET;
  return seconds < LONG_SECONDS ? MIN_FIRM_IN_NOISE : MIN_FIRM;
}

/**
 * spokenChunks keeps the chunks in which somebody speaks. Song and the voices of instruments can pass voice activity, and the recogniser makes words of
 * them; but voice activity is never sure of them for long, and the music goes on around them.
 */
export function spokenChunks(chunks: readonly Chunk[], probabilities: Float32Array, pcm: Float32Array): Chunk[] {
  if (chunks.length === 0) return [];
  const loudness = frameLoudness(pcm);
  return chunks.filter((chunk) => {
    const background = backgroundDb(chunk, probabilities, loudness);
    return firmShare(chunk, probabilities) >= minFirm(totalSeconds(chunk.regions), background);
  });
}
