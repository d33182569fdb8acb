import { describe, expect, it } from 'vitest';
import { expectedFullError, expectedFullMs, type FullRunSample, measureRates, timeSavedPct } from './expected-full';

const heardRun: FullRunSample = { hearMs: 6_000, assessMs: 200, analyzeMs: 300, speechSeconds: 90, heardSeconds: 100, wordCount: 250 };
const rates = measureRates(Array.from({ length: 20 }, () => heardRun));

describe('expected time of the full analysis', () => {
  it('is unknown until 20 full runs are in', () => {
    expect(measureRates(Array.from({ length: 19 }, () => heardRun))).toBeNull();
    expect(expectedFullMs({ acquireMs: 1, durationSeconds: 100, heardSeconds: 100, speechSeconds: 90, wordCount: 250 }, null)).toBeNull();
  });

  it('of a run like those measured is what they took', () => {
    expect(expectedFullMs({ acquireMs: 200, durationSeconds: 100, heardSeconds: 100, speechSeconds: 90, wordCount: 250 }, rates)).toBe(
      6_700,
    );
  });

  it('of a part-heard item scales its own share of speech to its length', () => {
    expect(expectedFullMs({ acquireMs: 0, durationSeconds: 1_000, heardSeconds: 100, speechSeconds: 45, wordCount: null }, rates)).toBe(
      32_500,
    );
  });

  it('of an item that was not heard takes the mean share of speech', () => {
    expect(expectedFullMs({ acquireMs: 0, durationSeconds: 100, heardSeconds: null, speechSeconds: null, wordCount: null }, rates)).toBe(
      6_500,
    );
  });

  it('of a text that the source offered counts no hearing', () => {
    expect(expectedFullMs({ acquireMs: 10, durationSeconds: 100, heardSeconds: null, speechSeconds: null, wordCount: 250 }, rates)).toBe(
      510,
    );
  });

  it('is unknown where neither length nor words are known', () => {
    expect(
      expectedFullMs({ acquireMs: 10, durationSeconds: null, heardSeconds: null, speechSeconds: null, wordCount: null }, rates),
    ).toBeNull();
  });

  it('articles alone give a text rate and no division by zero', () => {
    const article: FullRunSample = { hearMs: 0, assessMs: 40, analyzeMs: 60, speechSeconds: 0, heardSeconds: 0, wordCount: 1_000 };
    const textOnly = measureRates(Array.from({ length: 20 }, () => article));
    expect(expectedFullMs({ acquireMs: 0, durationSeconds: 60, heardSeconds: null, speechSeconds: null, wordCount: null }, textOnly)).toBe(
      0,
    );
    expect(timeSavedPct(100, 0)).toBeNull();
  });

  it('time saved is negative where more was spent', () => {
    expect(timeSavedPct(150, 100)).toBe(-0.5);
  });
});

describe('its error', () => {
  it('is what audits really took against what was expected, errors both ways not hiding each other', () => {
    const audited = [
      { expectedFullMs: 12_000, fullMs: 10_000 },
      { expectedFullMs: 8_000, fullMs: 10_000 },
    ];
    expect(expectedFullError(audited)).toEqual({ audits: 2, bias: 0, absolute: 0.2 });
  });

  it('is unknown without audits', () => expect(expectedFullError([])).toBeNull());
});
