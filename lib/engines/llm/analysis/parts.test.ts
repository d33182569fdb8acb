import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace } from '../../text/pace';
import { compress } from '../compress';
import { cutParts } from './parts';
import type { ShownSentence } from './shown';

const words = (text: string) => text.split(/\s+/).filter(Boolean).length;

function sentences(lengths: readonly number[], perBlock: number): ShownSentence[] {
  let at = 0;
  return lengths.map((length, index) => {
    const shown = Array.from({ length }, (_, i) => `w${index}x${i}`).join(' ');
    const start = at;
    at += shown.length + 1;
    return { index, start, end: at - 1, block: Math.floor(index / perBlock), speaker: null, shown };
  });
}

describe('parts of an item', () => {
  it('hold everything once, in order, within the bound', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 80 }),
        fc.integer({ min: 70, max: 400 }),
        fc.integer({ min: 1, max: 9 }),
        (lengths, most, perBlock) => {
          const all = sentences(lengths, perBlock);
          const parts = cutParts(all, most, words);
          expect(
            parts
              .map(({ text }) => text)
              .join(' ')
              .split(/\s+/),
          ).toEqual(all.flatMap(({ shown }) => shown.split(' ')));
          for (const [i, part] of parts.entries()) {
            expect(words(part.text)).toBeLessThanOrEqual(most);
            expect(part.index).toBe(i);
            if (i > 0) expect(part.start).toBeGreaterThanOrEqual(parts[i - 1]!.end);
          }
        },
      ),
    );
  });

  it('are one where one is enough, however many paragraphs there are', () => {
    expect(
      cutParts(
        sentences(
          Array.from({ length: 20 }, () => 10),
          1,
        ),
        1_000,
        words,
      ),
    ).toHaveLength(1);
  });

  it('cut a sentence that is longer than a part', () => {
    const parts = cutParts(sentences([500], 1), 100, words);
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.every(({ tokens }) => tokens <= 100)).toBe(true);
  });

  it('of nothing are none', () => expect(cutParts([], 100, words)).toEqual([]));
});

describe('prompt compression', () => {
  const shownOf = (texts: readonly string[]): ShownSentence[] => {
    let at = 0;
    return texts.map((shown, index) => {
      const start = at;
      at += shown.length + 1;
      return { index, start, end: at - 1, block: 0, speaker: null, shown };
    });
  };
  const telling = [
    'Marta Oyelaran measured the salt marsh of Harrow Bay for twelve winters.',
    'The engineer Piet Lund wanted to raise the sea wall by two metres.',
    'Glasswort grew on a fifth of the mud in the third summer.',
    'A storm surge of three metres came up the estuary in 2016.',
    'The fishermen say that bass are spawning in the creeks.',
  ];
  const filler = [
    'Yeah, okay.',
    'You know what I mean?',
    'So, yeah, that is that, you know.',
    'Thank you so much for listening, see you next week!',
    'Right, right, okay.',
    'I mean, you know, it is what it is.',
  ];

  it('leaves out filler first, keeps the rest verbatim and in order, and says what it did', async () => {
    const all = shownOf(telling.flatMap((sentence, i) => [sentence, filler[i]!, filler[(i + 1) % filler.length]!]));
    const done = (await compress(all, words, createPace()))!;
    expect(done.kept.map(({ shown }) => shown)).toEqual(expect.arrayContaining(telling));
    expect(done.kept).toEqual(all.filter((sentence) => done.kept.includes(sentence)));
    expect(done.tokensAfter).toBeLessThanOrEqual(done.tokensBefore * 0.88);
    expect(done.salienceKept).toBeGreaterThanOrEqual(0.93);
  });

  it('is off where it would not pay', async () => {
    expect(await compress(shownOf(telling), words, createPace())).toBeNull();
    expect(await compress([], words, createPace())).toBeNull();
  });
});
