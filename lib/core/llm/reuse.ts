/**
 * When an answer to a similar question may be given again. Nobody knows beforehand which likeness is enough, so it is learnt: now and then the model is
 * asked although a similar answer is there, and the two are compared. The rule is that of vCache (Schroeder et al., "vCache: Verified Semantic Prompt
 * Caching", 2025): ask anew with a probability of at least 1 − δ / p, where p bounds the chance that reuse is wrong; then at most the share δ of the
 * answers is wrong. Here p is the exact upper bound (Clopper–Pearson) of what was seen in a band of likeness, and an account besides keeps the sum of
 * what may have gone wrong below δ of all answers given.
 */
import { exactInterval } from '@/lib/core/metrics/exact-interval';

/** Lower edges of the bands of cosine similarity. Below the first nothing is reused. */
export const BAND_EDGES = [0.8, 0.85, 0.89, 0.92, 0.94, 0.96, 0.975, 0.985, 0.993] as const;
/** Hits are audited for ever, at least this share of them. */
export const AUDIT_SHARE = 0.05;
const CONFIDENCE = 0.98;
/** Standard deviations that the account keeps clear of its bound: 2.3 is a chance of 1 % (normal approximation to the martingale). */
const CLEARANCE = 2.3;

/** What was seen in one band. */
export interface BandState {
  band: number;
  /** How often a reusable answer was compared with a fresh one, and how often it was wrong. */
  observed: number;
  wrong: number;
}

/** Sums over everything that was answered. */
export interface ReuseAccount {
  /** Answers given, fresh and reused. */
  answers: number;
  /** Σ of the bounds under which answers were reused, and Σ bound × (1 − bound). */
  expectedWrong: number;
  variance: number;
}

export const EMPTY_ACCOUNT: ReuseAccount = { answers: 0, expectedWrong: 0, variance: 0 };

/** bandOf gives the band of a similarity, null below the first. */
export function bandOf(similarity: number): number | null {
  const band = BAND_EDGES.findLastIndex((edge) => similarity >= edge);
  return band < 0 ? null : band;
}

/** wrongUpper bounds the chance that reuse in a band is wrong, from above: 1 where nothing was seen yet. */
export function wrongUpper({ observed, wrong }: Pick<BandState, 'observed' | 'wrong'>): number {
  return exactInterval(wrong, observed, CONFIDENCE).upper;
}

export interface ReuseQuestion {
  /** Error bound δ, (0, 1): at most this share of the answers may be wrong. */
  errorBound: number;
  band: BandState;
  account: ReuseAccount;
  /** Drawn uniformly from [0, 1). */
  draw: number;
}

export type ReuseDecision = { step: 'reuse'; upper: number } | { step: 'explore' };

/** decideReuse says whether a similar answer is given again, or the model asked and both compared. */
export function decideReuse({ errorBound, band, account, draw }: ReuseQuestion): ReuseDecision {
  const upper = wrongUpper(band);
  const explore = Math.max(AUDIT_SHARE, upper <= 0 ? 0 : 1 - errorBound / upper);
  if (draw < explore) return { step: 'explore' };
  const expected = account.expectedWrong + upper;
  const variance = account.variance + upper * (1 - upper);
  const affordable = expected + CLEARANCE * Math.sqrt(variance) <= errorBound * (account.answers + 1);
  return affordable ? { step: 'reuse', upper } : { step: 'explore' };
}

/** answered is the account after one more answer; `upper` where it was reused. */
export function answered(account: ReuseAccount, upper: number | null): ReuseAccount {
  return {
    answers: account.answers + 1,
    expectedWrong: account.expectedWrong + (upper ?? 0),
    variance: account.variance + (upper === null ? 0 : upper * (1 - upper)),
  };
}

/** observed is a band after one more comparison. */
export function observed(band: BandState, wrong: boolean): BandState {
  return { ...band, observed: band.observed + 1, wrong: band.wrong + (wrong ? 1 : 0) };
}
