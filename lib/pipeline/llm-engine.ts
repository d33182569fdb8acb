import type { LlmEndpointConfig } from '@/lib/config/llm-endpoint';
import type { LlmSettings } from '@/lib/config/llm-settings';
import type { Embedder } from '@/lib/engines/embed/types';
import { createLlmAnalyzer, type LlmAnalyzer } from '@/lib/engines/llm/analysis/analyzer';
import { createLlmClient } from '@/lib/engines/llm/client';

export interface LlmEngine {
  /** One for all runs of this process, so that they share its slots and pauses; another once the settings have changed. */
  analyzer(settings: Pick<LlmSettings, 'concurrency' | 'timeout_seconds'>): LlmAnalyzer;
}

export function createLlmEngine(
  { baseUrl, apiKey, maxAttempts }: Pick<LlmEndpointConfig, 'baseUrl' | 'apiKey'> & { maxAttempts: number },
  embedder: Embedder,
): LlmEngine {
  let made: { key: string; analyzer: LlmAnalyzer } | null = null;
  return {
    analyzer({ concurrency, timeout_seconds }) {
      const key = `${concurrency} ${timeout_seconds}`;
      if (made?.key !== key) {
        const client = createLlmClient({ baseUrl, apiKey, maxAttempts, concurrency, timeoutMs: timeout_seconds * 1000 });
        made = { key, analyzer: createLlmAnalyzer({ client, embedder }) };
      }
      return made.analyzer;
    },
  };
}
