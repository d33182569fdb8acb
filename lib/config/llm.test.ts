import { describe, expect, it } from 'vitest';
import { parseEnv } from './env';
import { llmEndpoint, shownAddress } from './llm-endpoint';
import { DEFAULT_LLM_SETTINGS, llmSettingsSchema, modelSettings } from './llm-settings';

const values = (env: Record<string, string>) => {
  const parsed = parseEnv(env);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.value.values;
};

describe('which language model the environment names', () => {
  it.each([
    [{}, null],
    [{ OPENAI_API_KEY: 'k' }, null],
    [{ OPENAI_MODEL: 'm' }, null],
    [
      { OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' },
      { baseUrl: 'https://api.openai.com/v1', apiKey: 'k' },
    ],
    [
      { OPENAI_MODEL: 'm', OPENROUTER_API_KEY: 'r' },
      { baseUrl: 'https://openrouter.ai/api/v1', apiKey: 'r' },
    ],
    [
      { OPENAI_MODEL: 'm', OPENROUTER_API_KEY: 'r', OPENAI_API_KEY: 'k' },
      { baseUrl: 'https://api.openai.com/v1', apiKey: 'k' },
    ],
    [
      { OPENAI_MODEL: 'm', OPENAI_BASE_URL: 'http://localhost:11434/v1' },
      { baseUrl: 'http://localhost:11434/v1', apiKey: 'none' },
    ],
  ])('%j: %j', (env, endpoint) => {
    const named = llmEndpoint(values(env));
    if (endpoint === null) expect(named).toBeNull();
    else expect(named).toMatchObject(endpoint);
  });

  it('shows an address without what may be secret in it', () => {
    expect(shownAddress('https://me:secret@models.example:8443/v1?key=secret')).toBe('https://models.example:8443/v1');
    expect(shownAddress('http://localhost:11434')).toBe('http://localhost:11434');
  });

  it('takes a cheap model that is the same for none', () => {
    const env = { OPENAI_MODEL: 'm', OPENAI_API_KEY: 'k' };
    expect(llmEndpoint(values({ ...env, OPENAI_CHEAP_MODEL: 'm' }))!.cheapModel).toBeNull();
    expect(llmEndpoint(values({ ...env, OPENAI_CHEAP_MODEL: 'c' }))!.cheapModel).toBe('c');
  });
});

describe('settings of language models', () => {
  it('know no price that nobody has set', () => {
    expect(modelSettings(DEFAULT_LLM_SETTINGS, 'any')).toEqual({
      name: 'any',
      context_tokens: 16_384,
      max_output_tokens: 4_096,
      input_usd_per_million: null,
      output_usd_per_million: null,
    });
  });

  it('are strict', () => {
    for (const bad of [
      { x: 1 },
      { concurrency: 0 },
      { cache: { error_bound: 0 } },
      { models: [{ name: '' }] },
      { timeout_seconds: Number.NaN },
    ]) {
      expect(llmSettingsSchema.safeParse(bad).success).toBe(false);
    }
  });
});
