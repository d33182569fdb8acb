import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countErrors, totalErrors } from './wer';

const wordsOf = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });

describe('countErrors', () => {
  it('tells the kinds of errors apart', () => {
    expect(countErrors(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual({ substitutions: 1, deletions: 0, insertions: 0 });
    expect(countErrors(['a', 'b', 'c'], ['a', 'c'])).toEqual({ substitutions: 0, deletions: 1, insertions: 0 });
    expect(countErrors(['a', 'c'], ['a', 'b', 'c'])).toEqual({ substitutions: 0, deletions: 0, insertions: 1 });
    expect(countErrors([], ['a', 'b'])).toEqual({ substitutions: 0, deletions: 0, insertions: 2 });
  });

  it('is a distance: nothing for equals, the same both ways, and no longer than a detour', () => {
    const distance = (a: string[], b: string[]) => totalErrors(countErrors(a, b));
    fc.assert(
      fc.property(wordsOf, wordsOf, wordsOf, (a, b, c) => {
        expect(distance(a, a)).toBe(0);
        expect(distance(a, b)).toBe(distance(b, a));
        expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c));
      }),
    );
  });
});
