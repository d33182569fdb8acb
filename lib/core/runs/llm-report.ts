/** What a language model did for an analysis, what it cost, and why it is not (wholly) what is shown. Plain values, stored with the analysis. */

/**
 * Why a request to a language model gave nothing. The first group speaks of the endpoint: no further request is made. The second speaks of one
 * answer: only that part of the item is done without the model.
 */
export const LLM_FAILURES = [
  'unauthorized',
  'unreachable',
  'rate_limited',
  'server_error',
  'timeout',
  'bad_request',
  'unknown_model',
  'over_budget',
  'refused',
  'filtered',
  'cut_off',
  'invalid_answer',
  'leaked',
  'off_topic',
] as const;
export type LlmFailureReason = (typeof LLM_FAILURES)[number];

/** How a request was answered. `broken`: the connection ended in the middle of an answer, which is paid for all the same. */
export type LlmCallOutcome = 'answered' | 'failed' | 'broken' | 'cached_exact' | 'cached_similar';

/** What one step (reading the parts, merging them) took. */
export interface LlmStepUse {
  step: string;
  model: string;
  /** Requests that were sent. */
  apiCalls: number;
  inputTokens: number;
  outputTokens: number;
  /** Micros (millionths) of a US dollar; null = some of it has no known price. */
  costUsdMicros: number | null;
}

export interface Counted {
  reason: string;
  count: number;
}

export interface LlmReport {
  /** Whose result is shown: the model's, the local engine's, or the model's with some parts by the local engine. */
  result: 'model' | 'mixed' | 'local';
  /** Why it is not all the model's; null where it is. */
  reason: LlmFailureReason | null;
  /** The same in one sentence. */
  detail: string | null;
  /** Stretches that the item was read in. */
  parts: { total: number; byModel: number };
  steps: LlmStepUse[];
  /** Whether tokens had to be counted here because the endpoint did not say. */
  tokensEstimated: boolean;
  /** Answers that were taken from the cache, and what they would have cost; null = no known price. */
  cached: { exact: number; similar: number; savedUsdMicros: number | null };
  /** What prompt compression did; null where it was off or would not have paid. `salienceKept` in [0, 1]. */
  compression: { tokensBefore: number; tokensAfter: number; salienceKept: number } | null;
  /** Sentences that the model was not shown, because they read like orders to a machine. */
  withheld: Counted[];
  /** What was taken out of the model's answers. */
  scrubbed: Counted[];
}
