import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellingTerms } from './reading';
import { clausesOf, tellingStretch } from './stretches';

const LONG =
  'A lot of moving parts here, the ferry from Orla was cancelled on Tuesday because of the storm, meanwhile the harbour office says that nobody was hurt.';
const stretch = (point: string, sentence: string) => tellingStretch(tellingTerms(point), sentence);

describe('what a long sentence tells of a point', () => {
  it('is the run of its clauses that fits the point best', () => {
    expect(stretch('The ferry from Orla was cancelled on Tuesday because of the storm.', LONG)).toBe(
      'the ferry from Orla was cancelled on Tuesday because of the storm,',
    );
    expect(stretch('The harbour office says that nobody was hurt.', LONG)).toBe('meanwhile the harbour office says that nobody was hurt.');
  });

  it('is nothing where little of the point is there, or the sentence is short', () => {
    expect(stretch('The ferry company ordered three electric ships from a yard in Poland.', LONG)).toBeNull();
    expect(stretch('The ferry from Orla was cancelled.', 'The ferry from Orla was cancelled, so we stayed.')).toBeNull();
  });

  it('is a part of the sentence, whatever the texts', () => {
    const text = fc.array(fc.constantFrom('ferry', 'storm,', 'and', 'Orla', 'harbour;', 'hurt', 'the', '7'), { maxLength: 60 });
    fc.assert(
      fc.property(text, text, (point, words) => {
        const sentence = words.join(' ');
        expect(clausesOf(sentence).join(' ')).toBe(sentence);
        const found = stretch(point.join(' '), sentence);
        if (found !== null) {
          expect(sentence).toContain(found);
          expect(found.length).toBeLessThan(sentence.length);
        }
      }),
    );
  });
});
