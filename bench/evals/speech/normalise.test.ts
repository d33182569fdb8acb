import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseEnglish } from './normalise';

const same = (a: string, b: string) => expect(normaliseEnglish(a)).toEqual(normaliseEnglish(b));

describe('normaliseEnglish', () => {
  it('ignores case, punctuation, fillers and notes', () => {
    expect(normaliseEnglish('Uh, "Ask not" -- um, WHAT? [applause]')).toEqual(['ask', 'not', 'what']);
    expect(normaliseEnglish('a (whispered) word')).toEqual(['a', 'whispered', 'word']);
  });

  it('writes contractions out', () => {
    same("I can't, won't and didn't: it's what they've", 'I can not will not and did not it is what they have');
    same("she'd been, he'd go", 'she had been he would go');
    same("let's", 'let us');
    same('gonna wanna kinda', 'going to want to kind of');
  });

  it('reads an old spelling as it is said', () => {
    same("tatter'd", 'tattered');
    expect(normaliseEnglish("feel'st")).not.toContain('saint');
  });

  it('knows titles, symbols and money', () => {
    same('Mr. Smith & Dr. Jones', 'mister smith and doctor jones');
    same('50% of $3,000', 'fifty percent of three thousand dollars');
    same('3.5', 'three point five');
  });

  it('folds spelling variants and initialisms', () => {
    same('the colour of the theatre, realised', 'the color of the theater realized');
    same('the U.S.A. and the U. S. A.', 'the USA and the usa');
    same('i.e. this', 'i e, this');
    same('café', 'cafe');
  });

  it('keeps words apart that only look alike', () => {
    for (const [a, b] of [
      ['four', 'for'],
      ['our', 'or'],
      ['ill', 'I will'],
    ] as const) {
      expect(normaliseEnglish(a)).not.toEqual(normaliseEnglish(b));
    }
  });

  it('gives words of letters and digits only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of normaliseEnglish(text)) expect(word).toMatch(/^[a-z0-9]+$/);
      }),
    );
  });
});
