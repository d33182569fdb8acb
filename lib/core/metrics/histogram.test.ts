import fc from 'fast-check';
import { expect, it } from 'vitest';
import { binOf, binValue, quantileOf, ZERO_BIN } from './histogram';

const milliseconds = fc.integer({ min: 1, max: 2_000_000_000 });
const histogram = (values: readonly number[]) => values.map((value) => ({ bin: binOf(value), count: 1 }));

it('a bin stands for its values within 5 %', () => {
  fc.assert(
    fc.property(milliseconds, (value) => {
      expect(Math.abs(binValue(binOf(value)) - value) / value).toBeLessThanOrEqual(0.05 + 1e-6);
    }),
  );
  expect([binOf(0), binValue(ZERO_BIN)]).toEqual([ZERO_BIN, 0]);
});

it('a larger value is in no lower bin', () => {
  fc.assert(
    fc.property(milliseconds, milliseconds, (a, b) => {
      expect(binOf(Math.min(a, b))).toBeLessThanOrEqual(binOf(Math.max(a, b)));
    }),
  );
});

it('a quantile is the value of that rank within 5 %', () => {
  fc.assert(
    fc.property(fc.array(milliseconds, { minLength: 1, maxLength: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const sorted = [...values].sort((a, b) => a - b);
      const exact = sorted[Math.max(1, Math.ceil(share * values.length)) - 1]!;
      const read = quantileOf(histogram(values), share)!;
      expect(Math.abs(read - exact) / exact).toBeLessThanOrEqual(0.05 + 1e-6);
    }),
  );
});

it('of nothing there is none', () => {
  expect(quantileOf([], 0.5)).toBeNull();
  expect(quantileOf([{ bin: 3, count: 0 }], 0.5)).toBeNull();
});
