import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Analysis, Transcript } from '@/lib/core/runs/content';
import type { Embedder } from '../../embed/types';
import { AnswerCache, createMemoryStore } from '../cache';
import { createLlmClient, type LlmClientOptions } from '../client';
import { CHEAP, STRONG, testContext } from '../testing/context';
import { honestAnswer, honestReading, promptOf } from '../testing/reader';
import { type Script, type StandInLlm, startStandInLlm } from '../testing/stand-in';
import { createLlmAnalyzer, type LlmAnalyzeContext } from './analyzer';
import type { Reading } from './schema';

let server: StandInLlm;
beforeEach(async () => {
  server = await startStandInLlm(honestAnswer);
});
afterEach(() => server.close());

/** Words as directions: texts that share words are near. */
const embedder: Embedder = {
  model: 'words@1',
  dimension: 64,
  async embed(texts) {
    return texts.map((text) => {
      const vector = new Float32Array(64);
      for (const word of text.toLowerCase().match(/[a-z]{4,}/g) ?? []) {
        let hash = 7;
        for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
        vector[hash % 64]! += 1;
      }
      const length = Math.hypot(...vector) || 1;
      return vector.map((value) => value / length);
    });
  },
};

const SENTENCES = [
  'The ferry at Low Harbour carried 1,200 people a day before the bridge was built.',
  'Ada Wren measured the river for three winters and found that the ice never held.',
  'The council voted nine to four for a bridge of oak and iron in 1893.',
  'Tobias Marsh said that the toll would ruin every farmer on the northern bank.',
  'Ada Wren answered that farmers would save two hours on each journey to the market.',
  'The bridge was opened in October and closed again after the flood of 1901.',
];
/** `count` sentences that all differ; one segment each, ten seconds apart. */
function transcriptOf(count: number): Transcript {
  return {
    origin: 'captions',
    language: 'en',
    engine: 'published',
    segments: Array.from({ length: count }, (_, i) => ({
      startSeconds: i * 10,
      endSeconds: i * 10 + 10,
      text:
        i < SENTENCES.length
          ? SENTENCES[i]!
          : `In year ${1902 + i} the village counted ${i * 37 + 5} boats, ${i + 3} mills and ${i * 3} orchards by the river.`,
      confidence: null,
      speaker: null,
    })),
  };
}
const METADATA = {
  title: 'The bridge at Low Harbour',
  description: null,
  author: 'Ada Wren',
  siteName: null,
  publishedAt: null,
  durationSeconds: 60,
  viewCount: null,
  isLive: null,
  language: 'en',
  chapters: [],
  sourceHost: 'valley.example',
  pageUrl: 'https://valley.example/bridge',
};
const quoteOf = (i: number) => ({ quote: SENTENCES[i]!, segmentIndex: i, startSeconds: i * 10 });
const LOCAL: Analysis = {
  shortSummary: 'A local short summary.',
  summary: 'A local summary of the bridge.',
  keyPoints: [{ text: 'A local key point.', span: quoteOf(0) }],
  claims: [{ text: 'A local claim.', span: quoteOf(2), checkWorthiness: 0.9 }],
  perspectives: [],
  fallacies: [],
  entities: [{ name: 'Ada Wren', type: 'person', mentions: 2 }],
  relations: [],
  engine: 'local@1',
  usage: { apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 },
  verification: { quotesChecked: 2, quotesDropped: 0 },
};

async function analyze({
  count = 6,
  script,
  options = {},
  ...changes
}: Partial<LlmAnalyzeContext> & { count?: number; script?: Script; options?: Partial<LlmClientOptions> } = {}) {
  if (script) server.answerWith(script);
  const client = createLlmClient({
    baseUrl: server.baseUrl,
    apiKey: 'k',
    maxAttempts: 2,
    timeoutMs: 20_000,
    concurrency: 2,
    firstWaitSeconds: 0.001,
    ...options,
  });
  const context = testContext(changes);
  const input = { metadata: METADATA, transcript: transcriptOf(count), contentType: 'discussion' };
  const analysis = await createLlmAnalyzer({ client, embedder }).analyze(input, LOCAL, context);
  return { analysis, report: analysis.llm!, context };
}
const reading = (changes: Partial<Reading>): Script => {
  return (request) => {
    const material = promptOf(request).get('material');
    return material === undefined
      ? honestAnswer(request)
      : { kind: 'answer', text: JSON.stringify({ ...honestReading(material), ...changes }) };
  };
};
const LONG = { count: 420, strong: { ...STRONG, contextTokens: 8_000 } };

