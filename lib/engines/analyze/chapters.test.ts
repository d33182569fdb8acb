import { describe, expect, it } from 'vitest';
import type { Chapter, Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { createPace } from '../text/pace';
import { splitSentences } from '../text/sentences';
import { contentStems, countWords } from '../text/words';
import { boundariesOf, findChapters } from './chapters';

const DIMENSION = 64;

/** Counts of hashed content words, scaled to length one: near where the words are the same. */
const embedder: Embedder = {
  model: 'words@1',
  dimension: DIMENSION,
  async embed(texts) {
    return texts.map((text) => {
      const vector = new Float32Array(DIMENSION);
      for (const stem of contentStems(text)) vector[[...stem].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) % DIMENSION, 7)]! += 1;
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  },
};

const about = (subject: string, verb: string, count: number): string[] =>
  Array.from(
    { length: count },
    (_, i) => `The ${subject} ${verb} the old village for about ${i + 2} months, and the ${subject} never stopped.`,
  );

const TALK = [...about('granite quarry', 'fed', 50), ...about('salmon river', 'flooded', 50)];

const chaptersOf = async (texts: string[], told: Chapter[] = []) => {
  const transcript: Transcript = {
    origin: 'captions',
    language: 'en',
    engine: 'test',
    segments: texts.map((text, i) => ({ startSeconds: i * 10, endSeconds: i * 10 + 10, text, confidence: null, speaker: null })),
  };
  const pace = createPace();
  const document = await splitSentences(transcript, pace);
  return findChapters(document, told, countWords(document.text), embedder, pace);
};

describe('findChapters', () => {
  it('begins a chapter where the subject changes, named by it', async () => {
    const chapters = await chaptersOf(TALK);
    expect(chapters).toHaveLength(2);
    expect(chapters[0]).toMatchObject({ title: expect.stringMatching(/quarry/i), span: { startSeconds: 0 } });
    expect(chapters[1]!.title).toMatch(/river/i);
    expect(Math.abs(chapters[1]!.span.startSeconds! - 500)).toBeLessThan(80);
  });

  it('quotes the sentence that each begins with', async () => {
    for (const { span } of await chaptersOf(TALK)) expect(TALK[span.segmentIndex]).toContain(span.quote);
  });

  it('takes the chapters that the source tells, and leaves those that begin after the end', async () => {
    const told = [
      { startSeconds: 0, title: 'The stone' },
      { startSeconds: 300, title: 'The water' },
      { startSeconds: 9_000, title: 'Credits' },
    ];
    expect((await chaptersOf(TALK, told)).map(({ title, span }) => [title, span.startSeconds])).toEqual([
      ['The stone', 0],
      ['The water', 300],
    ]);
  });

  it('finds none in a short item, nor in nothing', async () => {
    expect(await chaptersOf(TALK.slice(0, 20))).toEqual([]);
    expect(await chaptersOf([])).toEqual([]);
  });
});

describe('boundariesOf', () => {
  const unit = (i: number) => Float32Array.from({ length: 3 }, (_, k) => (k === i ? 1 : 0));

  it('cuts where neighbours are least alike', () => {
    const vectors = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2].map(unit);
    expect(boundariesOf(vectors, 2)).toEqual([4, 7]);
  });

  it('leaves no chapter shorter than two passages, and asks for none in too little', () => {
    expect(boundariesOf([0, 1, 2].map(unit), 5)).toEqual([]);
    const cuts = boundariesOf([0, 1, 2, 0, 1, 2, 0, 1].map(unit), 7);
    for (const [i, cut] of cuts.entries()) if (i > 0) expect(cut - cuts[i - 1]!).toBeGreaterThanOrEqual(2);
  });
});
