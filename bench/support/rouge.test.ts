import { describe, expect, it } from 'vitest';
import { rouge } from './rouge';

describe('rouge', () => {
  it('scores a text against itself as 1', () => {
    const text = 'The group discussed the remote control. They chose rubber for the case.';
    expect(rouge(text, [text])).toEqual({ rouge1: 1, rouge2: 1, rougeL: 1, rougeLSentence: 1 });
  });

  it('is 0 where nothing is shared, and for an empty text', () => {
    const nothing = { rouge1: 0, rouge2: 0, rougeL: 0, rougeLSentence: 0 };
    expect(rouge('alpha beta', ['gamma delta'])).toEqual(nothing);
    expect(rouge('', ['gamma delta'])).toEqual(nothing);
  });

  it('agrees with the worked example of the paper (Lin 2004, section 3.1)', () => {
    // `police killed the gunman` against `police kill the gunman` meets by stemming; `the gunman kill police` shares a subsequence of two.
    expect(rouge('the gunman kill police', ['police killed the gunman']).rougeLSentence).toBeCloseTo(0.5);
    expect(rouge('police kill the gunman', ['police killed the gunman']).rougeLSentence).toBe(1);
  });

  it('takes the union over sentences for the summary level (Lin 2004, section 3.2)', () => {
    // Reference w1 w2 w3 w4 w5; the candidate sentences share w1 w2 and w1 w3 w5: the union has four of five.
    const score = rouge('a1 a2 a6 a7 a8. a1 a3 a8 a9 a5.', ['a1 a2 a3 a4 a5.']);
    expect(score.rougeL).toBeCloseTo((2 * 4) / (10 + 5));
  });

  it('counts a repeated word as often as both have it', () => {
    expect(rouge('the the the the', ['the cat']).rouge1).toBeCloseTo((2 * 1) / (4 + 2));
  });

  it('takes the better of several references', () => {
    expect(rouge('one two', ['three four', 'one two']).rouge1).toBe(1);
  });
});
