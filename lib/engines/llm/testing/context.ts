/** For tests and measurements: what an analysis needs besides the endpoint, kept in this process. */
import type { LlmReport, LlmStepUse } from '@/lib/core/runs/llm-report';
import type { LlmAnalyzeContext, PartStore, RunLedger } from '../analysis/analyzer';
import type { LlmCall, LlmModel } from '../types';

export const STRONG: LlmModel = {
  name: 'strong',
  contextTokens: 32_000,
  maxOutputTokens: 4_000,
  inputUsdPerMillion: 2,
  outputUsdPerMillion: 8,
};
export const CHEAP: LlmModel = { ...STRONG, name: 'cheap', inputUsdPerMillion: 0.2, outputUsdPerMillion: 0.8 };

const EMPTY: LlmReport['cached'] = { exact: 0, similar: 0, savedUsdMicros: 0 };

export function memoryLedger(): RunLedger & { calls: LlmCall[] } {
  const calls: LlmCall[] = [];
  return {
    calls,
    async add(call) {
      calls.push(call);
    },
    async totals() {
      const sent = calls.filter(({ outcome }) => !outcome.startsWith('cached'));
      const steps = new Map<string, LlmStepUse>();
      for (const { step, model, inputTokens, outputTokens, costUsdMicros } of sent) {
        const sum = steps.get(`${step} ${model}`) ?? { step, model, apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 };
        steps.set(`${step} ${model}`, {
          ...sum,
          apiCalls: sum.apiCalls + 1,
          inputTokens: sum.inputTokens + inputTokens,
          outputTokens: sum.outputTokens + outputTokens,
          costUsdMicros: sum.costUsdMicros === null || costUsdMicros === null ? null : sum.costUsdMicros + costUsdMicros,
        });
      }
      const of = (outcome: string) => calls.filter((call) => call.outcome === outcome).length;
      return {
        steps: [...steps.values()],
        estimated: sent.some(({ estimated }) => estimated),
        cached: { ...EMPTY, exact: of('cached_exact'), similar: of('cached_similar') },
      };
    },
  };
}

export function memoryParts(): PartStore & { saved: Map<string, unknown> } {
  const saved = new Map<string, unknown>();
  return {
    saved,
    find: async () => new Map(saved),
    async save(_, key, reading) {
      saved.set(key, reading);
    },
  };
}

export function testContext(changes: Partial<LlmAnalyzeContext> = {}): LlmAnalyzeContext & { ledger: ReturnType<typeof memoryLedger> } {
  return {
    strong: STRONG,
    cheap: null,
    budget: { tokens: null, costUsdMicros: null },
    promptCompression: false,
    similarAnswers: false,
    cache: null,
    parts: memoryParts(),
    onProgress: () => {},
    signal: new AbortController().signal,
    ...changes,
    ledger: (changes.ledger as ReturnType<typeof memoryLedger>) ?? memoryLedger(),
  };
}
