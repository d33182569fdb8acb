import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntities, textOfMarkup } from './entities';
import { markdownText } from './markdown';
import { countWords, paragraphsOf, tidyParagraphs } from './paragraphs';

describe('decodeEntities', () => {
  it('decodes once, and leaves what it does not know', () => {
    expect(decodeEntities('&amp;lt; &lt;b&gt; &#8217;&#x2014; &nbsp;| &unknown; & &;')).toBe('&lt; <b> ’—  | &unknown; & &;');
    expect(decodeEntities('&#0;&#xD800;&#1114112;')).toBe('\ufffd\ufffd\ufffd');
  });
});

describe('textOfMarkup', () => {
  it('is the text, a line per block, without what is never shown', () => {
    expect(textOfMarkup('<p>One <b>two</b></p><ul><li>A</li><li>B</li></ul><script>if (a<b) x()</script><!-- no -->C<br/>D &amp; E')).toBe(
      '\nOne two\n\n\nA\n\nB\n\nC\nD & E',
    );
  });

  it('keeps signs that are no tags, and stays linear where nothing is closed', () => {
    expect(textOfMarkup('a < b <3 > c <- d')).toBe('a < b <3 > c <- d');
    for (const part of ['<', '<!--', '<a ', '<script>', '<p', '</', '&#', '<script']) {
      expect(typeof textOfMarkup(part.repeat(Math.ceil(500_000 / part.length)))).toBe('string');
    }
  });
});

describe('paragraphs', () => {
  it('are parted by blank lines, or by lines where there are none', () => {
    expect(paragraphsOf('One\ntwo\r\n\r\n \n\nThree\u2028four\n')).toEqual(['One two', 'Three four']);
    expect(paragraphsOf('One\nTwo')).toEqual(['One', 'Two']);
    expect(paragraphsOf(' \n\n\u200b')).toEqual([]);
  });

  it('are parted after a sentence when they are long, and lose no word by it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('word', 'Sentence end.', 'x'.repeat(50), 'Why?', '日本語。'), { minLength: 100, maxLength: 800 }),
        (words) => {
          const parts = tidyParagraphs([words.join(' ')]);
          expect(parts.every((part) => part.length <= 2000 && part.trim() === part && part !== '')).toBe(true);
          expect(parts.join(' ').replace(/\s/g, '')).toBe(words.join('').replace(/\s/g, ''));
        },
      ),
    );
    expect(tidyParagraphs(['x'.repeat(5000)]).map((part) => part.length)).toEqual([2000, 2000, 1000]);
  });

  it('are counted in words, also in scripts that have no spaces', () => {
    expect(countWords("It's 5 o'clock – really, über-late")).toBe(5);
    expect(countWords('これは日本語の文章です')).toBe(6);
    expect(countWords(' … – ')).toBe(0);
  });
});

describe('markdownText', () => {
  it('keeps what is said, and loses the marks', () => {
    const text = `# The *Title* #

A paragraph with **bold**, _slanted_, \`code\`, [a link](https://x.example "t"), ![a picture](p.png) and snake_case_name.
Still the same.

- One
- [x] Two
1. Three

> Quoted
> twice

Setext
======

| A | B |
|---|---|

\`\`\`js
let x = 1;
\`\`\`
***
5 \\* 3 <b>html</b>`;
    expect(markdownText(text)).toEqual({
      title: 'The Title',
      author: null,
      date: null,
      paragraphs: [
        'The Title',
        'A paragraph with bold, slanted, code, a link, a picture and snake_case_name. Still the same.',
        'One',
        'Two',
        'Three',
        'Quoted twice',
        'Setext',
        '| A | B |',
        'let x = 1;',
        '5 * 3 html',
      ],
    });
  });

  it('believes its front matter', () => {
    expect(markdownText('---\r\ntitle: "A: b"\r\nauthor: Ann\r\ndate: 2024-05-01\r\n---\r\n# Other\r\n\r\nText')).toEqual({
      title: 'A: b',
      author: 'Ann',
      date: '2024-05-01',
      paragraphs: ['Other', 'Text'],
    });
  });

  it('stays linear where nothing is closed', () => {
    for (const part of ['[', '](', '![', '**', '_a', '`', '~~', '> ', '# ', '---\n', '***', '*a ']) {
      expect(Array.isArray(markdownText(part.repeat(Math.ceil(200_000 / part.length))).paragraphs)).toBe(true);
    }
  });
});
