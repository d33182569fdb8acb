import { beforeAll, describe, expect, it } from 'vitest';
import type { ContentMetadata, Segment, Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../embed/types';
import { createLocalAnalyzer } from './analyzer';

const DIMENSION = 32;

/** Deterministic stand-in: a text's vector counts its words by their hash, so that texts with the same words are close. */
const embedder: Embedder = {
  model: 'hash@1',
  dimension: DIMENSION,
  embed: async (texts) =>
    texts.map((text) => {
      const vector = new Float32Array(DIMENSION);
      for (const word of text.toLowerCase().split(/\W+/)) {
        let hash = 7;
        for (let i = 0; i < word.length; i++) hash = (hash * 31 + word.charCodeAt(i)) >>> 0;
        vector[hash % DIMENSION]! += 1;
      }
      const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0)) || 1;
      return vector.map((x) => x / length);
    }),
};

const metadata: ContentMetadata = {
  title: 'The bridge',
  description: null,
  author: null,
  siteName: null,
  publishedAt: null,
  durationSeconds: null,
  viewCount: null,
  isLive: null,
  language: 'en',
  chapters: [],
  sourceHost: 'sample',
  pageUrl: 'https://example.test/item',
};

const speech = (texts: string[], language: string | null = 'en'): Transcript => ({
  origin: 'captions',
  language,
  engine: 'published',
  segments: texts.map((text, i): Segment => ({ startSeconds: i * 10, endSeconds: i * 10 + 10, text, confidence: null, speaker: null })),
});

const analyze = (transcript: Transcript, signal = new AbortController().signal, onProgress: (share: number) => void = () => {}) =>
  createLocalAnalyzer({ embedder }).analyze({ metadata, transcript, contentType: 'news' }, onProgress, signal);

const NEWS = [
  'Good evening and welcome back. Thank you so much for watching tonight.',
  'The council of Elmford approved a new bridge on Tuesday. The bridge will cost $12 million and replace a ferry from 1962.',
  'Mary Holt criticised Peter Quill over the price. Unemployment in Elmford rose to 7.5 percent in March 2021 because of the closed mill.',
  'What do you think about it? I feel that it is lovely to see the river again.',
  'Mary Holt is the mayor of Elmford. She was elected in 2018, and the budget has grown by 30 percent since then.',
  'The ferry carried 40,000 passengers last year, fewer than in any year since the war. Engineers found cracks in both landing stages.',
];

/** The tagger and the lexicon load with their first use: seconds on a busy machine. */
beforeAll(async () => {
  await analyze(speech(NEWS));
}, 60_000);

