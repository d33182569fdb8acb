import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Segment, Transcript } from '@/lib/core/runs/content';
import { chunkTranscript } from './chunk';

function transcript(segments: Partial<Segment>[]): Transcript {
  return {
    origin: 'article',
    language: 'en',
    engine: 'published',
    segments: segments.map((segment) => ({ startSeconds: null, endSeconds: null, confidence: null, speaker: null, text: '', ...segment })),
  };
}

const words = (text: string) => text.split(/\s+/).filter(Boolean);

describe('passages', () => {
  it('hold every word of the transcript once, in order, and never more than the embedder reads', () => {
    const texts = fc.array(
      fc.array(fc.constantFrom('one', 'two.', 'three', 'four!', 'five'), { maxLength: 500 }).map((list) => list.join(' ')),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(texts, (list) => {
        const chunks = chunkTranscript(transcript(list.map((text) => ({ text }))));
        expect(chunks.flatMap(({ text }) => words(text))).toEqual(list.flatMap(words));
        for (const { text } of chunks) expect(words(text).length).toBeLessThanOrEqual(160);
      }),
    );
  });

  it('join short segments and keep the time of the first', () => {
    const segments = Array.from({ length: 10 }, (_, i) => ({
      text: 'ten words are said here, and then a pause follows',
      startSeconds: i * 4,
      endSeconds: i * 4 + 4,
    }));
    expect(chunkTranscript(transcript(segments))).toMatchObject([
      { segmentIndex: 0, startSeconds: 0, endSeconds: 32 },
      { segmentIndex: 8, startSeconds: 32, endSeconds: 40 },
    ]);
  });

  it('end where another one begins to speak, unless too little was said', () => {
    const turn = (speaker: string, count: number) => ({ speaker, text: 'word '.repeat(count).trim() });
    const chunks = chunkTranscript(transcript([turn('Ada', 30), turn('Ben', 3), turn('Cy', 30), turn('Cy', 30)]));
    expect(chunks.map(({ speaker, text }) => [speaker, words(text).length])).toEqual([
      ['Ada', 30],
      [null, 33],
      ['Cy', 30],
    ]);
  });

  it('of a long segment end at sentence ends, with times spread over it', () => {
    const sentence = `${'word '.repeat(99)}end.`;
    const [first, second] = chunkTranscript(transcript([{ text: `${sentence} ${sentence}`, startSeconds: 0, endSeconds: 100 }]));
    expect(first?.text.endsWith('end.')).toBe(true);
    expect(first?.endSeconds).toBe(50);
    expect(second?.startSeconds).toBe(50);
  });

  it('of nothing are none', () => {
    expect(chunkTranscript(transcript([{ text: '  ' }]))).toEqual([]);
  });
});
