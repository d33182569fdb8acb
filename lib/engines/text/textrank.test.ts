import { describe, expect, it } from 'vitest';
import { createPace } from './pace';
import { textRank } from './textrank';

const rank = (sentences: string[]) =>
  textRank(
    sentences.map((sentence) => sentence.split(' ')),
    () => 1,
    createPace(),
  );

describe('TextRank', () => {
  it('puts the sentence that shares words with all others first, and one that shares none last', async () => {
    const scores = await rank(['lake dam', 'dam farmer', 'lake dam farmer river', 'farmer river', 'opera']);
    expect(scores.indexOf(Math.max(...scores))).toBe(2);
    expect(scores.indexOf(Math.min(...scores))).toBe(4);
  });

  it('hands scores on without losing any where all sentences are joined', async () => {
    const scores = await rank(['a b', 'b c', 'c a']);
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(3, 9);
  });

  it('of nothing is nothing', async () => expect(await rank([])).toHaveLength(0));
});
