/** The ledger of what runs asked language models, and what they took from the cache instead. */
import type { LlmCallOutcome, LlmReport, LlmStepUse } from '@/lib/core/runs/llm-report';
import type { Stage } from '@/lib/core/runs/states';
import { database, type Tx } from './client';

export interface NewLlmCall {
  step: string;
  unit: number;
  model: string;
  outcome: LlmCallOutcome;
  status: number | null;
  inputTokens: number;
  outputTokens: number;
  estimated: boolean;
  costUsdMicros: number | null;
  durationMs: number;
}

/** addLlmCall writes a call down at once, outside of any stage's transaction: what was paid for was paid for. */
export async function addLlmCall(runId: string, stage: Stage, { costUsdMicros, ...call }: NewLlmCall): Promise<void> {
  await database().llmCall.create({ data: { runId, stage, ...call, costUsdMicros: bigintOf(costUsdMicros) } });
}

const bigintOf = (micros: number | null) => (micros === null ? null : BigInt(micros));

export interface LlmTotals {
  /** Calls that were sent, by step and model. */
  steps: LlmStepUse[];
  estimated: boolean;
  cached: LlmReport['cached'];
}

interface Row {
  step: string;
  model: string;
  outcome: LlmCallOutcome;
  count: number;
  inputTokens: number;
  outputTokens: number;
  costUsdMicros: number | null;
  estimated: boolean;
}

/** llmTotals sums a run's calls. A cost is null where one of its calls has no known price. */
export async function llmTotals(tx: Tx, runId: string): Promise<LlmTotals> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT step, model, outcome, count(*)::int AS count, sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens",
      CASE WHEN bool_and(cost_usd_micros IS NOT NULL) THEN sum(cost_usd_micros)::float8 END AS "costUsdMicros", bool_or(estimated) AS estimated
    FROM llm_call WHERE run_id = ${runId}::uuid GROUP BY step, model, outcome ORDER BY step DESC, model, outcome`;
  const steps = new Map<string, LlmStepUse>();
  const cached: LlmReport['cached'] = { exact: 0, similar: 0, savedUsdMicros: 0 };
  let estimated = false;
  for (const row of rows) {
    if (row.outcome === 'cached_exact' || row.outcome === 'cached_similar') {
      cached[row.outcome === 'cached_exact' ? 'exact' : 'similar'] += row.count;
      cached.savedUsdMicros = sum(cached.savedUsdMicros, row.costUsdMicros);
      continue;
    }
    estimated ||= row.estimated;
    const { step, model } = row;
    const before = steps.get(`${step} ${model}`) ?? { step, model, apiCalls: 0, inputTokens: 0, outputTokens: 0, costUsdMicros: 0 };
    steps.set(`${step} ${model}`, {
      step,
      model,
      apiCalls: before.apiCalls + row.count,
      inputTokens: before.inputTokens + row.inputTokens,
      outputTokens: before.outputTokens + row.outputTokens,
      costUsdMicros: sum(before.costUsdMicros, row.costUsdMicros),
    });
  }
  return { steps: [...steps.values()], estimated, cached };
}

const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);

export interface LlmRunCost {
  apiCalls: number;
  /** null = some of it has no known price. */
  costUsdMicros: number | null;
  cachedAnswers: number;
  cachedUsdMicros: number | null;
}

/** llmRunCost is llmTotals in four numbers, for the record of a run that ends. */
export async function llmRunCost(tx: Tx, runId: string): Promise<LlmRunCost> {
  const { steps, cached } = await llmTotals(tx, runId);
  return {
    apiCalls: steps.reduce((total, { apiCalls }) => total + apiCalls, 0),
    costUsdMicros: steps.reduce<number | null>((total, { costUsdMicros }) => sum(total, costUsdMicros), 0),
    cachedAnswers: cached.exact + cached.similar,
    cachedUsdMicros: cached.savedUsdMicros,
  };
}
