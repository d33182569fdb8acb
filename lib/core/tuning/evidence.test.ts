import { describe, expect, it } from 'vitest';
import { ENOUGH_CAPITAL, evidenceOf, evidenceShare, judge, noEvidence, posterior } from './evidence';

const BAR = 0.8;
const repeat = (right: boolean, times: number) => Array.from({ length: times }, () => right);
const states = (labels: readonly boolean[]) => {
  let evidence = noEvidence();
  return labels.map((right) => {
    evidence = judge(evidence, right, BAR).evidence;
    return evidence.state;
  });
};

describe('a condition', () => {
  it('is in trial until 20 labels are in, and then trusted', () => {
    const seen = states(repeat(true, 20));
    expect(seen.slice(0, 19).every((state) => state === 'trial')).toBe(true);
    expect(seen[19]).toBe('trusted');
  });

  it('that is wrong again and again is suspended, in its trial too', () => {
    expect(states(repeat(false, 12)).at(-1)).toBe('suspended');
    expect(states([...repeat(true, 30), ...repeat(false, 20)]).at(-1)).toBe('suspended');
  });

  it('comes back when it has been right long enough, and a suspension ends nothing but by that', () => {
    const suspended = repeat(false, 12);
    expect(states([...suspended, ...repeat(true, 5)]).at(-1)).toBe('suspended');
    expect(states([...suspended, ...repeat(true, 60)]).at(-1)).toBe('trusted');
  });

  it('that was right for years is found out within a half-life when it goes bad', () => {
    const seen = states([...repeat(true, 5000), ...repeat(false, 60)]);
    expect(seen.at(4999)).toBe('trusted');
    expect(seen.at(-1)).toBe('suspended');
  });

  it.each([0, 1])('of a checkpoint with a bar of %d does not break the arithmetic', (bar) => {
    const { capital } = evidenceOf([true, false, true], bar);
    expect(Number.isFinite(capital)).toBe(true);
  });
});

it('a bet is not expected to win where the condition is right exactly as often as it must be', () => {
  for (const bar of [0.05, 0.5, 0.75, 0.8, 0.95]) {
    for (const start of [noEvidence(), { ...noEvidence(), state: 'suspended' as const }]) {
      const expected = bar * judge(start, true, bar).evidence.capital + (1 - bar) * judge(start, false, bar).evidence.capital;
      expect(expected).toBeCloseTo(1, 9);
    }
  }
});

it('the posterior begins at what was declared and goes where the labels are', () => {
  expect(posterior(noEvidence(), 0.9).mean).toBeCloseTo(0.9);
  const { mean, interval } = posterior(evidenceOf([...repeat(true, 60), ...repeat(false, 40)], BAR), 0.9);
  expect(mean).toBeGreaterThan(0.55);
  expect(mean).toBeLessThan(0.75);
  expect(interval.lower).toBeLessThan(mean);
  expect(interval.upper).toBeGreaterThan(mean);
});

it('the evidence is none at 1 and all at 1/α', () => {
  expect(evidenceShare({ ...noEvidence(), capital: 0.2 })).toBe(0);
  expect(evidenceShare({ ...noEvidence(), capital: ENOUGH_CAPITAL })).toBe(1);
});
