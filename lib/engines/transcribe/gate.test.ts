import { describe, expect, it } from 'vitest';
import { spokenChunks } from './gate';
import { join, noise, silence } from './testing/sounds';
import { FRAME_SECONDS } from './vad/frames';

const region = { startSeconds: 2, endSeconds: 5 };
const chunk = { startSeconds: 1.5, endSeconds: 5.5, regions: [region] };

/** Frames inside the region take turns through `values`, the others are 0. */
function probabilities(values: number[]): Float32Array {
  return Float32Array.from({ length: Math.ceil(8 / FRAME_SECONDS) }, (_, frame) =>
    frame * FRAME_SECONDS >= 2 && frame * FRAME_SECONDS < 5 ? values[frame % values.length]! : 0,
  );
}

const inMusic = noise(8, 1);
const inQuiet = join(silence(2), noise(3, 1), silence(3));

describe('spokenChunks', () => {
  it('keeps what voice activity is sure of, also over music', () => {
    expect(spokenChunks([chunk], probabilities([0.99, 0.97, 0.95, 0.93, 0.8]), inMusic)).toEqual([chunk]);
  });

  it('drops a song: voice activity wavers, and the music goes on around it', () => {
    expect(spokenChunks([chunk], probabilities([0.95, 0.6]), inMusic)).toEqual([]);
  });

  it('gives the benefit of the doubt to the same before a quiet background', () => {
    expect(spokenChunks([chunk], probabilities([0.95, 0.6]), inQuiet)).toEqual([chunk]);
  });

  it('drops what is never sure, in quiet too', () => {
    expect(spokenChunks([chunk], probabilities([0.6, 0.7]), inQuiet)).toEqual([]);
  });
});
