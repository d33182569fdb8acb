import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractFacts } from './extract';

const said = (sentence: string, topic: string | null = null) =>
  extractFacts([sentence], topic).triples.map(({ subject, predicate, object }) => `${subject} | ${predicate} | ${object}`);

describe('extractFacts', () => {
  it('relates the subject of a sentence to what it names', () => {
    expect(said('Ada Wren designed the lighthouse at Low Ferry in 1901.')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^Ada Wren \| designed \| /), expect.stringMatching(/^Ada Wren \| .* \| Low Ferry$/)]),
    );
  });

  it('relates what is said of `she` to whom the passage is about', () => {
    expect(said('She was born in Ferryton.', 'Ada Wren')).toEqual(['Ada Wren | was born in | Ferryton']);
  });

  it('finds names of several words, dates, and the topic', () => {
    const { phrases } = extractFacts(['The University of Lowland opened on 4 May 1921 beside the River Marl.'], 'Lowland');
    expect([...phrases.keys()]).toEqual(expect.arrayContaining(['Lowland', '4 May 1921', 'River Marl']));
    expect([...phrases.keys()].some((phrase) => phrase.includes('University of Lowland'))).toBe(true);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 3 }), (sentences) => {
        for (const { subject, predicate, object } of extractFacts(sentences, null).triples) {
          expect(subject).not.toBe(object);
          expect(predicate).not.toBe('');
        }
      }),
      { numRuns: 40 },
    );
  });
});
