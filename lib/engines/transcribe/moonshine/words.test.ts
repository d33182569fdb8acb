import tokenizer from 'llama-tokenizer-js';
import { describe, expect, it } from 'vitest';
import { toWords } from './words';

const tokensOf = (text: string) => tokenizer.encode(text, false);

describe('toWords', () => {
  it('gives back the text, whatever pieces its words are made of', () => {
    for (const text of ['In 1462, and "so" it was—at Mainz, é!', 'Schoeffer’s psalters', 'A']) {
      const tokens = tokensOf(text);
      const words = toWords(
        tokens,
        tokens.map(() => 0),
      );
      expect(words.map((word) => word.text).join(' ')).toBe(text);
    }
  });

  it('sums the log-probabilities of a word and counts its tokens', () => {
    const tokens = tokensOf('ask psalters');
    const words = toWords(
      tokens,
      tokens.map(() => -0.5),
    );
    expect(words).toHaveLength(2);
    expect(words.reduce((sum, word) => sum + word.tokens, 0)).toBe(tokens.length);
    for (const word of words) expect(word.logProbability).toBe(-0.5 * word.tokens);
  });

  it('leaves out tokens beyond the vocabulary', () => {
    expect(toWords([32_500, ...tokensOf('yes')], [0, ...tokensOf('yes').map(() => 0)]).map(({ text }) => text)).toEqual(['yes']);
  });
});
