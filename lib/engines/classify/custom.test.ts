import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customLogOdds, joinCustom, keywordEvidence, similarityTo } from './custom';
import { BUILT_IN_TYPES } from './labels';

const unit = (angle: number) => Float32Array.of(Math.cos(angle), Math.sin(angle));
const EVEN = BUILT_IN_TYPES.map(() => 1 / BUILT_IN_TYPES.length);

describe('joinCustom', () => {
  it('leaves the built-in types as they are when there is no custom type', () => {
    expect([...joinCustom(EVEN, []).values()]).toEqual(EVEN);
  });

  it('sums to 1, keeps the built-in order, and gives a custom type half at log-odds 0', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 900, noNaN: true }), { maxLength: 5 }), (logOdds) => {
        const joined = joinCustom(
          EVEN,
          logOdds.map((value, i) => ({ name: `c${i}`, logOdds: value })),
        );
        expect([...joined.values()].reduce((a, b) => a + b, 0)).toBeCloseTo(1, 9);
      }),
    );
    expect(joinCustom(EVEN, [{ name: 'c', logOdds: 0 }]).get('c')).toBeCloseTo(0.5);
  });
});

describe('similarityTo', () => {
  it('takes the nearest anchor, and the half of the windows that fit best', () => {
    const windows = [unit(0), unit(0), unit(Math.PI / 2), unit(Math.PI / 2)];
    expect(similarityTo([unit(0), unit(3)], { title: null, windows })).toBeCloseTo(1);
    expect(similarityTo([unit(0)], { title: unit(Math.PI / 2), windows })).toBeCloseTo(2 / 3);
  });

  it('is 0 without anchors or without anything to compare', () => {
    expect(similarityTo([], { title: unit(0), windows: [] })).toBe(0);
    expect(similarityTo([unit(0)], { title: null, windows: [] })).toBe(0);
  });
});

describe('customLogOdds', () => {
  it('does not take an item that is far from everything, although its type is the least far', () => {
    expect(customLogOdds(0.1, [0.05, 0.02], 0)).toBeLessThan(-2);
  });

  it('grows with likeness, with keywords, and as built-in types fit less', () => {
    const base = customLogOdds(0.4, [0.35], 0);
    expect(customLogOdds(0.5, [0.35], 0)).toBeGreaterThan(base);
    expect(customLogOdds(0.4, [0.35], 1)).toBeGreaterThan(base);
    expect(customLogOdds(0.4, [0.25], 0)).toBeGreaterThan(base);
  });
});

describe('keywordEvidence', () => {
  it('is neutral without keywords and negative when none occurs', () => {
    expect(keywordEvidence([], 'any', ['any'])).toBe(0);
    expect(keywordEvidence(['  '], 'any', ['any'])).toBe(0);
    expect(keywordEvidence(['sourdough'], 'my car', ['the engine'])).toBeLessThan(0);
  });

  it('finds whole words and phrases, whatever the case, and takes no keyword for a pattern', () => {
    expect(keywordEvidence(['Unit Test'], 'a unit  test', [])).toBeGreaterThan(0);
    expect(keywordEvidence(['art'], 'party', ['start'])).toBeLessThan(0);
    expect(keywordEvidence(['c++ (advanced)'], 'C++ (advanced) course', [])).toBeGreaterThan(0);
    expect(keywordEvidence(['.*'], 'anything', ['anything'])).toBeLessThan(0);
  });

  it('weighs a keyword in the title more than one in a single window of many', () => {
    const windows = ['sourdough bread', 'flour', 'water', 'salt'];
    expect(keywordEvidence(['sourdough'], 'sourdough', ['x'])).toBeGreaterThan(keywordEvidence(['sourdough'], 'bread', windows));
  });
});
