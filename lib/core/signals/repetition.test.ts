import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repetitionRatio, uniqueWordRatio } from './repetition';

const distinct = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `w${from + i}`);
const loop = (words: string[], times: number) => Array.from({ length: times }, () => words).flat();
const word = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

describe('repetition ratio', () => {
  it('is 0 for words that never come back', () => {
    expect(repetitionRatio([distinct(200)])).toBe(0);
  });

  it('is the share of a loop that was said before', () => {
    expect(repetitionRatio([loop(distinct(25), 4)])).toBeCloseTo(0.75, 10);
  });

  it('counts a word once, however many repeated runs it stands in', () => {
    expect(repetitionRatio([loop(['la'], 100)])).toBeCloseTo(0.99, 10);
  });

  it('does not count shared words without shared runs', () => {
    expect(repetitionRatio([['a', 'b', 'c', 'x', 'a', 'b', 'c', 'y', 'a', 'b', 'c', 'z']])).toBe(0);
  });

  it('sees one piece repeat another, but no run across the gap between them', () => {
    expect(repetitionRatio([distinct(10), distinct(10)])).toBe(0.5);
    expect(repetitionRatio([distinct(10), ['x', 'w0', 'w1'], ['w2', 'w3', 'y']])).toBe(0);
  });

  it('does not hold it against a long text that a phrase comes back much later', () => {
    expect(repetitionRatio([[...distinct(10), ...distinct(3000, 100), ...distinct(10)]])).toBe(0);
  });

  it('is unknown for a text too short to repeat a run', () => {
    expect(repetitionRatio([distinct(7)])).toBeNull();
    expect(repetitionRatio([])).toBeNull();
  });

  it('lies in [0, 1)', () => {
    fc.assert(
      fc.property(fc.array(fc.array(word, { maxLength: 40 }), { maxLength: 4 }), (stretches) => {
        const ratio = repetitionRatio(stretches);
        return ratio === null || (ratio >= 0 && ratio < 1);
      }),
    );
  });
});

describe('unique word ratio', () => {
  it('is distinct words among all words for a text of one stretch', () => {
    expect(uniqueWordRatio(['a', 'a', 'a', 'b'])).toBe(0.5);
    expect(uniqueWordRatio(distinct(100))).toBe(1);
  });

  it('does not fall just because the text is longer', () => {
    const words = loop(distinct(500), 1);
    expect(uniqueWordRatio(loop(words, 10))).toBeCloseTo(uniqueWordRatio(words) ?? 0, 10);
  });

  it('is the mean over all stretches of 500 words, counted one by one', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 501, maxLength: 520 }), (words) => {
        const stretches = words.slice(499).map((_, i) => new Set(words.slice(i, i + 500)).size / 500);
        const mean = stretches.reduce((sum, one) => sum + one, 0) / stretches.length;
        expect(uniqueWordRatio(words)).toBeCloseTo(mean, 10);
      }),
      { numRuns: 50 },
    );
  });

  it('is unknown without words', () => {
    expect(uniqueWordRatio([])).toBeNull();
  });
});
