import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanLogProbability, segmentConfidence, wordConfidence } from './confidence';

const word = (logProbability: number, tokens = 1) => ({ text: 'word', logProbability, tokens });
const logs = fc.double({ min: -20, max: 0, noNaN: true });

describe('confidence', () => {
  it('is a probability, and falls with the surprise of the word and of its chunk', () => {
    fc.assert(
      fc.property(logs, logs, logs, (a, b, chunk) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(wordConfidence(word(low), chunk)).toBeLessThanOrEqual(wordConfidence(word(high), chunk));
        expect(wordConfidence(word(a), chunk)).toBeGreaterThanOrEqual(0);
        expect(wordConfidence(word(a), chunk)).toBeLessThanOrEqual(1);
        expect(wordConfidence(word(a), low)).toBeLessThanOrEqual(wordConfidence(word(a), high));
      }),
    );
  });

  it('is high for words the model is sure of, and about even for a segment of nonsense', () => {
    expect(segmentConfidence([word(-0.02), word(-0.05)], -0.05)).toBeGreaterThan(0.97);
    expect(segmentConfidence([word(-0.9), word(-1.1)], -1)).toBeLessThan(0.5);
    expect(segmentConfidence([], -0.1)).toBe(0);
  });

  it('averages log-probabilities over tokens, not words', () => {
    expect(meanLogProbability([word(-3, 3), word(-1, 1)])).toBe(-1);
    expect(meanLogProbability([])).toBeNull();
  });
});
