import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_SHARE, answered, BAND_EDGES, bandOf, decideReuse, EMPTY_ACCOUNT, observed, wrongUpper } from './reuse';

const RICH = { answers: 100_000, expectedWrong: 0, variance: 0 };
const band = (seen: number, wrong: number) => ({ band: 3, observed: seen, wrong });

describe('reuse of answers to similar questions', () => {
  it('knows its bands', () => {
    expect(bandOf(0.79)).toBeNull();
    expect(bandOf(0.8)).toBe(0);
    expect(bandOf(1)).toBe(BAND_EDGES.length - 1);
  });

  it('is never tried before anything was compared', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.double({ min: 0.001, max: 0.2, noNaN: true }), (draw, errorBound) => {
        expect(decideReuse({ errorBound, band: band(0, 0), account: EMPTY_ACCOUNT, draw }).step).toBe('explore');
      }),
    );
  });

  it('is audited for ever, however good it looks', () => {
    const question = { errorBound: 0.02, band: band(1_000_000, 0), account: RICH };
    expect(decideReuse({ ...question, draw: AUDIT_SHARE / 2 }).step).toBe('explore');
    expect(decideReuse({ ...question, draw: AUDIT_SHARE + 0.01 }).step).toBe('reuse');
  });

  it('asks anew with a probability of at least 1 − δ / p', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 400 }),
        fc.nat({ max: 50 }),
        fc.double({ min: 0.005, max: 0.1, noNaN: true }),
        (right, wrong, errorBound) => {
          const state = band(right + wrong, wrong);
          const upper = wrongUpper(state);
          const draws = Array.from({ length: 200 }, (_, i) => (i + 0.5) / 200);
          const reused =
            draws.filter((draw) => decideReuse({ errorBound, band: state, account: RICH, draw }).step === 'reuse').length / 200;
          // What may go wrong is at most δ of all answers.
          expect(reused * upper).toBeLessThanOrEqual(errorBound + 1 / 200);
        },
      ),
    );
  });

  it('stops where the account is spent, and goes on once fresh answers have filled it', () => {
    const question = { errorBound: 0.02, band: band(400, 0), draw: 0.9 };
    let account = EMPTY_ACCOUNT;
    let reused = 0;
    for (let i = 0; i < 1_000; i++) {
      const decision = decideReuse({ ...question, account });
      reused += decision.step === 'reuse' ? 1 : 0;
      account = answered(account, decision.step === 'reuse' ? decision.upper : null);
      expect(account.expectedWrong).toBeLessThanOrEqual(0.02 * account.answers);
    }
    expect(reused).toBeGreaterThan(500);
    expect(decideReuse({ ...question, account: { answers: 10, expectedWrong: 5, variance: 4 } }).step).toBe('explore');
  });

  it('a wrong answer moves the bound up, a right one down', () => {
    const before = band(50, 1);
    expect(wrongUpper(observed(before, true))).toBeGreaterThan(wrongUpper(before));
    expect(wrongUpper(observed(before, false))).toBeLessThan(wrongUpper(before));
  });
});
