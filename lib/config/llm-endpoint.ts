import type { EnvValues } from './env';

export interface LlmEndpointConfig {
  baseUrl: string;
  apiKey: string;
  /** For the full analysis. */
  model: string;
  /** Reads the parts of long items for it; null = the same. */
  cheapModel: string | null;
}

const OPENAI = 'https://api.openai.com/v1';
const OPENROUTER = 'https://openrouter.ai/api/v1';
/** Servers of one's own (Ollama, vLLM, llama.cpp) mostly want no key, but the client wants one to send. */
const NO_KEY = 'none';

/**
 * llmEndpoint says which language model the environment names: null unless OPENAI_MODEL is set, and a key or an address with it. OPENAI_API_KEY goes
 * before OPENROUTER_API_KEY.
 */
export function llmEndpoint(
  values: Pick<EnvValues, 'OPENAI_API_KEY' | 'OPENROUTER_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_MODEL' | 'OPENAI_CHEAP_MODEL'>,
): LlmEndpointConfig | null {
  const { OPENAI_API_KEY, OPENROUTER_API_KEY, OPENAI_BASE_URL, OPENAI_MODEL: model, OPENAI_CHEAP_MODEL: cheapModel } = values;
  const apiKey = OPENAI_API_KEY ?? OPENROUTER_API_KEY ?? (OPENAI_BASE_URL === null ? null : NO_KEY);
  if (model === null || apiKey === null) return null;
  const usual = OPENAI_API_KEY === null && OPENROUTER_API_KEY !== null ? OPENROUTER : OPENAI;
  return { baseUrl: OPENAI_BASE_URL ?? usual, apiKey, model, cheapModel: cheapModel === model ? null : cheapModel };
}

/** shownAddress is an endpoint's address as it may be shown: without the name, password or query that may stand in it. */
export function shownAddress(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/$/, '');
}
