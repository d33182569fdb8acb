import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyByOutcome, type TotalsByOutcome } from '@/lib/core/metrics/definitions';
import { sampleOf } from './samples';
import { slideSamples } from './slide';

const counts = (full: number, lightweight: number): TotalsByOutcome => {
  const totals = emptyByOutcome();
  totals.full.n = full;
  totals.lightweight.n = lightweight;
  return totals;
};

it('a sliding window is the sum of its hours, whatever came before', () => {
  const hour = fc.option(fc.tuple(fc.nat(1000), fc.nat(1000)));
  fc.assert(
    fc.property(fc.array(hour, { maxLength: 60 }), fc.integer({ min: 1, max: 30 }), (hours, windowHours) => {
      const hourly = new Map(hours.flatMap((one, i) => (one ? [[i, counts(...one)] as const] : [])));
      for (const { hour, sample } of slideSamples('bypass_rate', hourly, windowHours, 20, 40)) {
        const own = hours.slice(Math.max(0, hour - windowHours), hour + 1).filter((one) => one !== null);
        const sum = counts(
          own.reduce((n, [full]) => n + full, 0),
          own.reduce((n, [, light]) => n + light, 0),
        );
        expect(sample).toEqual(sampleOf('bypass_rate', sum));
      }
    }),
  );
});
