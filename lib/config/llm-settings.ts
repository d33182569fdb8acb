/** What an operator says of language models: prices, context sizes, budgets, cache. Kept in the database under the key `llm`. */
import { z } from 'zod';

const price = z.number().min(0).max(100_000).nullable().default(null);
const budget = (tokens: number) =>
  z
    .strictObject({
      /** Input and output tokens of one run together; null = no bound. */
      tokens: z.number().int().min(1_000).max(1_000_000_000).nullable().default(tokens),
      /** US dollars for one run; null = no bound. With a bound and no known price nothing is sent. */
      usd: z.number().min(0).max(10_000).nullable().default(null),
    })
    .prefault({});

export const llmSettingsSchema = z.strictObject({
  models: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(200),
        context_tokens: z.number().int().min(4_096).max(10_000_000).default(16_384),
        max_output_tokens: z.number().int().min(256).max(1_000_000).default(4_096),
        /** US dollars for a million tokens; null = not known, which makes the cost unknown and never zero. */
        input_usd_per_million: price,
        output_usd_per_million: price,
      }),
    )
    .max(200)
    .refine((models) => new Set(models.map(({ name }) => name)).size === models.length, 'names a model twice')
    .default([]),
  budgets: z.strictObject({ auto: budget(300_000), full: budget(1_500_000) }).prefault({}),
  /** Requests under way at once, of one worker. */
  concurrency: z.number().int().min(1).max(64).default(3),
  /** For one answer. */
  timeout_seconds: z.number().min(5).max(3_600).default(180),
  cache: z
    .strictObject({
      /** Share of the answers that may be wrong because a similar one was reused. */
      error_bound: z.number().min(0.001).max(0.2).default(0.02),
      max_age_days: z.number().int().min(1).max(3_650).default(30),
      max_megabytes: z.number().int().min(1).max(100_000).default(256),
    })
    .prefault({}),
});
export type LlmSettings = z.output<typeof llmSettingsSchema>;
export type LlmModelSettings = LlmSettings['models'][number];

export const DEFAULT_LLM_SETTINGS: LlmSettings = llmSettingsSchema.parse({});

/** modelSettings gives what is set for a model, else the defaults: 16,384 tokens of context and no known price. */
export function modelSettings({ models }: LlmSettings, name: string): LlmModelSettings {
  return models.find((model) => model.name === name) ?? llmSettingsSchema.parse({ models: [{ name }] }).models[0]!;
}

/** Query of GET /api/settings/llm: the window of the cache's figures. */
export const llmFiguresSchema = z.strictObject({ hours: z.coerce.number().int().min(1).max(8_784).default(24) });
