import { describe, expect, it } from 'vitest';
import { clock, count, duration, finePercent, hours, percent, relativeTime, signalValue } from './format';

describe('how quantities are written', () => {
  it.each([
    [0, '0:00'],
    [9.99, '0:09'],
    [75, '1:15'],
    [3599.9, '59:59'],
    [3675, '1:01:15'],
    [-3, '0:00'],
  ])('the clock at %d s reads %s', (seconds, expected) => expect(clock(seconds)).toBe(expected));

  it.each([
    [0, '0 s'],
    [0.42, '0.42 s'],
    [12.34, '12.3 s'],
    [20, '20 s'],
    [59.96, '1 min'],
    [200, '3 min 20 s'],
    [3599.6, '1 h'],
    [3900, '1 h 5 min'],
    [-12.5, '−12.5 s'],
  ])('%d seconds are %s', (seconds, expected) => expect(duration(seconds)).toBe(expected));

  it.each([
    [0.684, '68 %'],
    [-0.05, '−5 %'],
    [-0.001, '0 %'],
    [1, '100 %'],
  ])('the fraction %d is %s', (fraction, expected) => expect(percent(fraction)).toBe(expected));

  it.each([
    [0, '0 %'],
    [0.0001, '< 0.1 %'],
    [0.004, '0.4 %'],
    [0.0996, '10 %'],
    [0.684, '68 %'],
    [0.9915, '99.2 %'],
    [0.99951, '> 99.9 %'],
    [1, '100 %'],
  ])('the share %d is %s', (share, expected) => expect(finePercent(share)).toBe(expected));

  it.each([
    [0, '0 s'],
    [0.25, '15 min'],
    [3.5, '3 h 30 min'],
    [-0.5, '−30 min'],
    [1234, '1,234 h'],
    [-1234, '−1,234 h'],
  ])('%d hours are %s', (amount, expected) => expect(hours(amount)).toBe(expected));

  it('counts one thing and several', () => {
    expect([count(0, 'run'), count(1, 'run'), count(1200, 'run')]).toEqual(['0 runs', '1 run', '1,200 runs']);
  });

  it.each([
    [0, 'just now'],
    [19_000, 'just now'],
    [45_000, '45 s ago'],
    [150_000, '2 min ago'],
    [7_200_000, '2 h ago'],
    [200_000_000, '2 days ago'],
    [-12_000, 'in 12 s'],
    [-180_000, 'in 3 min'],
  ])('a moment %d ms ago is %s', (ago, expected) => expect(relativeTime(1e12, 1e12 + ago)).toBe(expected));

  it('says of a signal that is not there that it is unknown, not that it is 0', () => {
    expect([null, 0, 0.123456, 12_345, true, 'news'].map(signalValue)).toEqual(['unknown', '0', '0.1235', '12,345', 'yes', 'news']);
  });
});
