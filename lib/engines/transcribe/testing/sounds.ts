/** Sounds made by computation, for tests. */
import { SAMPLE_RATE } from '../vad/frames';

export function silence(seconds: number): Float32Array {
  return new Float32Array(Math.round(seconds * SAMPLE_RATE));
}

/** A sine of amplitude `level`. */
export function tone(seconds: number, hertz = 440, level = 0.5): Float32Array {
  return silence(seconds).map((_, i) => level * Math.sin((2 * Math.PI * hertz * i) / SAMPLE_RATE));
}

/** White noise of amplitude `level`, the same for the same seed (mulberry32). */
export function noise(seconds: number, seed: number, level = 0.5): Float32Array {
  let state = seed;
  return silence(seconds).map(() => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return level * (((bits ^ (bits >>> 14)) >>> 0) / 2 ** 31 - 1);
  });
}

export function join(...parts: Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
