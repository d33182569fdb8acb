import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareClaims } from './compare';

const verdict = (a: string, b: string, similarity = 0.85) => {
  const found = compareClaims(a, b, similarity);
  return found ? `${found.kind}: ${found.reason}` : null;
};

describe('compareClaims', () => {
  it.each([
    ['The bridge cost 3 million euros.', 'The bridge cost 5 million euros.', 'contradicts: number'],
    ['The bridge cost 3 million euros.', 'The new bridge cost about 3 million euros.', 'agrees: number'],
    ['The ferry will close in winter.', 'The ferry will not close in winter.', 'contradicts: negation'],
    ['Rents in the harbour rose last year.', 'Rents in the harbour fell last year.', 'contradicts: opposite'],
    ['Rents in the harbour did not rise.', 'Rents in the harbour fell.', 'agrees: opposite'],
    ['The mill was founded in 1901.', 'The mill was founded in 1910.', 'contradicts: number'],
    ['In 2019 the harvest grew by 5 percent.', 'In 2021 the harvest grew by 9 percent.', null],
    ['The valley lighthouse was designed by Ada Wren.', 'The valley lighthouse was designed by Ben Marsh.', null],
    ['The capital of Lowland is Ferryton.', 'The capital of Lowland is Millbury.', 'contradicts: value'],
  ])('%j and %j: %s', (a, b, expected) => expect(verdict(a, b)).toBe(expected));

  it('says nothing of claims on different points', () => {
    expect(verdict('The bridge cost 3 million euros.', 'The harvest fed 5 million people.', 0.3)).toBeNull();
  });

  it('gives the same kind whichever claim comes first, on any text', () => {
    const word = fc.constantFrom('rents', 'rose', 'fell', 'not', '12', 'percent', 'in', '2019', 'Ada', 'the', 'capital', 'is', 'Ferryton');
    const text = fc.array(word, { maxLength: 10 }).map((list) => list.join(' '));
    fc.assert(
      fc.property(text, text, fc.double({ min: 0, max: 1, noNaN: true }), (a, b, similarity) => {
        expect(compareClaims(a, b, similarity)?.kind).toBe(compareClaims(b, a, similarity)?.kind);
      }),
    );
  });
});
