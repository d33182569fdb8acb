import { describe, expect, it } from 'vitest';
import type { Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../../embed/types';
import { createPace } from '../../text/pace';
import { splitSentences } from '../../text/sentences';
import { contentStems } from '../../text/words';
import { findPerspectives } from './index';

/** Counts of hashed content words, scaled to length one: near where the words are the same. */
const embedder: Embedder = {
  model: 'words@1',
  dimension: 256,
  async embed(texts) {
    return texts.map((text) => {
      const vector = new Float32Array(256);
      for (const stem of contentStems(text)) vector[[...stem].reduce((hash, c) => (hash * 31 + c.charCodeAt(0)) % 256, 7)]! += 1;
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  },
};

const perspectivesOf = async (turns: [string | null, string][]) => {
  const transcript: Transcript = {
    origin: 'captions',
    language: 'en',
    engine: 'test',
    segments: turns.map(([speaker, text], i) => ({ speaker, text, startSeconds: i * 10, endSeconds: i * 10 + 9, confidence: null })),
  };
  const pace = createPace();
  return findPerspectives(await splitSentences(transcript, pace), embedder, pace);
};

describe('findPerspectives', () => {
  it('gives both speakers of a debate their own words on the point they dispute', async () => {
    const turns: [string, string][] = [
      ['Nora', 'The city should build the harbour tunnel because the tunnel helps commuters.'],
      ['Emil', 'I oppose the harbour tunnel, and building the tunnel is a dangerous mistake for commuters.'],
    ];
    const [perspective, ...others] = await perspectivesOf(turns);
    expect(others).toEqual([]);
    expect(perspective?.topic).toContain('tunnel');
    expect(perspective?.positions.map(({ holder }) => holder)).toEqual(['Nora', 'Emil']);
    expect(perspective?.positions.map(({ spans }) => spans[0]?.quote)).toEqual(turns.map(([, text]) => text));
  });

  it('finds nothing contested in a lecture', async () => {
    const lecture = [
      'A glacier forms where snow should stay through the summer.',
      'Glaciers need to flow, and the ice is better at carving rock than water is.',
      'You must not confuse a glacier with sea ice, which would be a mistake.',
    ];
    expect(await perspectivesOf(lecture.map((text) => [null, text]))).toEqual([]);
  });

  it('takes two speakers who agree for no dispute', async () => {
    const text = 'We should build the harbour tunnel because the tunnel helps commuters.';
    expect(
      await perspectivesOf([
        ['Nora', text],
        ['Emil', `I agree: ${text}`],
      ]),
    ).toEqual([]);
  });

  it.each(['', 'Word', 'should '.repeat(5_000), '\u0000\uFFFF\uD800'])('finds nothing in hostile text', async (text) => {
    expect(await perspectivesOf([[null, text]])).toEqual([]);
  });
});
