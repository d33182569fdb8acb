import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { titleSpamScore } from './title-spam';

/** Any UTF-16 unit, lone surrogates and controls included. (fast-check's own `binary` unit takes seconds to set up.) */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

describe('title spam score', () => {
  it.each([
    "YOU WON'T BELIEVE what this doctor found!!! 😱😱",
    'EARN $5000 A DAY FROM HOME - FREE MONEY 💰💰',
    'This ONE trick will change your life forever',
    'FREE GIFT CARDS!!! Click here NOW (limited time)',
    '27 Hilarious Pictures That Will Make You Cry Laughing',
    'Which Pizza Topping Are You Based On Your Star Sign',
  ])('is over 0.8 for %s', (title) => {
    expect(titleSpamScore(title)).toBeGreaterThan(0.8);
  });

  it.each([
    'How to Read a Research Paper',
    'Why You Should Care About Database Indexes',
    'Lecture 4: Eigenvalues and Eigenvectors',
    'Is free will an illusion? A debate',
    'City council approves new budget',
    'What happens when you type a URL into a browser',
    'FY2024 Q3 earnings call - ACME Corp',
    'NASA and ESA announce joint Mars mission',
    'Die Geschichte der Eisenbahn',
    '量子力学入門',
  ])('is under 0.5 for %s', (title) => {
    expect(titleSpamScore(title)).toBeLessThan(0.5);
  });

  it('keeps a plain list of things under the bar of an exit', () => {
    expect(titleSpamScore('5 Things I Learned Building a Compiler')).toBeLessThan(0.8);
  });

  it('is unknown for a title without a letter or digit', () => {
    expect(titleSpamScore('!!! 😱')).toBeNull();
    expect(titleSpamScore('')).toBeNull();
  });

  it('lies in (0, 1) for whatever a title may hold', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyUnit, maxLength: 600 }), (title) => {
        const score = titleSpamScore(title);
        return score === null || (score > 0 && score < 1);
      }),
    );
  });
});
