import { describe, expect, it } from 'vitest';
import type { MetricTargetView, OverallMetricsView } from '@/lib/core/metrics/views';
import { cardsOf, knownFigures } from './cards';
import { METRICS, NOTHING } from './sample-view';

const target = (metric: string, bars: Partial<MetricTargetView>): MetricTargetView => ({
  metric,
  target: null,
  warningLow: null,
  criticalLow: null,
  warningHigh: null,
  criticalHigh: null,
  ...bars,
});

const TARGETS = [
  target('bypass_rate', { target: 0.6, warningLow: 0.5, criticalLow: 0.4, warningHigh: 0.8 }),
  target('quality_score_avg', { target: 0.75, warningLow: 0.7, criticalLow: 0.65 }),
  target('error_rate', { target: 0, warningHigh: 0.01, criticalHigh: 0.05 }),
];

const cards = (metrics: Partial<OverallMetricsView>, previous: Partial<OverallMetricsView> | null = null) =>
  Object.fromEntries(
    cardsOf({
      overallMetrics: { ...METRICS, ...metrics },
      previous: previous && { ...METRICS, ...previous },
      targets: TARGETS,
    }).map((card) => [card.key, card]),
  );

describe('the figures of the dashboard', () => {
  it('say what they rest on, their colour and what is normal', () => {
    const { bypass_rate, quality_score_avg, error_rate, false_stop_rate } = cards({});
    expect(bypass_rate).toMatchObject({ value: '60 %', colour: 'green', note: '60 of 100 runs kept the quick result' });
    expect(bypass_rate?.bars).toBe('Target 60 %, normal from 50 % to 80 %, critical below 40 %');
    expect(quality_score_avg).toMatchObject({ value: '0.68', colour: 'yellow', note: 'Mean of 90 scored results, from 0 to 1' });
    expect(error_rate).toMatchObject({ value: '5.7 %', colour: 'red', bars: 'Target 0 %, normal up to 1 %, critical above 5 %' });
    expect(error_rate?.note).toBe('6 of 106 runs failed by Winnow’s fault, 2 more by their source’s');
    expect(false_stop_rate).toMatchObject({ value: '4 %', colour: null, bars: null });
    expect(false_stop_rate?.note).toBe('95 % interval 0.9 % to 12 %, from 50 judged stops');
  });

  it('say what to do where they are not as they should be, and only there', () => {
    const { bypass_rate, quality_score_avg, error_rate } = cards({ bypassRate: 0.9 });
    expect(bypass_rate?.advice).toMatch(/false stops/);
    expect(quality_score_avg?.advice).toMatch(/which dimension/);
    expect(error_rate?.advice).toMatch(/failed runs/);
    expect(Object.values(cards(NOTHING)).map(({ advice }) => advice)).toEqual(Array(7).fill(null));
  });

  it('are not known, and not 0 or red, before anything was counted', () => {
    const empty = cards(NOTHING);
    for (const key of Object.keys(knownFigures(METRICS))) expect([key, empty[key]?.value]).toEqual([key, '–']);
    expect(empty.bypass_rate?.colour).toBe('none');
    expect(empty.total_processed?.value).toBe('0');
  });

  it('know a saving of nothing from a saving that is not known', () => {
    expect(cards({ avgTimeSavings: 0, timeSavedRuns: 1 }).time_savings_avg?.value).toBe('0 %');
    expect(cards({ avgTimeSavings: 0, timeSavedRuns: 0 }).time_savings_avg?.value).toBe('–');
  });

  it('are held against the window before', () => {
    const { total_processed, bypass_rate, quality_score_avg, error_rate } = cards(
      {},
      { totalProcessed: 90, bypassRate: 0.8, avgQualityScore: 0.72, errorRate: 0.0571 },
    );
    expect(total_processed?.trend).toEqual({ verdict: null, before: '90', moved: 'up' });
    expect(bypass_rate?.trend).toEqual({ verdict: 'better', before: '80 %', moved: 'down' });
    expect(quality_score_avg?.trend).toEqual({ verdict: 'worse', before: '0.72', moved: 'down' });
    expect(error_rate?.trend).toMatchObject({ verdict: 'same', moved: 'level' });
  });

  it('have no trend where the window before was empty, or there is none', () => {
    expect(cards({}, NOTHING).quality_score_avg?.trend).toBeNull();
    expect(cards({}).total_processed?.trend).toBeNull();
  });
});
