import { describe, expect, it } from 'vitest';
import { evaluateRule, type Sample } from './evaluate';
import { alertRule, NO_BARS } from './fixture';

const sample = (value: number | null, n = 100, interval: Sample['interval'] = null): Sample => ({ value, n, interval });
const bars = { target: 0.6, criticalLow: 0.4, warningLow: 0.5, warningHigh: 0.8, criticalHigh: 0.9 };
const rate = alertRule({ metric: 'bypass_rate', bars });

describe('a rule', () => {
  it.each([
    [0.39, 'critical', 'low', 0.4],
    [0.4, 'warning', 'low', 0.5],
    [0.49, 'warning', 'low', 0.5],
    [0.5, 'ok', null, null],
    [0.8, 'ok', null, null],
    [0.81, 'warning', 'high', 0.8],
    [0.9, 'warning', 'high', 0.8],
    [0.91, 'critical', 'high', 0.9],
  ])('calls %d %s: a value at a bar has not crossed it', (value, level, side, threshold) => {
    expect(evaluateRule(sample(value), rate)).toEqual({ level, side, threshold });
  });

  it('says nothing of too few runs, of none, and of a mean without members', () => {
    for (const of of [sample(0.1, 29), sample(null, 100), null]) expect(evaluateRule(of, rate).level).toBe('no_data');
    expect(evaluateRule(sample(0.1, 30), rate).level).toBe('critical');
  });

  it('without bars is never crossed', () => {
    expect(evaluateRule(sample(1e9), alertRule({ bars: NO_BARS })).level).toBe('ok');
  });

  it('that fires on the lower bound waits until the whole interval is beyond a bar, on either side', () => {
    const cautious = alertRule({ bars, firesOn: 'lower_bound' });
    const level = (value: number, lower: number, upper: number) => evaluateRule(sample(value, 100, { lower, upper }), cautious).level;
    expect(level(0.95, 0.79, 0.99)).toBe('ok');
    expect(level(0.95, 0.85, 0.99)).toBe('warning');
    expect(level(0.95, 0.91, 0.99)).toBe('critical');
    expect(level(0.3, 0.1, 0.55)).toBe('ok');
    expect(level(0.3, 0.1, 0.45)).toBe('warning');
    expect(level(0.3, 0.1, 0.39)).toBe('critical');
  });

  it('that fires on the lower bound of a metric without an interval goes by the value', () => {
    expect(evaluateRule(sample(0.95), alertRule({ bars, firesOn: 'lower_bound' })).level).toBe('critical');
  });
});
