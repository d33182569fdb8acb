import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condense } from './condense';

describe('condense', () => {
  it.each([
    ['So the the case is, you know, kind of yellow', 'The case is yellow.'],
    ['We really just need three buttons.', 'We need three buttons.'],
    ["That's the d design, I guess, of the chip.", "That's the design of the chip."],
    ['I saw a kind dog at the V screen.', 'I saw a kind dog at the V screen.'],
    ["It's not just about money, it's really about trust.", "It's not just about money, it's about trust."],
    ["They don't really want it.", "They don't really want it."],
    ['What kind of battery is that sort of thing?', 'What kind of battery is that sort of thing?'],
    ['The plan of twenty twenty is good good enough.', 'The plan of twenty twenty is good enough.'],
    ['Let n be the number of points.', 'Let n be the number of points.'],
  ])('%s', (spoken, written) => {
    expect(condense(spoken)).toBe(written);
  });

  it('leaves a sentence whole that is nothing but hedges', () => {
    expect(condense('Kind of, sort of, you know, really.')).toBe('Kind of, sort of, you know, really.');
  });

  it('adds no word and keeps their order', () => {
    const word = fc.constantFrom('the', 'case', 'you', 'know', 'just', 'a', 'kind', 'of', 'button,', 'd', 'really', "it's", 'yellow.');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (list) => {
        const plain = (text: string): string[] => text.toLowerCase().match(/[\w']+/g) ?? [];
        const said = plain(list.join(' '));
        let at = 0;
        for (const kept of plain(condense(list.join(' ')))) {
          at = said.indexOf(kept, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
    );
  });
});
