import { describe, expect, it } from 'vitest';
import { emptyByOutcome } from '@/lib/core/metrics/definitions';
import { addTotals, emptyTotals, type Outcome, type PerformanceEntry, totalsOf } from '@/lib/core/metrics/totals';
import { wilsonInterval } from '@/lib/core/metrics/wilson-interval';
import { ALERT_METRICS } from './rules';
import { falseStopSample, sampleOf, type TotalsMetric } from './samples';

const entry = (outcome: Outcome, over: Partial<PerformanceEntry> = {}): PerformanceEntry => ({
  outcome,
  source: 'run',
  contentType: null,
  configVersion: null,
  qualityScore: null,
  coherenceScore: null,
  completenessScore: null,
  informativenessScore: null,
  exitCheckpoint: null,
  exitReason: null,
  exitConfidence: null,
  reached: null,
  spentMs: null,
  expectedFullMs: null,
  timeSavedPct: null,
  ...over,
});

function totals(entries: PerformanceEntry[]) {
  const by = emptyByOutcome();
  for (const one of entries) by[one.outcome] = addTotals(by[one.outcome] ?? emptyTotals(), totalsOf(one));
  return by;
}

const metrics = ALERT_METRICS.filter((metric): metric is TotalsMetric => metric !== 'false_stop_rate');

describe('the sample of a metric', () => {
  const of = totals([
    entry('full', { qualityScore: 0.8, timeSavedPct: 0 }),
    entry('full', { qualityScore: 0.6 }),
    entry('lightweight', { qualityScore: 0.7, timeSavedPct: 0.5 }),
    entry('early_exit', { timeSavedPct: 0.9 }),
    entry('failed_winnow'),
    entry('failed_source'),
  ]);
  it.each([
    ['bypass_rate', 1 / 4, 4],
    ['early_exit_rate', 1 / 3, 3],
    ['quality_score_avg', 0.7, 3],
    ['time_savings_avg', 1.4 / 3, 3],
    ['error_rate', 1 / 5, 5],
  ] as const)('%s is %d of %d', (metric, value, n) => {
    const sample = sampleOf(metric, of);
    expect(sample.value).toBeCloseTo(value, 12);
    expect(sample.n).toBe(n);
  });

  it('of nothing is no value of nothing', () => {
    for (const metric of metrics) expect(sampleOf(metric, emptyByOutcome())).toMatchObject({ value: null, n: 0 });
  });

  it('of false stops rests on the stops that were judged', () => {
    const interval = { lower: 0.01, upper: 0.2 };
    expect(falseStopSample({ rate: 0.1, interval, judged: 40, falseStops: 4, failed: 1, simpleRandom: 30 })).toEqual({
      value: 0.1,
      n: 40,
      interval,
    });
  });
});

describe('wilsonInterval', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17, 1998, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %d in %d is [%d, %d]', (hits, trials, lower, upper) => {
    const interval = wilsonInterval(hits, trials);
    expect(interval.lower).toBeCloseTo(lower, 4);
    expect(interval.upper).toBeCloseTo(upper, 4);
  });
  it('of nothing is everything', () => expect(wilsonInterval(0, 0)).toEqual({ lower: 0, upper: 1 }));
});
