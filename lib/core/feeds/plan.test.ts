import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dueNow, nextLook, overflow, planItems } from './plan';

const day = (n: number) => Date.UTC(2026, 0, n);
const item = (key: string, publishedAt: number | null, place: number) => ({ key, publishedAt, place });
const FOUND = [item('new', day(9), 0), item('pinned', day(1), 1), item('middle', day(5), 2), item('undated', null, 3)];
const states = (planned: ReturnType<typeof planItems>) => Object.fromEntries(planned.map(({ item: { key }, state }) => [key, state]));

describe('what a look finds', () => {
  it('at first gives the newest few, by date and not by place', () => {
    expect(states(planItems(FOUND, { fromDate: null, keepNewest: 2 }, true))).toMatchObject({
      new: 'waiting',
      middle: 'waiting',
      pinned: 'skipped',
    });
  });

  it('later gives all that is new', () => {
    expect(Object.values(states(planItems(FOUND, { fromDate: null, keepNewest: 1 }, false)))).toEqual(Array(4).fill('waiting'));
  });

  it('leaves what was published before the date alone, and takes what has none', () => {
    expect(states(planItems(FOUND, { fromDate: day(5), keepNewest: 50 }, true))).toEqual({
      new: 'waiting',
      middle: 'waiting',
      undated: 'waiting',
      pinned: 'skipped',
    });
  });
});

describe('what waits', () => {
  const waiting = fc.uniqueArray(fc.record({ key: fc.uuid(), publishedAt: fc.option(fc.nat()), place: fc.nat() }), {
    selector: ({ key }) => key,
    maxLength: 40,
  });

  it('is taken within the budget, oldest first', () => {
    fc.assert(
      fc.property(waiting, fc.nat(20), fc.nat(20), (items, taken, budget) => {
        expect(dueNow(items, taken, budget).length).toBe(Math.min(items.length, Math.max(0, budget - taken)));
      }),
    );
    expect(dueNow(FOUND.slice(0, 3), 0, 2).map(({ key }) => key)).toEqual(['pinned', 'middle']);
  });

  it('is never more than the newest so many', () => {
    fc.assert(
      fc.property(waiting, fc.integer({ min: 1, max: 50 }), (items, keep) => {
        expect(items.length - overflow(items, keep).length).toBe(Math.min(items.length, keep));
      }),
    );
  });
});

describe('the next look', () => {
  it('comes later with each failure, a day at most, and never sooner than asked for', () => {
    const at = (failures: number, retryAfterSeconds?: number) =>
      nextLook({ isList: false, failures, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) }, 0.5) / 60_000;
    expect([at(0), at(1), at(2), at(10)]).toEqual([15, 30, 60, 1440]);
    expect(at(0, 7200)).toBe(120);
    expect(nextLook({ isList: true, failures: 0 }, 0.5)).toBe(3_600_000);
  });
});