describe('the full analysis of a news item', () => {
  it('claims what can be checked, and neither questions, greetings nor feelings', async () => {
    const { claims } = await analyze(speech(NEWS));
    const told = claims.map(({ text }) => text).join(' ');
    expect(told).toContain('7.5 percent');
    expect(told).toContain('40,000 passengers');
    expect(told).not.toMatch(/welcome|think|lovely|\?/);
    for (const { checkWorthiness } of claims) expect(checkWorthiness).toBeGreaterThanOrEqual(0.5);
  });

  it('quotes only what the named segment says, at a time inside it', async () => {
    const transcript = speech(NEWS);
    const { claims, keyPoints, relations, verification } = await analyze(transcript);
    const spans = [...claims, ...keyPoints, ...relations].map(({ span }) => span);
    expect(spans.length).toBeGreaterThan(4);
    for (const { quote, segmentIndex, startSeconds } of spans) {
      const segment = transcript.segments[segmentIndex]!;
      expect(segment.text).toContain(quote);
      expect(startSeconds).toBeGreaterThanOrEqual(segment.startSeconds!);
      expect(startSeconds).toBeLessThan(segment.endSeconds!);
    }
    expect(verification.quotesDropped).toBe(0);
    expect(verification.quotesChecked).toBeGreaterThanOrEqual(spans.length);
  });

  it('types and counts entities, most mentioned first, a short form with its full name', async () => {
    const { entities } = await analyze(speech([...NEWS, 'Holt said that the vote was fair.']));
    expect(entities).toContainEqual({ name: 'Mary Holt', type: 'person', mentions: 3 });
    expect(entities).toContainEqual({ name: '$12 million', type: 'money', mentions: 1 });
    const mentions = entities.map((entity) => entity.mentions);
    expect(mentions).toEqual([...mentions].sort((a, b) => b - a));
  });

  it('relates names only by what stands between them', async () => {
    const { relations } = await analyze(speech(NEWS));
    expect(relations).toContainEqual(expect.objectContaining({ subject: 'Mary Holt', predicate: 'is the mayor of', object: 'Elmford' }));
  });

  it('relates nobody to the first word of what they say', async () => {
    const { relations } = await analyze(speech([...NEWS, 'Mary Holt says Peter Quill is wrong. Mary Holt said Elmford would wait.']));
    expect(relations.map(({ predicate }) => predicate).filter((predicate) => /^sa/.test(predicate))).toEqual([]);
  });

  it('costs nothing', async () => {
    expect((await analyze(speech(NEWS))).usage).toEqual({ apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 });
  });

  it('tells its progress, never backwards', async () => {
    const shares: number[] = [];
    await analyze(speech(NEWS), undefined, (share) => shares.push(share));
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
  });

  it('stops with the reason of an aborted signal', async () => {
    await expect(analyze(speech(NEWS), AbortSignal.abort(new Error('cancelled')))).rejects.toThrow('cancelled');
  });
});

describe('figures', () => {
  it('are never a part of a longer spoken figure', async () => {
    const { entities } = await analyze(speech(['The barrier would cost one point four billion pounds in all.']));
    expect(entities.map(({ name }) => name)).not.toContain('four billion pounds');
  });
});

describe('an analysis of anything else', () => {
  it('is empty for an empty transcript', async () => {
    expect(await analyze(speech([]))).toMatchObject({
      shortSummary: '',
      summary: '',
      keyPoints: [],
      claims: [],
      perspectives: [],
      fallacies: [],
      entities: [],
      relations: [],
      verification: { quotesChecked: 0, quotesDropped: 0 },
    });
  });

  it.each([
    ['one word', ['Hello']],
    ['blank segments', ['', '  ', '']],
    ['no punctuation', [Array.from({ length: 400 }, (_, i) => (i % 9 ? 'so the river keeps rising' : 'because')).join(' ')]],
    ['no spaces', ['a'.repeat(60_000)]],
    ['control characters and lone surrogates', ['\u0000\uD800 \uFFFF\u202E.', '<script>alert(1)</script> {{7*7}} $& \\1 (((((']],
    ['names of object members', ['constructor __proto__ toString hasOwnProperty valueOf.', 'Constructor met Prototype in ToString.']],
    ['nothing but capitals', ['THE COUNCIL SPENT 40 MILLION DOLLARS. THE MAYOR RESIGNED.']],
    ['nothing but marks', ['?!?!... ((())) [Music] ♪♪']],
  ])('never throws: %s', async (_, texts) => {
    const transcript = speech(texts);
    const { verification, claims } = await analyze(transcript);
    expect(verification.quotesDropped).toBe(0);
    for (const { span } of claims) expect(transcript.segments.map(({ text }) => text).join(' ')).toContain(span.quote);
  });

  it('makes no claims from filler', async () => {
    const filler = ['Hey guys, welcome back. Do not forget to subscribe. How are you today? See you next time. Bye.'];
    expect((await analyze(speech(filler))).claims).toEqual([]);
  });

  it('reads no claims or relations into a language that it does not know', async () => {
    const { claims, relations } = await analyze(
      speech(['Der Hafen kostete 40 Millionen Euro. Anna Weber traf Karl Braun in Bremen.'], 'de'),
    );
    expect([claims, relations]).toEqual([[], []]);
  });
});
