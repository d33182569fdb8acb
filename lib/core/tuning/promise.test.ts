import { describe, expect, it } from 'vitest';
import { binomialAtMost } from '@/lib/core/metrics/exact-interval';
import { seededRandom } from './fixture';
import { auditsUntilPromise, doubtOf, holds, leastPiOf, type StopsForPromise } from './promise';

const PROMISE = { rate: 0.05, confidence: 0.95 };
const stops = (own: Partial<StopsForPromise> = {}): StopsForPromise => ({
  pi: 0.2,
  sure: 1000,
  settledFalse: 0,
  foundFalse: 0,
  foundRight: 200,
  foundUnsure: 0,
  ...own,
});
const doubt = (own: Partial<StopsForPromise>) => doubtOf(stops(own), PROMISE);

describe('the doubt about a promise', () => {
  it('is the chance of finding so few of the fewest false stops that would break it', () => {
    expect(doubt({ foundFalse: 3 })).toBeCloseTo(binomialAtMost(3, 51, 0.2));
    expect(doubt({ foundFalse: 51 })).toBe(1);
  });

  it('grows with false stops and shrinks with stops', () => {
    expect(doubt({ foundFalse: 2 })).toBeGreaterThan(doubt({ foundFalse: 1 }));
    expect(doubt({ sure: 2000 })).toBeLessThan(doubt({ sure: 1000 }));
  });

  it('grows less with a false stop that needed no luck to be found', () => {
    expect(doubt({ settledFalse: 1 })).toBeGreaterThan(doubt({}));
    expect(doubt({ settledFalse: 1 })).toBeLessThan(doubt({ foundFalse: 1 }));
    expect(doubt({ settledFalse: 51 })).toBe(1);
  });

  it('is none where every stop was found out about and few enough were false', () => {
    expect(doubt({ pi: 1, foundFalse: 50 })).toBe(0);
    expect(doubt({ pi: 1, foundFalse: 51 })).toBe(1);
    expect(doubt({ settledFalse: 50, sure: 1000, foundFalse: 0 })).toBeCloseTo(0.8);
  });

  it('counts stops that nothing tells of but audits by fewer than there probably are', () => {
    const unsure = doubt({ sure: 0, foundUnsure: 200, foundFalse: 4 });
    expect(unsure).toBeGreaterThan(doubt({ sure: 1000, foundFalse: 4 }));
    expect(unsure).toBeLessThan(doubt({ sure: 750, foundFalse: 4 }));
  });

  it('is all there is without stops', () => {
    expect(holds(stops({ sure: 0, foundRight: 0 }), PROMISE)).toBe(false);
  });
});

it.each([
  [0, 'none of the stops settled'],
  [0.2, 'a fifth of the stops settled'],
])('a promise that does not hold is made in at most 5 %% of cases, however clustered the false stops; %d: %s (seed 5)', (settled) => {
  const random = seededRandom(5);
  const tries = 1500;
  let made = 0;
  for (let i = 0; i < tries; i++) {
    const found = stops({ sure: 2000, foundRight: 0 });
    // 101 of 2000, the last ones.
    for (let stop = 0; stop < 2000; stop++) {
      const isFalse = stop >= 1899;
      if (stop % 10 < settled * 10) found.settledFalse += Number(isFalse);
      else if (random() < found.pi) found[isFalse ? 'foundFalse' : 'foundRight']++;
    }
    if (holds(found, PROMISE)) made++;
  }
  expect(made / tries).toBeLessThanOrEqual(0.05);
  expect(made / tries).toBeGreaterThan(0.01);
});

it('a promise that does not hold is made in at most 5 % of cases where only audits tell whether there is a stop (seed 6)', () => {
  const random = seededRandom(6);
  const tries = 500;
  let made = 0;
  for (let i = 0; i < tries; i++) {
    const found = stops({ sure: 1000, foundRight: 0 });
    for (let stop = 0; stop < 2000; stop++) {
      if (random() >= found.pi) continue;
      const isFalse = stop >= 1899;
      found[isFalse ? 'foundFalse' : 'foundRight']++;
      if (stop < 1000) found.foundUnsure++;
    }
    if (holds(found, PROMISE)) made++;
  }
  expect(made / tries).toBeLessThanOrEqual(0.05);
});

it('reckons with a π that all but a few stops were drawn with', () => {
  expect(leastPiOf([...Array.from({ length: 98 }, () => 0.05), 0.001, 0.002])).toBe(0.05);
  expect(leastPiOf([])).toBe(1);
});

describe('audits until a promise can be made', () => {
  it.each([
    [0, 0, 59],
    [0, 20, 39],
    [0, 100, 0],
    [5, 50, null],
  ])('%d false of %d: %s', (falseStops, judged, more) => expect(auditsUntilPromise(falseStops, judged, PROMISE)).toBe(more));

  it('are as many as the bound needs at the share of before', () => {
    const more = auditsUntilPromise(1, 50, PROMISE)!;
    const n = 50 + more;
    expect(binomialAtMost(Math.ceil(n / 50), n, 0.05)).toBeLessThanOrEqual(0.05);
  });
});
