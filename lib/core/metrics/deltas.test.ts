import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltasOf, hourOf, type TimedEntry } from './deltas';
import { addTotals, emptyTotals, OUTCOMES, totalsOf } from './totals';

const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null });
const name = (...names: string[]) => fc.option(fc.constantFrom(...names), { nil: null });

const entries: fc.Arbitrary<TimedEntry[]> = fc.array(
  fc.record({
    outcome: fc.constantFrom(...OUTCOMES),
    source: fc.constantFrom('run' as const, 'posted' as const),
    contentType: name('news', 'music'),
    configVersion: name('1', '2'),
    qualityScore: share,
    coherenceScore: share,
    completenessScore: share,
    informativenessScore: share,
    exitCheckpoint: name('post_download', 'elsewhere'),
    exitReason: name('short', 'spam'),
    exitConfidence: share,
    reached: fc.option(fc.nat(31), { nil: null }),
    spentMs: fc.option(fc.nat(1_000_000), { nil: null }),
    expectedFullMs: fc.option(fc.nat(1_000_000), { nil: null }),
    timeSavedPct: fc.option(fc.double({ min: -5, max: 1, noNaN: true }), { nil: null }),
    occurredAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-01-02'), noInvalidDate: true }),
  }),
  { maxLength: 60 },
);

describe('deltasOf', () => {
  it('loses and doubles nothing: its cells add up to the records', () => {
    fc.assert(
      fc.property(entries, (batch) => {
        const { cells, reasons, hist } = deltasOf(batch);
        expect(cells.map(({ totals }) => totals).reduce(addTotals, emptyTotals())).toEqual(
          batch.map(totalsOf).reduce(addTotals, emptyTotals()),
        );
        const finished = batch.filter(({ outcome, spentMs }) => !outcome.startsWith('failed') && spentMs !== null);
        expect(hist.reduce((sum, { count }) => sum + count, 0)).toBe(finished.length);
        const exits = batch.filter((e) => e.outcome === 'early_exit' && e.exitCheckpoint !== null && e.exitReason !== null);
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBe(exits.length);
      }),
    );
  });

  it('keeps apart what can be filtered for, and each hour', () => {
    fc.assert(
      fc.property(entries, (batch) => {
        for (const cell of deltasOf(batch).cells) {
          const own = batch.filter(
            (e) =>
              hourOf(e.occurredAt) === cell.hour &&
              e.source === cell.source &&
              (e.contentType ?? 'unknown') === cell.contentType &&
              (e.configVersion ?? 'unknown') === cell.configVersion &&
              e.outcome === cell.outcome &&
              (e.outcome === 'early_exit' ? (e.exitCheckpoint ?? '') : '') === cell.exitCheckpoint,
          );
          expect(cell.totals).toEqual(own.map(totalsOf).reduce(addTotals, emptyTotals()));
        }
      }),
    );
  });
});
