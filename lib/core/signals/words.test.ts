import { describe, expect, it } from 'vitest';
import { sentenceCount, wordsOf } from './words';

describe('words', () => {
  it.each<[string, string[]]>([
    ["Don't stop: it’s a well-known 3.5 % rise!", ["don't", 'stop', "it's", 'a', 'well-known', '3.5', 'rise']],
    ['One.Two', ['one', 'two']],
    ['', []],
    ['… — !?', []],
    ['Straße café naïve', ['straße', 'café', 'naïve']],
    ['Москва и Київ', ['москва', 'и', 'київ']],
    ['हिन्दी भाषा', ['हिन्दी', 'भाषा']],
    ['ＦＵＬＬ width', ['full', 'width']],
    ['\ud800broken', ['broken']],
  ])('of %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it('are cut by dictionary where a script puts no spaces between them', () => {
    const words = wordsOf('我喜欢学习新的语言 and ภาษาไทยสนุก');
    expect(words.length).toBeGreaterThan(6);
    expect(words).toContain('and');
  });
});

describe('sentences', () => {
  it.each<[string, number]>([
    ['', 0],
    ['One. Two! Three?', 3],
    ['One sentence without an end', 1],
    ['Dr. Smith met Mr. Jones at 3.5 p.m. in the U.S. office. They spoke.', 2],
    ['J. R. R. Tolkien wrote it.', 1],
    ['"Really?" she said. "Yes."', 3],
    ['Wait... what?! No way.', 3],
    ['今日は晴れです。明日は雨でしょう。', 2],
    ['यह एक वाक्य है। यह दूसरा है।', 2],
    ['... !!! ???', 0],
  ])('of %j are %i', (text, count) => {
    expect(sentenceCount(text, wordsOf(text).length)).toBe(count);
  });

  it('are unknown, not one, where a long text has no punctuation', () => {
    const text = 'and then we went on to the next thing '.repeat(30);
    expect(sentenceCount(text, wordsOf(text).length)).toBeNull();
  });
});
