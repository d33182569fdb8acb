import type { LlmCallOutcome } from '@/lib/core/runs/llm-report';

/** What is known of a model. Prices are US dollars for a million tokens, which are as many micros for one; null = not known, never zero. */
export interface LlmModel {
  name: string;
  /** Tokens of prompt and answer together. */
  contextTokens: number;
  maxOutputTokens: number;
  inputUsdPerMillion: number | null;
  outputUsdPerMillion: number | null;
}

export interface LlmEndpoint {
  /** No other origin is ever asked. */
  baseUrl: string;
  apiKey: string;
}

export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

export interface ChatRequest {
  model: LlmModel;
  messages: ChatMessage[];
  maxOutputTokens: number;
  /** JSON schema of the answer; null = any text. */
  schema: { name: string; json: Record<string, unknown> } | null;
}

export interface TokenUse {
  inputTokens: number;
  outputTokens: number;
  /** Micros of a US dollar; null = no known price. */
  costUsdMicros: number | null;
  /** The endpoint did not say how many tokens it took: they were counted here. */
  estimated: boolean;
}

export interface ChatAnswer {
  text: string;
  /** `length`: the model had more to say than it was allowed. */
  finish: 'stop' | 'length';
  use: TokenUse;
}

/** One line of the ledger: a request that was sent, or an answer that was taken from the cache. */
export interface LlmCall extends TokenUse {
  step: string;
  /** Part of the item, from 0. */
  unit: number;
  model: string;
  outcome: LlmCallOutcome;
  /** HTTP status; null where there was none. */
  status: number | null;
  durationMs: number;
}

/** Where calls are written down as they end, so that a kill loses at most the one under way. Must not throw. */
export interface LlmLedger {
  add(call: LlmCall): Promise<void>;
}

/** What a run may spend. Null = no bound. */
export interface LlmBudget {
  /** Input and output tokens together. */
  tokens: number | null;
  costUsdMicros: number | null;
}
