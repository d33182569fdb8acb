import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanBlock, cleanLine, cleanUrl, primaryTag, stripInvisible } from './clean';

/** Any code units, halves of characters included. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 200 }).map((units) => String.fromCharCode(...units));

describe('what strangers wrote', () => {
  it.each([
    ['null bytes', 'a\0b'],
    ['a direction override', 'a\u202eb'],
    ['a direction isolate', 'a\u2066b'],
    ['a zero-width space', 'a\u200bb'],
    ['a byte order mark', 'a\ufeffb'],
    ['a soft hyphen', 'a\u00adb'],
    ['tag characters', 'a\u{e0069}\u{e0067}b'],
    ['supplementary variation selectors', 'a\u{e0101}b'],
    ['a lone surrogate', 'a\ud800b'],
    ['an escape', 'a\u001bb'],
  ])('loses %s', (_, text) => {
    expect(stripInvisible(text)).toBe('ab');
  });

  it('keeps what scripts and emoji need', () => {
    for (const text of ['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', '❤️', 'é e\u0301', '한국어']) expect(stripInvisible(text)).toBe(text);
  });

  it('becomes one line, or keeps its paragraphs', () => {
    expect(cleanLine('  a\r\n\tb \u2028 c ')).toBe('a b c');
    expect(cleanBlock(' a \r\n\r\n\r\n\r\n b\tc ')).toBe('a\n\nb c');
    expect(cleanLine('\u200b \n')).toBeNull();
    expect(cleanBlock(undefined)).toBeNull();
  });

  it('never grows past its cap, nor is cut within a character', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 2, max: 50 }), (text, max) => {
        for (const clean of [cleanLine(text, max), cleanBlock(text, max)]) {
          expect(clean?.length ?? 0).toBeLessThanOrEqual(max);
          expect(/\p{Cs}/u.test(clean ?? '')).toBe(false);
        }
      }),
    );
  });

  it('links only to the web', () => {
    const base = 'https://example.com/a/b';
    expect(cleanUrl('../c.mp3', base)).toBe('https://example.com/c.mp3');
    expect(cleanUrl(' //cdn.example/x ', base)).toBe('https://cdn.example/x');
    for (const text of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,x',
      'https://a:b@example.com/',
      'http://[',
      '',
      null,
    ]) {
      expect(cleanUrl(text, base)).toBeNull();
    }
  });

  it('names languages by their primary tag', () => {
    expect(['en-GB', 'EN_us', ' de ', 'fil', 'und', 'english', '', null].map(primaryTag)).toEqual([
      'en',
      'en',
      'de',
      'fil',
      null,
      null,
      null,
      null,
    ]);
  });
});
