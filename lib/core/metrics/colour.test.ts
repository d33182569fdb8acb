import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bars, COLOURS, colourOf, crossingOf, trendOf } from './colour';

const NO_BARS: Bars = { target: 0.5, warningLow: null, criticalLow: null, warningHigh: null, criticalHigh: null };
const BYPASS: Bars = { target: 0.6, criticalLow: 0.4, warningLow: 0.5, warningHigh: 0.8, criticalHigh: null };
const ERRORS: Bars = { target: 0, criticalLow: null, warningLow: null, warningHigh: 0.01, criticalHigh: 0.05 };

describe('the colour of a figure', () => {
  it.each([
    { bars: BYPASS, value: 0.39, colour: 'red' },
    { bars: BYPASS, value: 0.4, colour: 'yellow' },
    { bars: BYPASS, value: 0.49, colour: 'yellow' },
    { bars: BYPASS, value: 0.5, colour: 'green' },
    { bars: BYPASS, value: 0.8, colour: 'green' },
    { bars: BYPASS, value: 1, colour: 'yellow' },
    { bars: ERRORS, value: 0, colour: 'green' },
    { bars: ERRORS, value: 0.01, colour: 'green' },
    { bars: ERRORS, value: 0.02, colour: 'yellow' },
    { bars: ERRORS, value: 0.051, colour: 'red' },
    { bars: { ...NO_BARS, criticalLow: 0.4 }, value: 0.39, colour: 'red' },
    { bars: { ...NO_BARS, criticalLow: 0.4 }, value: 0.41, colour: 'green' },
  ] as const)('at $value is $colour', ({ bars, value, colour }) => expect(colourOf(value, bars)).toBe(colour));

  it('is none before anything is known, and where there is nothing to hold it against', () => {
    expect([colourOf(null, BYPASS), colourOf(Number.NaN, BYPASS), colourOf(0.7, NO_BARS)]).toEqual(['none', 'none', 'none']);
  });

  it('never gets worse on the way from a low bar towards a high one', () => {
    const rank = (value: number, bars: Bars) => COLOURS.indexOf(colourOf(value, bars));
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (numbers, value, step) => {
          const [criticalLow, warningLow, warningHigh, criticalHigh] = numbers.sort((a, b) => a - b) as [number, number, number, number];
          const bars = { target: null, criticalLow, warningLow, warningHigh, criticalHigh };
          const next = Math.min(value + step, warningHigh);
          if (value <= next) expect(rank(next, bars)).toBeLessThanOrEqual(rank(value, bars));
        },
      ),
    );
  });
});

describe('the bar that is crossed', () => {
  it.each([
    { lower: 0.3, upper: 0.3, crossing: { colour: 'red', side: 'low', bar: 0.4 } },
    { lower: 0.3, upper: 0.45, crossing: { colour: 'yellow', side: 'low', bar: 0.5 } },
    { lower: 0.3, upper: 0.55, crossing: null },
    { lower: 0.79, upper: 0.9, crossing: null },
    { lower: 0.81, upper: 0.9, crossing: { colour: 'yellow', side: 'high', bar: 0.8 } },
  ])('by all of $lower to $upper is $crossing.bar', ({ crossing, ...interval }) => expect(crossingOf(interval, BYPASS)).toEqual(crossing));
});

describe('the trend against the window before', () => {
  it.each([
    { value: 0.8, before: 0.7, good: 'higher', trend: 'better' },
    { value: 0.7, before: 0.8, good: 'higher', trend: 'worse' },
    { value: 0.02, before: 0.01, good: 'lower', trend: 'worse' },
    { value: 0, before: 0.01, good: 'lower', trend: 'better' },
    { value: 0.701, before: 0.7, good: 'higher', trend: 'same' },
    { value: 0.699, before: 0.7, good: 'higher', trend: 'same' },
    { value: 0.62, before: 0.5, good: { target: 0.6 }, trend: 'better' },
    { value: 0.62, before: 0.9, good: { target: 0.6 }, trend: 'better' },
    { value: 0.9, before: 0.62, good: { target: 0.6 }, trend: 'worse' },
    { value: 0.7, before: 0.5, good: { target: 0.6 }, trend: 'same' },
  ] as const)('from $before to $value is $trend', ({ value, before, good, trend }) => {
    expect(trendOf(value, before, good, 0.005)).toBe(trend);
  });

  it('is not known where either window is empty', () => {
    expect([trendOf(null, 0.5, 'higher', 0.005), trendOf(0.5, null, 'higher', 0.005)]).toEqual([null, null]);
  });
});
