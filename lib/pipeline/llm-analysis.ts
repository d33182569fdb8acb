import { type LlmSettings, modelSettings } from '@/lib/config/llm-settings';
import type { LlmPolicy } from '@/lib/core/gates/effective-config';
import type { Analysis } from '@/lib/core/runs/content';
import type { LlmReport } from '@/lib/core/runs/llm-report';
import { findArtifacts, saveArtifact } from '@/lib/data/artifacts';
import { database } from '@/lib/data/client';
import { llmCacheStore } from '@/lib/data/llm-cache';
import { addLlmCall, llmTotals } from '@/lib/data/llm-calls';
import { readLlmSettings } from '@/lib/data/llm-settings';
import type { AnalyzeInput } from '@/lib/engines/analyze/types';
import { AnswerCache } from '@/lib/engines/llm/cache';
import type { LlmModel } from '@/lib/engines/llm/types';
import type { StageContext } from './outcome';

/**
 * analyzeWithModel makes a run's analysis by the language model of its configuration; `local` is the local engine's of the same item, and what is
 * returned where the model fails, with the reason. Rejects with the signal's reason, and where the database does not answer.
 */
export async function analyzeWithModel(
  { run, engines, signal }: StageContext,
  policy: LlmPolicy,
  input: AnalyzeInput,
  local: Analysis,
  onProgress: (share: number, doing: string) => void,
): Promise<Analysis> {
  if (!engines.llm) return { ...local, llm: notConfigured(policy) };
  const settings = await readLlmSettings();
  // An audit asks what the run that it audits would have said: at its depth, for its money.
  const depth = run.depth === 'full' && run.kind !== 'audit' ? 'full' : 'auto';
  const cheap = depth === 'full' ? null : policy.cheapModel;
  const cache = () => new AnswerCache({ store: llmCacheStore(settings.cache.max_age_days), errorBound: policy.errorBound });
  return engines.llm.analyzer(settings).analyze(input, local, {
    strong: modelOf(settings, policy.model),
    cheap: cheap === null ? null : modelOf(settings, cheap),
    budget: policy.budgets[depth],
    promptCompression: policy.promptCompression,
    similarAnswers: policy.semanticCache,
    cache: policy.semanticCache ? cache() : null,
    parts: {
      async find() {
        const stored = await findArtifacts(database(), run.id, 'llm_part');
        return new Map(stored.map(({ data }) => [data.key, data.reading]));
      },
      save: (unit, key, reading) =>
        saveArtifact(database(), { scopeRunId: run.id, kind: 'llm_part', unit, engine: key.slice(0, 16) }, { key, reading }),
    },
    ledger: {
      add: (call) => addLlmCall(run.id, 'analyze', call),
      totals: () => llmTotals(database(), run.id),
    },
    onProgress,
    signal,
  });
}

function modelOf(settings: LlmSettings, name: string): LlmModel {
  const model = modelSettings(settings, name);
  return {
    name,
    contextTokens: model.context_tokens,
    maxOutputTokens: model.max_output_tokens,
    inputUsdPerMillion: model.input_usd_per_million,
    outputUsdPerMillion: model.output_usd_per_million,
  };
}

function notConfigured({ model }: LlmPolicy): LlmReport {
  return {
    result: 'local',
    reason: 'unauthorized',
    detail: `this worker has no key and address for ${model}`,
    parts: { total: 0, byModel: 0 },
    steps: [],
    tokensEstimated: false,
    cached: { exact: 0, similar: 0, savedUsdMicros: 0 },
    compression: null,
    withheld: [],
    scrubbed: [],
  };
}
