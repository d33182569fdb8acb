import type { Env } from '@/lib/config/env';
import { llmEndpoint } from '@/lib/config/llm-endpoint';
import { createAcquirer } from '@/lib/engines/acquire';
import type { Acquirer } from '@/lib/engines/acquire/types';
import { createLocalAnalyzer } from '@/lib/engines/analyze';
import type { Analyzer } from '@/lib/engines/analyze/types';
import { createAssessor } from '@/lib/engines/assess';
import type { Assessor } from '@/lib/engines/assess/types';
import { createClassifier } from '@/lib/engines/classify';
import type { Classifier } from '@/lib/engines/classify/types';
import { createEmbedder } from '@/lib/engines/embed/embedder';
import type { Embedder } from '@/lib/engines/embed/types';
import { createSummarizer } from '@/lib/engines/summarize';
import type { Summarizer } from '@/lib/engines/summarize/types';
import { createMedia, createSpeechEngine } from '@/lib/engines/transcribe';
import type { Media, SpeechEngine } from '@/lib/engines/transcribe/types';
import { contentEgressPolicy } from './egress';
import { createLlmEngine, type LlmEngine } from './llm-engine';

/** Everything that costs, made once per worker process. Models load with their first use. */
export interface Engines {
  acquirer: Acquirer;
  media: Media;
  speech: SpeechEngine;
  embedder: Embedder;
  classifier: Classifier;
  summarizer: Summarizer;
  assessor: Assessor;
  analyzer: Analyzer;
  /** Absent: no language model is configured. */
  llm?: LlmEngine;
  close(): Promise<void>;
}

export function createEngines(env: Env): Engines {
  const media = createMedia();
  const embedder = createEmbedder();
  const speech = createSpeechEngine({ media, api: speechApi(env) });
  return {
    acquirer: createAcquirer({ policy: contentEgressPolicy(), media }),
    media,
    speech,
    embedder,
    classifier: createClassifier({ embedder }),
    summarizer: createSummarizer({ embedder }),
    assessor: createAssessor({ embedder }),
    analyzer: createLocalAnalyzer({ embedder }),
    ...llmEngine(env, embedder),
    async close() {
      await Promise.allSettled([speech.close(), embedder.close()]);
    },
  };
}

function llmEngine(env: Env, embedder: Embedder): { llm?: LlmEngine } {
  const endpoint = llmEndpoint(env.values);
  if (!endpoint) return {};
  const { ENABLE_HTTP_RETRY, RETRY_MAX_ATTEMPTS } = env.values;
  return { llm: createLlmEngine({ ...endpoint, maxAttempts: ENABLE_HTTP_RETRY ? RETRY_MAX_ATTEMPTS : 1 }, embedder) };
}

/** The speech API joins only when a model for it is named: a key alone must not send recordings away. */
function speechApi({ values }: Env) {
  const { OPENAI_API_KEY, OPENAI_BASE_URL, OPENAI_TRANSCRIBE_MODEL } = values;
  if (!OPENAI_API_KEY || !OPENAI_TRANSCRIBE_MODEL) return undefined;
  return { apiKey: OPENAI_API_KEY, baseUrl: OPENAI_BASE_URL, model: OPENAI_TRANSCRIBE_MODEL };
}
