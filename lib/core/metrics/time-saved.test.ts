import { expect, it } from 'vitest';
import { netTimeSavedMs, totalTimeSavedMs } from './time-saved';

const runs = [
  { spentMs: 1_000, expectedFullMs: 9_000 },
  { spentMs: 5_000, expectedFullMs: 4_000 },
  { spentMs: 7_000, expectedFullMs: null },
];

it('counts what was saved and what was lost, and nothing where it is not known', () => {
  expect(totalTimeSavedMs(runs)).toBe(7_000);
});

it('takes off the audits and the judging, below zero too', () => {
  expect(netTimeSavedMs(runs, { spentMs: 6_000, judgeMs: 500 })).toBe(500);
  expect(netTimeSavedMs([], { spentMs: 6_000, judgeMs: 500 })).toBe(-6_500);
});
