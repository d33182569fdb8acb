import { describe, expect, it } from 'vitest';
import { backtest } from './backtest';
import { alertRule, HOUR } from './fixture';

const rule = alertRule();
const hourly = (values: (number | null)[]) =>
  values.map((value, hour) => ({ at: hour * HOUR, sample: value === null ? null : { value, n: 100, interval: null } }));

describe('backtest', () => {
  it('says when a rule would have fired, until when, and how bad it got', () => {
    const { firings, evaluated, noData } = backtest(rule, hourly([0, 0.02, 0.03, 0.07, 0.06, 0.02, 0, 0, 0]));
    expect(firings).toEqual([
      {
        from: 2 * HOUR,
        to: 7 * HOUR,
        severity: 'critical',
        peak: { at: 3 * HOUR, value: 0.07, n: 100, side: 'high', threshold: 0.05 },
        notifications: 2,
      },
    ]);
    expect([evaluated, noData]).toEqual([9, 0]);
  });

  it('leaves a firing open that would be going on, with its reminders', () => {
    const [firing] = backtest(rule, hourly([0.06, 0.06, 0.06, 0.06, 0.06, 0.06])).firings;
    expect(firing).toMatchObject({ from: HOUR, to: null, notifications: 2 });
  });

  it('counts what was too little to say anything, and does not fire on it', () => {
    expect(backtest(rule, hourly([null, null, 0.5, null, 0.5]))).toEqual({ firings: [], evaluated: 5, noData: 3 });
    expect(backtest(rule, [])).toEqual({ firings: [], evaluated: 0, noData: 0 });
  });

  it('does not count a message of a firing that stays quiet in the cool-down of the one before', () => {
    const { firings } = backtest(rule, hourly([0.02, 0.02, 0, 0, 0.02, 0.02, 0, 0]));
    expect(firings.map(({ from, to, notifications }) => [from / HOUR, to && to / HOUR, notifications])).toEqual([
      [1, 3, 1],
      [5, 7, 0],
    ]);
  });
});
