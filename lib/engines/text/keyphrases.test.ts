import { describe, expect, it } from 'vitest';
import { keyPhrases } from './keyphrases';
import { createPace } from './pace';
import { termsOf } from './salience';

const find = (texts: string[], limit = 10) =>
  keyPhrases(
    texts,
    texts.map((text) => ({ terms: termsOf(text) })),
    limit,
    createPace(),
  );

describe('key phrases', () => {
  const texts = [
    'the mobile phone needs tantalum',
    'a mobile phone is cheap',
    'tantalum for the mobile phone',
    'we really like it',
    'tantalum mines',
  ];

  it('are what is said again and again, words that go together as one phrase', async () => {
    const phrases = (await find(texts)).map(({ text }) => text);
    expect(phrases).toContain('tantalum');
    expect(phrases).toContain('mobile phone');
    expect(phrases).not.toContain('phone');
    expect(phrases).not.toContain('like');
  });

  it('never hold a stop word, and are at most `limit`', async () => {
    const phrases = await find(texts, 1);
    expect(phrases).toHaveLength(1);
    for (const { text } of await find(texts)) expect(text).not.toMatch(/\b(?:the|is|a|we)\b/);
  });

  it('of nothing are none', async () => expect(await find([])).toEqual([]));
});
