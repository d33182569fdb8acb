import { describe, expect, it } from 'vitest';
import { htmlTranscript, jsonTranscript, textTranscript } from './podcast';

const brief = (segments: ReturnType<typeof textTranscript>): string[] =>
  segments.map((s) => `${s.startSeconds}-${s.endSeconds} ${s.speaker ?? '?'}: ${s.text}`);

describe('jsonTranscript', () => {
  it('reads Podcasting 2.0, and what Whisper writes', () => {
    expect(
      brief(
        jsonTranscript(
          '{"version":"1.0.0","segments":[{"speaker":"Ann:","startTime":0.5,"endTime":"1.5","body":"Hello there everybody."},{"startTime":"00:02","endTime":1,"body":"\\u202eHi to all of you."}]}',
        ),
      ),
    ).toEqual(['0.5-1.5 Ann: Hello there everybody.', '2-2 ?: Hi to all of you.']);
    expect(brief(jsonTranscript('[{"start":0,"end":2,"text":" Hello there everybody. "}]'))).toEqual(['0-2 ?: Hello there everybody.']);
  });

  it('joins words to phrases, parted by speakers and sentences', () => {
    const words = ['So', 'this', 'is', 'it.', 'Next', 'one'].map((body, i) => ({
      startTime: i,
      endTime: i + 1,
      speaker: i < 5 ? 'A' : 'B',
      body,
    }));
    expect(brief(jsonTranscript(JSON.stringify({ segments: words })))).toEqual(['0-4 A: So this is it.', '4-5 A: Next', '5-6 B: one']);
  });

  it.each(['', 'null', '5', '{}', '{"segments":{}}', '{"segments":[null,5,{"body":5},{"body":""},[]]}'])('finds nothing in %s', (text) => {
    expect(jsonTranscript(text)).toEqual([]);
  });
});

describe('htmlTranscript', () => {
  it('reads speakers and times', () => {
    const html =
      '<p></p><cite>Ann Lee:</cite>\n<time>0:05</time>\n<p>Hello &amp; <b>welcome</b>.</p>\n<p>Go on.</p><cite>Bob:</cite><time>1:00:00</time><p>Thanks.</p>';
    expect(brief(htmlTranscript(html))).toEqual(['5-5 Ann Lee: Hello & welcome.', '5-3600 Ann Lee: Go on.', '3600-null Bob: Thanks.']);
  });

  it('is text where there are none', () => {
    expect(brief(htmlTranscript('<div>One</div><div>Two</div>'))).toEqual(['null-null ?: One', 'null-null ?: Two']);
  });
});

describe('textTranscript', () => {
  it.each([
    ['on lines of their own', 'Ann Lee  0:05\nHello\nthere.\n\nBob (00:01:02):\nHi.\n'],
    ['in front of what is said', 'Ann Lee [00:05] Hello there.\nBob 1:02 Hi.'],
  ])('reads speakers and times %s', (_, text) => {
    expect(brief(textTranscript(text))).toEqual(['5-62 Ann Lee: Hello there.', '62-null Bob: Hi.']);
  });

  it('takes a time that somebody speaks of for text', () => {
    expect(brief(textTranscript('We meet at\n5:30\nand talk.'))).toEqual([
      'null-null ?: We meet at',
      'null-null ?: 5:30',
      'null-null ?: and talk.',
    ]);
  });

  it('stays linear', () => {
    for (const part of ['a ', '0:05 ', '[', '0:05\n', 'a 0:05 ']) {
      expect(Array.isArray(textTranscript(part.repeat(Math.ceil(200_000 / part.length))))).toBe(true);
      expect(Array.isArray(htmlTranscript(`<p>${part}`.repeat(10_000)))).toBe(true);
    }
  });
});
