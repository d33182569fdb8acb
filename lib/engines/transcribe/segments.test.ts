import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeCuts, splitSentences, textOf, toSegments } from './segments';

const words = (text: string) => text.split(' ').map((word) => ({ text: word }));
const region = (startSeconds: number, endSeconds: number) => ({ startSeconds, endSeconds });

describe('splitSentences', () => {
  it('ends a sentence at its full stop, question mark or quotation mark behind it', () => {
    const sentences = splitSentences(words('Is it? "Yes." Then go on'));
    expect(sentences.map(textOf)).toEqual(['Is it?', '"Yes."', 'Then go on']);
  });

  it('is not misled by abbreviations and initials', () => {
    expect(splitSentences(words('Mr. A. Smith, i.e. him, came at 3 p.m. today.'))).toHaveLength(1);
  });
});

describe('placeCuts', () => {
  it('moves a cut to the pause nearby', () => {
    expect(placeCuts([0.45], [region(0, 5), region(5.6, 10)])).toEqual([region(5, 5.6)]);
  });

  it('leaves a cut where its share of the speech falls when no pause is near', () => {
    expect(placeCuts([0.5], [region(0, 10), region(11, 12)])).toEqual([region(5.5, 5.5)]);
  });
});

describe('toSegments', () => {
  const rate = (sentence: readonly { text: string }[]) => sentence.length / 10;

  it('gives a sentence each, its first start and last end those of the speech', () => {
    const segments = toSegments([region(1, 3), region(3.5, 6)], words('One two three. Four five six.'), rate);
    expect(segments).toEqual([
      { startSeconds: 1, endSeconds: 3, text: 'One two three.', confidence: 0.3, speaker: null },
      { startSeconds: 3.5, endSeconds: 6, text: 'Four five six.', confidence: 0.3, speaker: null },
    ]);
  });

  it('gives nothing where nothing was said', () => {
    expect(toSegments([region(0, 1)], [], rate)).toEqual([]);
  });

  it('keeps every word in order, and times that only go forward inside the speech', () => {
    const text = fc.array(fc.constantFrom('word', 'longer-word', 'end.', 'Mr.', 'why?'), { minLength: 1, maxLength: 60 });
    const pauses = fc.array(fc.tuple(fc.double({ min: 0.1, max: 6, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, pauses, (list, parts) => {
        let at = 0;
        const regions = parts.map(([speech, pause]) => {
          const start = at + pause;
          at = start + speech;
          return region(start, at);
        });
        const segments = toSegments(regions, words(list.join(' ')), () => null);
        expect(segments.map((segment) => segment.text).join(' ')).toBe(list.join(' '));
        let reached = regions[0]!.startSeconds;
        for (const { startSeconds, endSeconds } of segments) {
          expect(startSeconds).toBeGreaterThanOrEqual(reached - 1e-9);
          expect(endSeconds).toBeGreaterThanOrEqual(startSeconds! - 1e-9);
          reached = endSeconds!;
        }
        expect(reached).toBe(at);
      }),
    );
  });
});
