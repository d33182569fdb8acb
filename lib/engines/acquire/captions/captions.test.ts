import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { captionSegments } from './captions';

const brief = (text: string): string[] =>
  captionSegments(text).map((s) => `${s.startSeconds}-${s.endSeconds} ${s.speaker ? `${s.speaker}: ` : ''}${s.text}`);

describe('WebVTT', () => {
  it('gives text with times; settings, notes, styles and identifiers are no text', () => {
    const text = `\ufeffWEBVTT - a title
Kind: captions
Language: en

NOTE
a remark --> not a time

STYLE
::cue { color: red }

intro
00:01.500 --> 00:03.000 align:start position:0%
First line
second line

01:02:03.004 --> 01:02:04.000
Later.
`;
    expect(brief(text)).toEqual(['1.5-3 First line second line', '3723.004-3724 Later.']);
  });

  it('keeps who speaks', () => {
    const text =
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann Lee>Hello</v> <v.loud Bob &amp; Co>Hi <i>there</i>\n\n00:02.000 --> 00:03.000\nNobody\n';
    expect(brief(text)).toEqual(['1-2 Ann Lee: Hello', '1-2 Bob & Co: Hi there', '2-3 Nobody']);
  });

  it('loses mark-up and keeps what only looks like it', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<c.yellow>5 &lt; 6</c> &amp; a < b > c &#39;quoted&#x27; &gt;&gt; Next &unknown;\n';
    expect(brief(text)).toEqual(["1-2 5 < 6 & a < b > c 'quoted' Next &unknown;"]);
  });

  it('keeps a cue that begins like a setting', () => {
    expect(brief('WEBVTT\n\n00:01.000 --> 00:02.000\nline: this is text\n')).toEqual(['1-2 line: this is text']);
  });

  it('hides nothing from the reader', () => {
    expect(brief('WEBVTT\n\n00:01.000 --> 00:02.000\nig\u200bnore\u202e \u{e0041}this\n')).toEqual(['1-2 ignore this']);
  });

  it('reads past hour 99 and sorts by start', () => {
    expect(brief('WEBVTT\n\n100:00:00.000 --> 100:00:01.000\nb\n\n00:00.000 --> 00:01.000\na\n')).toEqual(['0-1 a', '360000-360001 b']);
  });
});

describe('SRT', () => {
  it('survives counters, commas, carriage returns, fonts and overrides', () => {
    const text =
      '1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color="#fff">{\\an8}Hello</font>\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\n- Two\r\n- lines\r\n';
    expect(brief(text)).toEqual(['1-2.5 Hello', '3-4 - Two - lines']);
  });

  it('survives blank lines within cues and none between them', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\nA\n\nB\n2\n00:00:02,000 --> 00:00:03,000\nC\n\n\n3\n00:00:03,000 --> 00:00:04,000\nRoom 101\n101\n';
    expect(brief(text)).toEqual(['1-2 A B', '2-3 C', '3-4 Room 101 101']);
  });

  it('an end before the start is the start', () => {
    expect(brief('1\n00:00:05,000 --> 00:00:02,000\nA\n')).toEqual(['5-5 A']);
  });
});

describe('rolling captions', () => {
  const youtube = `WEBVTT
Kind: captions
Language: en

00:00:00.160 --> 00:00:01.990 align:start position:0%
 
hello<00:00:00.480><c> everyone</c>

00:00:01.990 --> 00:00:02.000 align:start position:0%
hello everyone
 

00:00:02.000 --> 00:00:04.190 align:start position:0%
hello everyone
and<00:00:02.300><c> welcome</c><00:00:02.600><c> back</c>

00:00:04.190 --> 00:00:04.200 align:start position:0%
and welcome back
 

00:00:04.200 --> 00:00:06.000 align:start position:0%
and welcome back
to<00:00:04.500><c> the</c><00:00:04.800><c> show</c>
`;
  it("say each line once, as YouTube's automatic ones do not", () => {
    expect(brief(youtube)).toEqual(['0.16-1.99 hello everyone', '2-4.19 and welcome back', '4.2-6 to the show']);
  });

  it('that grow word by word are read when grown', () => {
    const cue = (i: number, text: string): string => `00:0${i}.000 --> 00:0${i + 1}.000\n${text}\n`;
    const words = ['so', 'so this', 'so this is', 'so this is it', 'next', 'next one'];
    expect(brief(`WEBVTT\n\n${words.map((text, i) => cue(i, text)).join('\n')}`)).toEqual(['0-4 so this is it', '4-6 next one']);
  });

  it('are not seen where somebody repeats himself', () => {
    const lines = ['No.', 'No.', 'Why not?', 'Because.', 'I said so.', 'And then?', 'Nothing.'];
    const text = lines.map((line, i) => `${i + 1}\n00:00:0${i},000 --> 00:00:0${i + 1},000\n${line}\n`).join('\n');
    expect(captionSegments(text).map((segment) => segment.text)).toEqual(lines);
  });
});

/** Any code units, halves of characters included. */
const anyText = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units));

describe('whatever it is given', () => {
  it('other text has no captions', () => {
    for (const text of ['', 'Just words.', '<html>--></html>', 'a --> b', '\0\0']) expect(captionSegments(text)).toEqual([]);
  });

  it('stays linear: long lines, long blanks, many tags, many cues', () => {
    const cue = '1\n00:00:01,000 --> 00:00:02,000\n';
    for (const part of [' ', '\t ', '<', '<v ', '<b>', '{\\', '&', '>> ', '-->', 'a --> ', '\n', '00:00:01,000 --> 00:00:02,000\n']) {
      const text = cue + part.repeat(Math.ceil(500_000 / part.length));
      expect(Array.isArray(captionSegments(text))).toBe(true);
    }
  });

  it('never throws, and every segment has text and ordered times', () => {
    const piece = fc.oneof(
      anyText,
      fc.constantFrom('\n', '\n\n', '00:01.000 --> 00:02.000', '1', '<v A>', 'WEBVTT', '-->', '<c>', '&#x110000;'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const segment of captionSegments(pieces.join(''))) {
          expect(segment.text.trim()).not.toBe('');
          expect(segment.endSeconds).toBeGreaterThanOrEqual(segment.startSeconds ?? Number.NaN);
        }
      }),
    );
  });
});
