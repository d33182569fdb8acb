/** What to do with two channels. Pure; also loaded inside the speech thread, so relative imports only. */
import { frameLoudness, powerDb } from './loudness';
import { FRAME_SAMPLES } from './vad/frames';

/** mixChannels averages channels to one. */
export function mixChannels(channels: readonly Float32Array[]): Float32Array {
  const [first, ...others] = channels;
  if (first === undefined || others.length === 0) return first ?? new Float32Array(0);
  const mixed = new Float32Array(first.length);
  for (const channel of channels) for (let i = 0; i < mixed.length; i++) mixed[i]! += channel[i]! / channels.length;
  return mixed;
}

/** How loud each frame is, in dB, not below a floor. */
function envelope(pcm: Float32Array, floorDb: number): Float32Array {
  return frameLoudness(pcm).map((loudness) => Math.max(floorDb, loudness));
}

/** Pearson's; 1 where one of the two does not vary, for then nothing tells them apart. */
function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    const [da, db] = [a[i]! - meanA, b[i]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? 1 : ab / Math.sqrt(aa * bb);
}

/** Below the louder channel by more than this, a channel holds noise or crosstalk only. */
const MAX_LEVEL_DIFFERENCE_DB = 20;
/** The envelope's dynamic range that counts; what is softer is silence. */
const RANGE_DB = 40;
/**
 * Two microphones in one room, a stereo mix, a delayed or phase-turned copy: the channels get loud and soft together (0.7 and more). Two people
 * with a channel each: they take turns (below 0) or talk independently (about 0).
 */
const MAX_CORRELATION = 0.35;

/**
 * holdsTwoVoices says whether two channels carry different speakers (a call recorded with a channel for each side), so that they must be heard
 * one by one: mixed, whoever talks at the same time is lost. It compares how loudness goes up and down, not samples, since the same sound with
 * a delay has samples that do not correlate.
 */
export function holdsTwoVoices(left: Float32Array, right: Float32Array): boolean {
  if (left.length < FRAME_SAMPLES || right.length < FRAME_SAMPLES) return false;
  const [powerLeft, powerRight] = [powerDb(left), powerDb(right)];
  if (Math.abs(powerLeft - powerRight) > MAX_LEVEL_DIFFERENCE_DB) return false;
  return correlation(envelope(left, powerLeft - RANGE_DB), envelope(right, powerRight - RANGE_DB)) < MAX_CORRELATION;
}
