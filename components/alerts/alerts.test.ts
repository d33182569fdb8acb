import { describe, expect, it } from 'vitest';
import type { AlertView } from '@/lib/core/alerts/views';
import { scaleOf } from './scale';
import { barsSentence, stateLabel } from './words';

const bars = { target: 0.6, criticalLow: 0.4, warningLow: 0.5, warningHigh: 0.8, criticalHigh: null };
const none = { target: null, criticalLow: null, warningLow: null, warningHigh: null, criticalHigh: null };
const view = (over: Partial<AlertView>) => ({ rule: 'bypass_rate', value: null, interval: null, ...bars, ...over }) as AlertView;

describe('the line of a rule', () => {
  it('shows every bar and the value in their order, without a zone that no bar makes', () => {
    const scale = scaleOf(view({ value: 0.45 }))!;
    expect(scale.zones.map(({ tone }) => tone)).toEqual(['bad', 'warn', 'good', 'warn']);
    expect(scale.zones.at(-1)?.to).toBe(1);
    const [bad, warn, good] = scale.zones;
    expect(scale.value).toBeGreaterThan(bad!.to);
    expect(scale.value).toBeLessThan(warn!.to);
    expect(scale.target).toBeGreaterThan(good!.from);
  });

  it('ends at nothing and at all of a rate, and keeps the interval within itself', () => {
    const scale = scaleOf(view({ value: 0.99, interval: { lower: 0.1, upper: 1 } }))!;
    expect(scale.value).toBeLessThanOrEqual(1);
    expect(scale.interval).toEqual({ from: 0, to: 1 });
    expect(scaleOf(view({ ...none, rule: 'error_rate', target: 0, warningHigh: 0.01, criticalHigh: 0.05 }))?.target).toBe(0);
  });

  it('shows a loss of time', () => {
    const scale = scaleOf(view({ rule: 'time_savings_avg', value: -0.5 }))!;
    expect(scale.value).toBeGreaterThan(0);
    expect(scale.value).toBeLessThan(scale.zones[0]!.to);
  });

  it('is none without bars', () => expect(scaleOf(view({ ...none, value: 0.5 }))).toBeNull());
});

describe('the bars in words', () => {
  it.each([
    [{}, 'Target 60 %. Warning below 50 % or above 80 %, critical below 40 %.'],
    [
      { ...none, rule: 'error_rate', target: 0, warningHigh: 0.01, criticalHigh: 0.05 },
      'Target 0 %. Warning above 1 %, critical above 5 %.',
    ],
    [none, 'No bars.'],
  ] as [Partial<AlertView>, string][])('%#', (over, sentence) => expect(barsSentence(view(over))).toBe(sentence));
});

it('a state is never told by its colour alone', () => {
  expect(stateLabel({ state: 'firing', severity: 'critical' })).toMatchObject({ label: 'Firing, critical', tone: 'bad' });
  expect(stateLabel({ state: 'firing', severity: 'warning' })).toMatchObject({ label: 'Firing, warning', tone: 'warn' });
});
