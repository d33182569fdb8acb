import { expect, it } from 'vitest';
import { timeSaved } from './time-saved';

it('takes off the audits and the judging, below zero too', () => {
  expect(timeSaved({ spentMs: 6_000, expectedFullMs: 10_000, auditMs: 5_000, judgeMs: 500 })).toEqual({
    savedMs: 4_000,
    netSavedMs: -1_500,
    savedShare: 0.4,
    netSavedShare: -0.15,
  });
});

it('of nothing is no share', () => {
  expect(timeSaved({ spentMs: 0, expectedFullMs: 0, auditMs: 100, judgeMs: 0 })).toEqual({
    savedMs: 0,
    netSavedMs: -100,
    savedShare: null,
    netSavedShare: null,
  });
});
