import { describe, expect, it } from 'vitest';
import type { QuickResult, Transcript } from '@/lib/core/runs/content';
import { createHashEmbedder } from '../text/testing/hash-embedder';
import { BULLETIN, LECTURE, transcriptOf } from '../text/testing/texts';
import { createSummarizer } from './summarizer';

const summarize = (transcript: Transcript, title: string | null = null, signal?: AbortSignal) =>
  createSummarizer({ embedder: createHashEmbedder() }).summarize({ metadata: { title, description: null }, transcript }, signal);

/** Every quote is in the transcript, starts in the segment that it names, and at a time inside it. */
function expectVerbatim(result: QuickResult, transcript: Transcript) {
  const all = transcript.segments.map(({ text }) => text).join(' ');
  for (const { span } of result.keyPoints) {
    expect(all).toContain(span.quote);
    const segment = transcript.segments[span.segmentIndex]!;
    const fromThere = transcript.segments
      .slice(span.segmentIndex)
      .map(({ text }) => text)
      .join(' ');
    expect(fromThere.indexOf(span.quote)).toBeGreaterThanOrEqual(0);
    expect(fromThere.indexOf(span.quote)).toBeLessThan(segment.text.length);
    if (segment.startSeconds === null) expect(span.startSeconds).toBeNull();
    else expect(span.startSeconds).toBeGreaterThanOrEqual(segment.startSeconds);
  }
}

describe('the quick result', () => {
  it('is made of verbatim sentences, in the order and at the times at which they are said', async () => {
    const transcript = transcriptOf(LECTURE);
    const result = await summarize(transcript);
    expectVerbatim(result, transcript);
    const times = result.keyPoints.map(({ span }) => span.startSeconds!);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(result.keyPoints.length).toBeGreaterThanOrEqual(3);
    const source = LECTURE.join(' ');
    for (const sentence of result.summary.split(/(?<=\.) /)) expect(source).toContain(sentence);
  });

  it('names what the item is about, in its own words, nothing twice', async () => {
    const { topics } = await summarize(transcriptOf([...LECTURE, ...BULLETIN]));
    expect(topics!.length).toBeGreaterThanOrEqual(5);
    expect(new Set(topics!.map((topic) => topic.toLowerCase())).size).toBe(topics!.length);
    const source = [...LECTURE, ...BULLETIN].join(' ').toLowerCase();
    for (const topic of topics!) expect(source).toContain(topic.toLowerCase());
  });

  it('says something of each part of an item', async () => {
    const { summary, keyPoints } = await summarize(transcriptOf([...LECTURE, ...BULLETIN]));
    const text = [summary, ...keyPoints.map((point) => point.text)].join(' ');
    for (const topic of [/moraine|flood|lake/, /farmer|barley|harvest/, /inflation|interest rates|mortgages/i]) {
      expect(text).toMatch(topic);
    }
  });

  it('takes no greetings, thanks or calls to subscribe while there is anything else', async () => {
    const patter = [
      'Hello everybody and welcome back to the show, it is so good to have you here with us today.',
      'Please do not forget to subscribe to the channel and hit the like button before we begin.',
      'Thank you so much for watching and see you in the next video, have a great week everyone.',
    ];
    const { summary, keyPoints } = await summarize(transcriptOf([...patter.slice(0, 2), ...LECTURE, patter[2]!]));
    expect([summary, ...keyPoints.map(({ text }) => text)].join(' ')).not.toMatch(/welcome|subscribe|watching/i);
  });

  it('grows with the item, and stays readable', async () => {
    const vocabulary = [...new Set([...LECTURE, ...BULLETIN].join(' ').match(/[a-z]{5,}/g))];
    const word = (i: number) => vocabulary[(i * i * 31 + i * 17) % vocabulary.length]!;
    const sentences = Array.from(
      { length: 600 },
      (_, i) => `The ${word(i)} of ${word(i + 1)} changed ${word(2 * i)} and ${word(3 * i)} near ${word(i + 7)}.`,
    );
    const short = await summarize(transcriptOf(LECTURE));
    const long = await summarize(transcriptOf(sentences));
    expect(long.keyPoints.length).toBeGreaterThan(short.keyPoints.length);
    expect(long.keyPoints.length).toBeLessThanOrEqual(24);
    expect(long.summary.split(' ').length).toBeLessThan(260);
  });

  it('of a few words is those words', async () => {
    const transcript = transcriptOf(['The council approved the budget.', 'It was close.']);
    const result = await summarize(transcript);
    expect(result.summary).toBe('The council approved the budget. It was close.');
    expectVerbatim(result, transcript);
  });

  it('is made of speech without any punctuation too', async () => {
    const words = LECTURE.join(' ').toLowerCase().replace(/[.,]/g, '').split(' ');
    const lines = Array.from({ length: Math.ceil(words.length / 8) }, (_, i) => words.slice(8 * i, 8 * i + 8).join(' '));
    const transcript = transcriptOf(lines, { origin: 'auto_captions' });
    const result = await summarize(transcript);
    expectVerbatim(result, transcript);
    expect(result.keyPoints.length).toBeGreaterThanOrEqual(3);
    expect(result.summary.split(' ').length).toBeLessThan(words.length / 2);
  });

  it('of an article keeps to its paragraphs and has no times', async () => {
    const transcript = transcriptOf(
      ['A headline without a stop', ...LECTURE],
      { origin: 'article' },
      { startSeconds: null, endSeconds: null },
    );
    const result = await summarize(transcript, 'Glacier floods');
    expectVerbatim(result, transcript);
    for (const { span } of result.keyPoints) expect(transcript.segments[span.segmentIndex]!.text).toContain(span.quote);
  });

  it.each([
    ['nothing', []],
    ['empty segments', ['', ' ', '\n']],
    ['one word', ['Yes']],
    ['sounds alone', ['[Music]', '♪♪♪', '(Applause)']],
    ['markup', ['<script>alert("x")</script> <b>The dam</b> was built in 1931 & holds two lakes.', '<!-- no -->']],
    ['emoji and right-to-left text', ['😀🎉 שלום לכולם, ברוכים הבאים. 😀', 'مرحبا بالعالم. هذا نص قصير.']],
    ['no spaces at all', ['x'.repeat(20_000)]],
    ['ideographs', ['水坝建于1931年。它拦住了两个湖。农民依靠融水种植土豆。']],
  ])('survives %s', async (_, texts) => {
    const transcript = transcriptOf(texts as string[]);
    expectVerbatim(await summarize(transcript), transcript);
  });

  it('of a recording that loops is not the loop over and over, and embeds no more than for any other item', async () => {
    const embedder = createHashEmbedder();
    const loop = 'The lake above the village empties within an hour when the moraine breaks and floods the valley below.';
    const transcript = transcriptOf(Array.from({ length: 2_000 }, () => loop));
    const result = await createSummarizer({ embedder }).summarize({ metadata: { title: null, description: null }, transcript });
    expect(result.summary).toBe(loop);
    expect(embedder.embedded).toBeLessThanOrEqual(65);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(summarize(transcriptOf(LECTURE), null, signal)).rejects.toThrow('enough');
  });

  it('is the same for the same item', async () => {
    expect(await summarize(transcriptOf(LECTURE))).toEqual(await summarize(transcriptOf(LECTURE)));
  });
});
