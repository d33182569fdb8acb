import fc from 'fast-check';
import { expect, it } from 'vitest';
import { agedPriority } from './ageing';

const HOUR = 3_600_000;

it('an audit passes the queue for low, medium and high priority within a day', () => {
  expect([0, 10, 15, 20, 22, 23].map((hours) => agedPriority(40, hours * HOUR))).toEqual([40, 20, 10, 0, -4, -6]);
});

it('waiting never makes a job come later, and it never goes past the front', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 60 }), fc.nat(1_000 * HOUR), fc.nat(HOUR), (base, waited, more) => {
      const now = agedPriority(base, waited);
      expect(agedPriority(base, waited + more)).toBeLessThanOrEqual(now);
      expect(now).toBeLessThanOrEqual(base);
      expect(now).toBeGreaterThanOrEqual(-10);
    }),
  );
});

it('a clock that was set back changes nothing', () => {
  expect(agedPriority(40, -HOUR)).toBe(40);
});
