import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPlain, fitText, plainLine } from './text';

/** Undoes the escapes as Discord's client does: a backslash before anything but letters, digits and spaces. */
const unescaped = (text: string) => text.replaceAll(/\\([^0-9A-Za-z\s])/g, '$1').replaceAll(/[\u2068\u2069]/g, '');
/** Whatever can be in a string: lone surrogates, marks, joined emoji, markup. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.string({
    unit: fc.constantFrom(
      '*',
      '_',
      '\\',
      '`',
      '|',
      '>',
      '#',
      '-',
      '1',
      '.',
      ' ',
      '[',
      ']',
      '(',
      ')',
      '<@1>',
      'https://x.y',
      '👩‍👩‍👧',
      'é',
      '\u05d0',
      '\n',
      '@everyone',
      ':smile:',
    ),
    maxLength: 300,
  }),
);

describe('a foreign text in a field', () => {
  it('is never longer than the field, and reads as it was written or as its beginning', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 300 }), (text, max) => {
        const fitted = fitText(text, max);
        expect(fitted.length).toBeLessThanOrEqual(max);
        expect(fitted.isWellFormed()).toBe(true);
        const line = plainLine(text.slice(0, max * 16));
        const shown = unescaped(fitted);
        if (shown !== line) expect(shown.endsWith('…') && line.startsWith(shown.slice(0, -1))).toBe(true);
      }),
    );
  });

  it('ends no later than itself: no backslash is left to escape what follows', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, max) => {
        const end = /\\*(?=…?\u2069?$)/.exec(fitText(text, max))?.[0] ?? '';
        expect(end.length % 2).toBe(0);
      }),
    );
  });

  it('cuts no character in two, however many code points it is made of', () => {
    expect(fitText('👩‍👩‍👧👩‍👩‍👧', 12)).toBe('👩‍👩‍👧…');
    expect(fitPlain('e\u0301'.repeat(10), 8)).toBe(`${'e\u0301'.repeat(3)}…`);
  });

  it('is one line without what cannot be seen or turns the text around it', () => {
    expect(plainLine('a\u202Eb\u200B\tc\r\nd\u3164')).toBe('ab c d');
    expect(plainLine('\u200d\u2800 \n')).toBe('');
    expect(plainLine(`Z${'\u0351'.repeat(40)}algo`)).toBe(`Z${'\u0351'.repeat(4)}algo`);
  });

  it('is set apart where it reads from the right', () => {
    expect(fitText('שלום', 20)).toBe('\u2068שלום\u2069');
  });

  it.each([
    ['**bold** _it_ ~~no~~ ||spoiler||', '\\*\\*bold\\*\\* \\_it\\_ \\~\\~no\\~\\~ \\|\\|spoiler\\|\\|'],
    ['https://evil.example', 'https\\://evil.example'],
    ['<@1> @everyone <:x:2> <t:3:R>', '\\<\\@1\\> \\@everyone \\<\\:x\\:2\\> \\<t\\:3\\:R\\>'],
    ['- item', '\\- item'],
    ['12. item', '12\\. item'],
    ['-# small', '\\-\\# small'],
    ['# heading', '\\# heading'],
    ['[a](https://b)', '\\[a\\](https\\://b)'],
  ])('escapes %s', (text, escaped) => {
    expect(fitText(text, 100)).toBe(escaped);
  });
});
