/**
 * How far an endpoint speaks the protocol: what it refuses (400, 404, 415, 422, 501) is left out, one thing at a time. What helped is remembered
 * for the model; what did not is not. Nothing is read from the text of an error.
 */
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions';
import type { ChatRequest } from './types';

export interface Dialect {
  format: 'json_schema' | 'json_object' | 'none';
  tokens: 'max_completion_tokens' | 'max_tokens' | 'none';
  usageInStream: boolean;
  temperature: boolean;
  stream: boolean;
}

/** Low, so that the same item reads alike twice; not zero, which some endpoints refuse. */
const TEMPERATURE = 0.2;

/** OpenAI's own newer models refuse `max_tokens`; older servers elsewhere do not know `max_completion_tokens` and would ignore it. */
export function firstDialect(baseUrl: string): Dialect {
  const own = new URL(baseUrl).hostname === 'api.openai.com';
  return {
    format: 'json_schema',
    tokens: own ? 'max_completion_tokens' : 'max_tokens',
    usageInStream: true,
    temperature: true,
    stream: true,
  };
}

/** plainerDialects are what to try after a refusal, least loss first. `param` is what the endpoint says it did not like. */
export function plainerDialects(dialect: Dialect, param: string | null): Dialect[] {
  const other = dialect.tokens === 'max_tokens' ? 'max_completion_tokens' : 'max_tokens';
  const changes: [RegExp, Partial<Dialect>][] = [
    [/^response_format|json_schema/, { format: 'json_object' }],
    [/^max_(?:completion_)?tokens/, { tokens: other }],
    [/^stream_options/, { usageInStream: false }],
    [/^temperature/, { temperature: false }],
    [/^response_format/, { format: 'none' }],
    [/^stream$/, { stream: false }],
  ];
  const named = changes.filter(([name]) => param !== null && name.test(param));
  const rest = changes.filter((change) => !named.includes(change));
  const plainest: Dialect = { format: 'none', tokens: 'none', usageInStream: false, temperature: false, stream: false };
  const all = [...[...named, ...rest].map(([, change]) => ({ ...dialect, ...change })), plainest];
  const seen = new Set([JSON.stringify(dialect)]);
  return all.filter((one) => {
    const key = JSON.stringify(one);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

/** bodyOf spells a request in a dialect. */
export function bodyOf({ model, messages, maxOutputTokens, schema }: ChatRequest, dialect: Dialect): ChatCompletionCreateParams {
  return {
    model: model.name,
    messages,
    stream: dialect.stream,
    ...(dialect.stream && dialect.usageInStream ? { stream_options: { include_usage: true } } : {}),
    ...(dialect.temperature ? { temperature: TEMPERATURE } : {}),
    ...(dialect.tokens === 'none' ? {} : { [dialect.tokens]: maxOutputTokens }),
    ...(schema === null || dialect.format === 'none'
      ? {}
      : dialect.format === 'json_object'
        ? { response_format: { type: 'json_object' as const } }
        : { response_format: { type: 'json_schema' as const, json_schema: { name: schema.name, strict: true, schema: schema.json } } }),
  } as ChatCompletionCreateParams;
}