describe('an analysis by a model', () => {
  it('of a short item takes one request; every point is quoted with its second', async () => {
    const { analysis, report } = await analyze();
    expect(server.requests).toHaveLength(1);
    expect(report).toMatchObject({ result: 'model', reason: null, parts: { total: 1, byModel: 1 } });
    expect(analysis.engine).toBe('strong@analysis-1');
    expect(analysis.keyPoints.length).toBeGreaterThan(2);
    for (const { span } of [...analysis.keyPoints, ...analysis.claims, ...analysis.chapters!]) {
      const segment = transcriptOf(6).segments[span.segmentIndex]!;
      expect(segment.text).toContain(span.quote);
      expect(span.startSeconds).toBeGreaterThanOrEqual(segment.startSeconds!);
    }
    expect(analysis.usage.apiCalls).toBe(1);
    expect(analysis.usage.costUsdMicros).toBeGreaterThan(0);
  });

  it('of a long item reads it in parts that fit the context, cheaply, and merges them with the strong model', async () => {
    const { report } = await analyze({ ...LONG, cheap: { ...CHEAP, contextTokens: 8_000 } });
    expect(report.result).toBe('model');
    expect(report.parts.total).toBeGreaterThan(3);
    expect(report.steps.map(({ step, model }) => `${step} ${model}`).sort()).toEqual(['merge strong', 'read cheap']);
    expect(report.steps.find(({ step }) => step === 'read')!.apiCalls).toBe(report.parts.total);
  });

  it('drops and counts quotes that the transcript does not have, and finds those that differ in form only', async () => {
    const { analysis } = await analyze({
      script: reading({
        key_points: [
          { text: 'The council voted for a bridge of oak.', quote: 'the COUNCIL voted, nine to four, for a bridge' },
          { text: 'The council hid the bill for the bridge.', quote: 'the council hid the bill from everybody' },
          { text: 'The ferry carried people a day.', quote: '“The ferry at Low Harbour carried 1,200 people” a day' },
        ],
        claims: [],
        chapters: [],
      }),
    });
    expect(analysis.keyPoints.map(({ span }) => span.quote)).toEqual([
      'The ferry at Low Harbour carried 1,200 people a day',
      'The council voted nine to four for a bridge',
    ]);
    expect(analysis.verification).toEqual({ quotesChecked: 3, quotesDropped: 1 });
    // Told to find no claims, or blind: the local engine's stand.
    expect(analysis.claims).toEqual(LOCAL.claims);
  });

  it('groups positions, keeps fallacies by their bar and names, and entities that are there', async () => {
    const position = (stance: string, holder: string, i: number) => ({ topic: 'the bridge toll', stance, holder, quote: SENTENCES[i]! });
    const fallacy = (name: string, confidence: number) => ({
      name,
      quote: SENTENCES[3]!,
      cue: 'ruin every farmer',
      explanation: 'No step is shown.',
      confidence,
    });
    const { analysis } = await analyze({
      script: reading({
        positions: [
          position('The toll would ruin every farmer.', 'Tobias Marsh', 3),
          position('Farmers would save hours on the journey.', 'Nobody Known', 4),
        ],
        fallacies: [fallacy('Slippery slope', 0.6), fallacy('made_up', 0.9), fallacy('straw_man', 0.3)],
        entities: [
          { name: 'Ada Wren', type: 'person' },
          { name: 'Napoleon', type: 'person' },
        ],
      }),
    });
    expect(analysis.perspectives).toMatchObject([{ topic: 'the bridge toll', positions: [{ holder: 'Tobias Marsh' }, { holder: null }] }]);
    expect(analysis.fallacies).toMatchObject([{ name: 'slippery_slope', status: 'possible', cue: 'ruin every farmer' }]);
    expect(analysis.entities).toEqual([{ name: 'Ada Wren', type: 'person', mentions: 2 }]);
  });

  it('gets one repair round for an answer in the wrong form, and never a second', async () => {
    const bad = await analyze({ script: () => ({ kind: 'answer', text: '{"summary": 5}' }) });
    expect(server.requests).toHaveLength(2);
    expect(bad.report).toMatchObject({ result: 'local', reason: 'invalid_answer' });
    expect(bad.analysis).toMatchObject({ summary: LOCAL.summary, engine: 'local@1' });
    const mended = await analyze({
      script: (request, n) => (n === 2 ? { kind: 'answer', text: 'Sure! Here it is.' } : honestAnswer(promptRequest(request))),
    });
    expect(mended.report.result).toBe('model');
    expect(mended.analysis.usage.apiCalls).toBe(2);
  });

  it('understands JSON in fences, after thoughts and amid chatter', async () => {
    const { report } = await analyze({
      script: (request) => {
        const { text } = honestAnswer(request);
        return { kind: 'answer', text: `<think>{"summary": "no"} hm</think> Here you are:\n\`\`\`json\n${text}\n\`\`\`\nAnything else?` };
      },
    });
    expect(report.result).toBe('model');
    expect(server.requests).toHaveLength(1);
  });

  it('takes what is usable of a truncated or incomplete answer after the repair round', async () => {
    const { report, analysis } = await analyze({
      script: (request) => {
        const { summary, key_points } = honestReading(promptOf(request).get('material') ?? '');
        return { kind: 'answer', text: JSON.stringify({ summary, key_points: [...key_points, { text: 4 }], extra: true }) };
      },
    });
    expect(report.result).toBe('model');
    expect(analysis.keyPoints.length).toBeGreaterThan(0);
    expect(server.requests).toHaveLength(2);
  });
});

