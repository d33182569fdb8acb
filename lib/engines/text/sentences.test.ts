import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transcript } from '@/lib/core/runs/content';
import { createPace } from './pace';
import { splitSentences } from './sentences';
import { transcriptOf } from './testing/texts';

const split = (texts: readonly string[], change: Partial<Transcript> = {}) => splitSentences(transcriptOf(texts, change), createPace());
const textsOf = async (texts: readonly string[], change: Partial<Transcript> = {}) =>
  (await split(texts, change)).sentences.map(({ text }) => text);

describe('sentences', () => {
  it('end at punctuation, not at abbreviations, initials, decimals or list numbers', async () => {
    const text =
      'Dr. Smith met J. R. Moss at 3.5 miles from St. Ives. He was late! "Why?" she asked. It was 9 p.m. The U.S. team had left.';
    expect(await textsOf([text])).toEqual([
      'Dr. Smith met J. R. Moss at 3.5 miles from St. Ives.',
      'He was late!',
      '"Why?" she asked.',
      'It was 9 p.m.',
      'The U.S. team had left.',
    ]);
  });

  it('run on over caption lines, and keep the time of the place where they begin', async () => {
    const { sentences } = await split(['The dam was built', 'in 1931. It holds', 'two lakes.']);
    expect(sentences.map(({ text }) => text)).toEqual(['The dam was built in 1931.', 'It holds two lakes.']);
    expect(sentences[1]!.startSeconds).toBeGreaterThan(14);
    expect(sentences[1]!.startSeconds).toBeLessThan(20);
  });

  it('never run over a paragraph of an article', async () => {
    expect(await textsOf(['A heading without a full stop', 'The text begins.'], { origin: 'article' })).toHaveLength(2);
  });

  it('are cut at about thirty words where speech has no punctuation', async () => {
    const words = Array.from({ length: 400 }, (_, i) => (i % 17 === 0 ? 'and' : `word${i}`)).join(' ');
    const { sentences } = await split([words]);
    expect(sentences.every(({ text }) => text.split(' ').length <= 30)).toBe(true);
    expect(sentences.filter(({ text }) => text.startsWith('and')).length).toBeGreaterThan(sentences.length / 2);
  });

  it('take speakers from the source, or from labels when the text is written as a script', async () => {
    const script = 'ANNA: We are late. Very late.\nBEN: I know.\nANNA: Then run.\nBEN: I am running.';
    const { sentences } = await split([script]);
    expect(sentences.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['ANNA', 'We are late.'],
      ['ANNA', 'Very late.'],
      ['BEN', 'I know.'],
      ['ANNA', 'Then run.'],
      ['BEN', 'I am running.'],
    ]);
    expect((await split(['Note: bring a coat. Result: it rained.'])).sentences[0]!.speaker).toBeNull();
  });

  it('leave out music, applause and hesitations', async () => {
    expect(await textsOf(['[Music] (Applause) ♪♪', 'Um, the the river rose.'])).toEqual(['The river rose.']);
  });

  it('keep words that are hesitations only in English', async () => {
    expect(await textsOf(['Der Zug fährt um acht ab, sagt er.'], { language: 'de' })).toEqual(['Der Zug fährt um acht ab, sagt er.']);
  });

  it('are verbatim, in order and apart, whatever the text', async () => {
    const piece = fc.oneof(
      fc.array(fc.integer({ min: 1, max: 0x2fff }), { maxLength: 40 }).map((codes) => String.fromCharCode(...codes)),
      fc.constantFrom('. ', '? ', '\n\n', 'A: ', 'Mr. ', '…', '<b>', '😀', 'שלום', '[Music]', 'word '),
    );
    const segment = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.array(segment, { maxLength: 6 }),
        fc.constantFrom('captions' as const, 'article' as const),
        async (texts, origin) => {
          const { text, sentences } = await split(texts, { origin });
          expect(text).toBe(texts.join(' '));
          expect(sentences.every(({ start, end }, i) => start >= (sentences[i - 1]?.end ?? 0) && end > start && end <= text.length)).toBe(
            true,
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
