import { describe, expect, it } from 'vitest';
import { frameLoudness, powerDb, softestMoment } from './loudness';
import { join, noise, silence, tone } from './testing/sounds';

describe('powerDb', () => {
  it('is 0 dB for a full-scale square wave, 3 dB less for a sine, and finite for silence', () => {
    expect(powerDb(tone(0.1, 8000, 1).map((_, i) => (i % 2 ? 1 : -1)))).toBeCloseTo(0, 6);
    expect(powerDb(tone(1, 100, 1))).toBeCloseTo(-3.01, 2);
    expect(powerDb(silence(1))).toBe(-120);
  });

  it('gives one value per whole frame of 32 ms', () => {
    expect(frameLoudness(silence(1))).toHaveLength(31);
    expect(frameLoudness(silence(0.01))).toHaveLength(0);
  });
});

describe('softestMoment', () => {
  it('finds the pause', () => {
    const sound = join(noise(1.5, 1), silence(0.5), noise(3, 2));
    expect(softestMoment(sound)).toBeGreaterThan(1.6);
    expect(softestMoment(sound)).toBeLessThan(1.9);
  });

  it('prefers a pause between sentences to a gap inside of a word', () => {
    const sound = join(noise(1, 1), silence(0.06), noise(1, 2), silence(0.4), noise(1, 3));
    expect(softestMoment(sound)).toBeGreaterThan(2.06);
  });

  it('takes the softest stretch where there is no silence at all', () => {
    const sound = join(noise(2, 1, 0.5), noise(0.5, 2, 0.1), noise(2, 3, 0.5));
    expect(softestMoment(sound)).toBeGreaterThan(2.1);
    expect(softestMoment(sound)).toBeLessThan(2.4);
  });

  it('of equal pauses takes the one nearer to the middle', () => {
    const sound = join(noise(0.5, 1), silence(0.4), noise(1.5, 1), silence(0.4), noise(2.2, 1));
    expect(softestMoment(sound)).toBeGreaterThan(2.4);
  });

  it('is the middle where nothing tells, and stays inside even the shortest stretch', () => {
    expect(softestMoment(silence(5))).toBeCloseTo(2.5, 1);
    expect(softestMoment(silence(0.02))).toBeCloseTo(0.01, 6);
    expect(softestMoment(silence(0))).toBe(0);
  });

  it('is the same for the same sound, wherever it is computed', () => {
    expect(softestMoment(noise(5, 7))).toBe(softestMoment(noise(5, 7)));
  });
});
