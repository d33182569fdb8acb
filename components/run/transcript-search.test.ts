import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitAt } from './split-at';
import { matchesIn, stepMatch } from './transcript-search';

describe('search in a transcript', () => {
  const segments = [{ text: 'A dam is closed.' }, { text: 'A marsh is open.' }, { text: 'DAMAGE' }];

  it('finds words whatever their case', () => expect(matchesIn(segments, ' Dam ')).toEqual([0, 2]));
  it('finds nothing for nothing', () => expect(matchesIn(segments, '  ')).toEqual([]));
  it('takes the signs of a pattern as they are', () => expect(matchesIn([{ text: 'a.b' }, { text: 'acb' }], 'a.b')).toEqual([0]));

  it('steps forward and back, round at the ends', () => {
    expect([stepMatch(-1, 1, 3), stepMatch(-1, -1, 3), stepMatch(2, 1, 3), stepMatch(0, -1, 3), stepMatch(-1, 1, 0)]).toEqual([
      0, 2, 0, 2, -1,
    ]);
  });

  it('cuts a text at the words without losing a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 3 }), (text, words) => {
        expect(
          splitAt(text, words)
            .map(({ part }) => part)
            .join(''),
        ).toBe(text);
      }),
    );
    expect(splitAt('A dam, a DAM.', 'dam').filter(({ isMatch }) => isMatch)).toHaveLength(2);
  });
});
