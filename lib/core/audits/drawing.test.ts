import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditPolicy } from '@/lib/core/gates/effective-config';
import { auditProbability, type DrawFacts } from './drawing';

const POLICY: AuditPolicy = { rate: 0.05, warmupRate: 0.5, warmupAudits: 60, maxPerDay: 50, maxLoss: 0.4 };
const DAY = 86_400;

function facts(changes: Partial<DrawFacts> = {}): DrawFacts {
  return {
    policy: POLICY,
    auditsDone: 100,
    conditionLabels: null,
    selectedToday: 0,
    stopsLastHour: 0,
    stopsLastDay: 0,
    secondsLeftToday: DAY / 2,
    ...changes,
  };
}

const anyFacts = fc.record({
  policy: fc.record({
    rate: fc.double({ min: 0, max: 1, noNaN: true }),
    warmupRate: fc.double({ min: 0, max: 1, noNaN: true }),
    warmupAudits: fc.nat(1000),
    maxPerDay: fc.nat(1000),
    maxLoss: fc.constant(0.4),
  }),
  auditsDone: fc.nat(1000),
  conditionLabels: fc.option(fc.nat(40)),
  selectedToday: fc.nat(2000),
  stopsLastHour: fc.nat(10_000),
  stopsLastDay: fc.nat(100_000),
  secondsLeftToday: fc.double({ min: 0, max: DAY, noNaN: true }),
});

describe('the probability of an audit', () => {
  it('is the warm-up rate until the warm-up audits are done, then the rate', () => {
    expect(auditProbability(facts({ auditsDone: 59 }))).toBe(0.5);
    expect(auditProbability(facts({ auditsDone: 60 }))).toBe(0.05);
  });

  it('is the warm-up rate while the condition has fewer than 20 labels', () => {
    expect(auditProbability(facts({ conditionLabels: 19 }))).toBe(0.5);
    expect(auditProbability(facts({ conditionLabels: 20 }))).toBe(0.05);
  });

  it('is zero only where no audits are wanted', () => {
    expect(auditProbability(facts({ policy: { ...POLICY, maxPerDay: 0 } }))).toBe(0);
    fc.assert(
      fc.property(anyFacts, (some) => {
        fc.pre(some.policy.maxPerDay > 0 && some.policy.rate > 0 && some.policy.warmupRate > 0);
        expect(auditProbability(some)).toBeGreaterThan(0);
      }),
    );
  });

  it('never exceeds its rate, nor what is left of the budget over the stops still expected', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const pi = auditProbability(some);
        const { policy } = some;
        expect(pi).toBeLessThanOrEqual(Math.max(policy.rate, policy.warmupRate));
        const expected = (Math.max(some.stopsLastHour / 3600, some.stopsLastDay / DAY) * some.secondsLeftToday + 1) * pi;
        expect(expected).toBeLessThanOrEqual(Math.max(1, policy.maxPerDay - some.selectedToday) + 1e-9);
      }),
    );
  });

  it('falls as the budget is used up, and as more stops are expected', () => {
    fc.assert(
      fc.property(anyFacts, (some) => {
        const pi = auditProbability(some);
        expect(auditProbability({ ...some, selectedToday: some.selectedToday + 1 })).toBeLessThanOrEqual(pi);
        expect(auditProbability({ ...some, stopsLastHour: some.stopsLastHour + 1 })).toBeLessThanOrEqual(pi);
      }),
    );
  });
});

describe('a day of stops', () => {
  it.each([
    { perHour: 10, seed: 1 },
    { perHour: 400, seed: 2 },
    { perHour: 2000, seed: 3 },
  ])('at $perHour an hour stays near the budget, and the weights add up to all stops (seed $seed)', ({ perHour, seed }) => {
    const random = mulberry32(seed);
    let times = 0;
    let selected = 0;
    let weights = 0;
    for (let second = 0; second < DAY; second += 3600 / perHour) {
      const pi = auditProbability(
        facts({
          selectedToday: selected,
          stopsLastHour: Math.min(times, perHour),
          // The day before was as busy.
          stopsLastDay: perHour * 24,
          secondsLeftToday: DAY - second,
        }),
      );
      times++;
      if (random() >= pi) continue;
      selected++;
      weights += 1 / pi;
    }
    expect(selected).toBeLessThanOrEqual(POLICY.maxPerDay + 10);
    // Σ 1/π over the audited estimates the number of stops without bias; its standard error here is at most 1/√selected.
    expect(Math.abs(weights / times - 1)).toBeLessThan(4 / Math.sqrt(selected));
  });
});

/** A small seeded generator (Tommy Ettinger, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
