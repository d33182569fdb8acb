import { describe, expect, it } from 'vitest';
import { LLM_FAILURES, type LlmReport } from '@/lib/core/runs/llm-report';
import { costWords, modelFacts, modelVerdict } from './model-words';

const REPORT: LlmReport = {
  result: 'model',
  reason: null,
  detail: null,
  parts: { total: 4, byModel: 4 },
  steps: [],
  tokensEstimated: false,
  cached: { exact: 0, similar: 0, savedUsdMicros: 0 },
  compression: null,
  withheld: [],
  scrubbed: [],
};
const USAGE = { apiCalls: 5, inputTokens: 12_000, outputTokens: 900, costUsdMicros: 4_200 };

describe('what a model did', () => {
  it('is said in one sentence, with the reason where it is not its result', () => {
    expect(modelVerdict(REPORT)).toBe('The language model made this result.');
    expect(modelVerdict({ ...REPORT, result: 'local', reason: 'over_budget', detail: 'the item may need 9 tokens' })).toBe(
      'The local engine made this result: the budget of a run does not allow it (the item may need 9 tokens).',
    );
    expect(modelVerdict({ ...REPORT, result: 'mixed', reason: 'refused', parts: { total: 4, byModel: 3 } })).toBe(
      'The language model made this result, but for 1 part of 4: the model declined to answer. There the local engine stands in.',
    );
    for (const reason of LLM_FAILURES) expect(modelVerdict({ ...REPORT, result: 'local', reason })).not.toContain('undefined');
  });

  it('costs what it costs: unknown is not nothing, little is not nothing', () => {
    expect([null, 0, 12, 4_200, 1_200_000].map(costWords)).toEqual(['unknown (no price is set)', '$0', '< $0.0001', '$0.0042', '$1.20']);
  });

  it('is listed without what did not happen', () => {
    expect(modelFacts(USAGE, REPORT)).toEqual([
      ['API calls', '5'],
      ['Tokens in', '12,000'],
      ['Tokens out', '900'],
      ['Cost', '$0.0042'],
      ['Parts read by the model', '4 of 4'],
    ]);
    const all = {
      ...REPORT,
      tokensEstimated: true,
      cached: { exact: 1, similar: 2, savedUsdMicros: null },
      withheld: [{ reason: 'override', count: 2 }],
    };
    expect(
      modelFacts(USAGE, {
        ...all,
        compression: { tokensBefore: 100, tokensAfter: 75, salienceKept: 0.95 },
        scrubbed: [{ reason: 'answer_links', count: 3 }],
      }),
    ).toEqual(
      expect.arrayContaining([
        ['Tokens in', '12,000 (estimated)'],
        ['Answers from the cache', '1 to the same question, 2 to a similar one; saved unknown (no price is set)'],
        ['Prompt compression', '25 % fewer tokens, 95 % of what the text tells'],
        ['Sentences withheld from the model', '2, which read like orders to a machine'],
        ['Taken out', 'answer links 3'],
      ]),
    );
  });
});
