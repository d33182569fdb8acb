import { describe, expect, it } from 'vitest';
import { compareWatched, type Mean, newcombeInterval, verdictOf, type WatchSample } from './watch';

/** n values of this mean and standard deviation. */
const mean = (n: number, at: number, deviation = 0.1): Mean => ({ n, sum: n * at, sumOfSquares: n * at ** 2 + (n - 1) * deviation ** 2 });
const sample = (changes: Partial<WatchSample> = {}): WatchSample => ({
  runs: 200,
  failed: 2,
  quality: mean(200, 0.75),
  timeSaved: mean(200, 0.6),
  verdicts: 0,
  thumbsDown: 0,
  ...changes,
});
const verdicts = (now: WatchSample, before: WatchSample) =>
  Object.fromEntries(compareWatched(now, before).map(({ measure, verdict }) => [measure, verdict]));

describe('the watch', () => {
  it('finds nothing worse where nothing is', () => {
    expect(verdicts(sample(), sample())).toEqual({
      error_rate: 'no_worse',
      quality_score: 'no_worse',
      time_saved: 'no_worse',
      thumbs_down: 'too_early',
    });
    expect(verdictOf(compareWatched(sample(), sample()))).toBe('no_worse');
  });

  it('finds more errors, lower quality, less time saved and more thumbs down', () => {
    expect(verdicts(sample({ failed: 40 }), sample()).error_rate).toBe('worse');
    expect(verdicts(sample({ quality: mean(200, 0.65) }), sample()).quality_score).toBe('worse');
    expect(verdicts(sample({ timeSaved: mean(200, 0.3) }), sample()).time_saved).toBe('worse');
    expect(verdicts(sample({ verdicts: 40, thumbsDown: 30 }), sample({ verdicts: 40, thumbsDown: 4 })).thumbs_down).toBe('worse');
    expect(verdictOf(compareWatched(sample({ failed: 40 }), sample()))).toBe('worse');
  });

  it('calls nothing worse that is better, and says nothing from fewer than twenty', () => {
    expect(verdicts(sample({ failed: 0, quality: mean(200, 0.95) }), sample({ failed: 60 }))).toMatchObject({
      error_rate: 'no_worse',
      quality_score: 'no_worse',
    });
    const few = sample({ runs: 19, failed: 19, quality: mean(19, 0.1), timeSaved: mean(19, -1) });
    expect(verdictOf(compareWatched(few, sample()))).toBe('too_early');
  });

  it('gives Newcombe’s interval of two shares', () => {
    // Newcombe 1998, table II, contrast (a), method 10.
    const { lower, upper } = newcombeInterval([56, 70], [48, 80], 1.959964);
    expect([lower.toFixed(4), upper.toFixed(4)]).toEqual(['0.0524', '0.3339']);
  });
});
