import { expect, it } from 'vitest';
import { fullCostMs } from './full-cost';

it('of an article is what was fetched and read', () => {
  expect(fullCostMs({ acquireMs: 300, stoppedHearMs: 0, auditHearMs: 0, auditHeardShare: 0, textMs: 500 })).toBe(800);
});

it('scales what the audit heard itself to the whole item', () => {
  expect(fullCostMs({ acquireMs: 300, stoppedHearMs: 2_500, auditHearMs: 6_000, auditHeardShare: 0.75, textMs: 500 })).toBe(8_800);
});

it('takes the hearing of the stopped run where that had heard everything', () => {
  expect(fullCostMs({ acquireMs: 300, stoppedHearMs: 8_000, auditHearMs: 20, auditHeardShare: 0, textMs: 500 })).toBe(8_800);
});