/** The same request without its repair round. */
const promptRequest = (request: Parameters<Script>[0]) => request;

describe('a model that fails', () => {
  it.each([
    [401, 'unauthorized'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [404, 'unknown_model'],
  ] as const)('with %i leaves the local result, and says why: %s', async (status, reason) => {
    const { analysis, report } = await analyze({ script: () => ({ kind: 'status', status, headers: { 'retry-after': '0' } }) });
    expect(report).toMatchObject({ result: 'local', reason, parts: { byModel: 0 } });
    expect(report.detail).toBeTruthy();
    expect(analysis).toMatchObject({ summary: LOCAL.summary, claims: LOCAL.claims, engine: 'local@1' });
    expect(analysis.usage.costUsdMicros).toBe(0);
  });

  it('on one part leaves that part to the local engine', async () => {
    const { report } = await analyze({
      ...LONG,
      script: (request) =>
        promptOf(request).get('material')?.includes('In year 1960') ? { kind: 'answer', text: '', refusal: 'no' } : honestAnswer(request),
    });
    expect(report).toMatchObject({ result: 'mixed', reason: 'refused' });
    expect(report.parts.byModel).toBe(report.parts.total - 1);
  });

  it('is not asked on once the endpoint itself has failed', async () => {
    const { report } = await analyze({
      ...LONG,
      options: { concurrency: 1 },
      script: (request, n) => (n === 0 ? honestAnswer(request) : { kind: 'status', status: 401 }),
    });
    expect(server.requests).toHaveLength(2);
    expect(report.result).toBe('local');
    expect(report.steps[0]!.apiCalls).toBe(2);
  });

  it('is not asked at all where the item is beyond the budget', async () => {
    const { report } = await analyze({ ...LONG, budget: { tokens: 5_000, costUsdMicros: null } });
    expect(server.requests).toHaveLength(0);
    expect(report).toMatchObject({ result: 'local', reason: 'over_budget' });
  });

  it('keeps to the budget whatever its answers make necessary', async () => {
    const { report, analysis } = await analyze({
      ...LONG,
      budget: { tokens: 60_000, costUsdMicros: null },
      script: () => ({ kind: 'answer', text: 'no', usage: { prompt_tokens: 9_000, completion_tokens: 3_000 } }),
    });
    expect(report.result).toBe('local');
    expect(analysis.usage.inputTokens + analysis.usage.outputTokens).toBeLessThanOrEqual(60_000 + 12_000);
  });
});

describe('what was paid for', () => {
  it('is not paid for again by a run that goes on after a kill', async () => {
    const context = testContext({ ...LONG });
    const killer = new AbortController();
    const first = analyze({
      ...LONG,
      parts: context.parts,
      ledger: context.ledger,
      signal: killer.signal,
      options: { concurrency: 1 },
      script: (request, n) => {
        if (n === 3) killer.abort();
        return honestAnswer(request);
      },
    });
    await expect(first).rejects.toMatchObject({ code: 'cancelled' });
    const paid = server.requests.length;
    const { report } = await analyze({ ...LONG, parts: context.parts, ledger: context.ledger, script: honestAnswer });
    // Three parts were done; the fourth was under way.
    expect(server.requests.length - paid).toBe(report.parts.total - 3 + 1);
    expect(report.steps.find(({ step }) => step === 'read')!.apiCalls).toBe(report.parts.total + 1);
  });

  it('comes from the cache for the same question, and never for another model', async () => {
    const cache = new AnswerCache({ store: createMemoryStore(), errorBound: 0.02 });
    const first = await analyze({ cache });
    const again = await analyze({ cache });
    expect(server.requests).toHaveLength(1);
    expect(again.report.cached.exact).toBe(1);
    expect(again.analysis.usage).toMatchObject({ apiCalls: 0, costUsdMicros: 0 });
    expect(again.analysis.summary).toBe(first.analysis.summary);
    await analyze({ cache, strong: { ...STRONG, name: 'other' } });
    expect(server.requests).toHaveLength(2);
  });
});
