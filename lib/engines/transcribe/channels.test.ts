import { describe, expect, it } from 'vitest';
import { holdsTwoVoices, mixChannels } from './channels';
import { join, noise, silence } from './testing/sounds';

/** Bursts of a fifth to a whole second with pauses between, as somebody talks. */
function talk(seed: number): Float32Array {
  return join(
    ...Array.from({ length: 12 }, (_, i) => join(noise(0.3 + ((seed * (i + 3)) % 7) / 10, seed + i), silence(0.1 + ((seed + i) % 5) / 10))),
  );
}

const sameLength = (a: Float32Array, b: Float32Array) => {
  const length = Math.min(a.length, b.length);
  return [a.slice(0, length), b.slice(0, length)] as const;
};
const delayed = (pcm: Float32Array, seconds: number) => join(silence(seconds), pcm).slice(0, pcm.length);

describe('mixChannels', () => {
  it('averages, and leaves a single channel as it is', () => {
    expect([...mixChannels([Float32Array.of(1, 0, -1), Float32Array.of(0, 0, -1)])]).toEqual([0.5, 0, -1]);
    const only = Float32Array.of(1, 2);
    expect(mixChannels([only])).toBe(only);
    expect(mixChannels([])).toHaveLength(0);
  });
});

describe('holdsTwoVoices', () => {
  const voice = talk(5);

  it('tells two people with a channel each', () => {
    expect(holdsTwoVoices(...sameLength(talk(5), talk(11)))).toBe(true);
  });

  it('tells two people who take turns', () => {
    const first = join(talk(5), silence(10));
    const second = join(silence(talk(5).length / 16_000), talk(3));
    expect(holdsTwoVoices(...sameLength(first, second))).toBe(true);
  });

  it('takes one voice on both channels for one, also when it is late, turned in phase or softer on one', () => {
    expect(holdsTwoVoices(voice, voice)).toBe(false);
    expect(holdsTwoVoices(voice, delayed(voice, 0.01))).toBe(false);
    expect(
      holdsTwoVoices(
        voice,
        voice.map((sample) => -0.3 * sample),
      ),
    ).toBe(false);
  });

  it('takes a channel of faint noise for no voice', () => {
    expect(holdsTwoVoices(voice, noise(voice.length / 16_000, 3, 0.003))).toBe(false);
  });

  it('says no for silence and for what is too short to tell', () => {
    expect(holdsTwoVoices(silence(5), silence(5))).toBe(false);
    expect(holdsTwoVoices(silence(0.01), silence(0.01))).toBe(false);
  });
});
