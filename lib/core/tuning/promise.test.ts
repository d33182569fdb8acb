import { describe, expect, it } from 'vitest';
import { binomialAtMost } from '@/lib/core/metrics/exact-interval';
import { seededRandom } from './fixture';
import { auditsUntilPromise, bestBet, leastPiOf, logEvidence, neededLog, type StopsForPromise } from './promise';

const PROMISE = { rate: 0.05, confidence: 0.95 };
const stops = (falseStops: number, right: number, pi = 0.05): StopsForPromise => ({
  found: [...Array.from({ length: falseStops }, () => true), ...Array.from({ length: right }, () => false)].map((falseStop) => ({
    pi,
    falseStop,
  })),
  rarelyDrawn: 0,
  leastPi: pi,
});

describe('the evidence for a promise', () => {
  it('grows with right stops and shrinks with false ones', () => {
    const log = (falseStops: number, right: number) => logEvidence(stops(falseStops, right), PROMISE.rate, 0.8);
    expect(log(0, 100)).toBeGreaterThan(log(0, 50));
    expect(log(1, 99)).toBeLessThan(log(0, 100));
    expect(log(0, 0)).toBeCloseTo(0);
  });

  it('suffices after as many right stops as the binomial bound asks for, and about a tenth more', () => {
    const enough = (n: number) => logEvidence(stops(0, n), PROMISE.rate, 0.95) >= neededLog(PROMISE);
    expect(enough(59)).toBe(false);
    expect(enough(66)).toBe(true);
  });

  it('counts failed audits as false, and what was hardly ever drawn as well', () => {
    const failed = { ...stops(0, 60), found: [...stops(0, 60).found, { pi: 0.05, falseStop: null }] };
    expect(logEvidence(failed, PROMISE.rate, 0.8)).toBeCloseTo(logEvidence(stops(1, 60), PROMISE.rate, 0.8));
    expect(logEvidence({ ...stops(0, 60), rarelyDrawn: 5 }, PROMISE.rate, 0.8)).toBeLessThan(logEvidence(stops(0, 60), PROMISE.rate, 0.8));
  });

  it('a label that was sure to be taken counts for less than one that was rarely taken', () => {
    const mixed = (pi: number) => logEvidence({ found: [{ pi, falseStop: false }], rarelyDrawn: 0, leastPi: 0.05 }, PROMISE.rate, 0.8);
    expect(mixed(1)).toBeLessThan(mixed(0.05));
  });
});

it('a promise that does not hold is made in at most 5 % of cases, whatever the order and however clustered the false stops (seed 5)', () => {
  const random = seededRandom(5);
  let made = 0;
  const tries = 2000;
  for (let i = 0; i < tries; i++) {
    const drawn: { pi: number; falseStop: boolean }[] = [];
    for (let stop = 0; stop < 2000; stop++) {
      const pi = stop < 500 ? 0.5 : 0.05;
      // 5 % of all, and all of them at the end.
      if (random() < pi) drawn.push({ pi, falseStop: stop >= 1900 });
    }
    if (logEvidence({ found: drawn, rarelyDrawn: 0, leastPi: 0.05 }, PROMISE.rate, 0.8) >= neededLog(PROMISE)) made++;
  }
  expect(made / tries).toBeLessThanOrEqual(0.05);
});

it('the bet is smaller where more was false', () => {
  expect(bestBet(stops(0, 200), PROMISE.rate).bet).toBeGreaterThan(bestBet(stops(5, 195), PROMISE.rate).bet);
});

it('bets are scaled by a π that all but a few stops were drawn with', () => {
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
