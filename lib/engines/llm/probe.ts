import OpenAI from 'openai';
import { operatorFetch } from '@/lib/net/operator';
import { failureOf } from './failure';
import type { LlmEndpoint } from './types';

export type LlmProbe =
  | { state: 'ok' }
  /** It answers, and lists its models without this one. */
  | { state: 'unlisted'; models: string[] }
  /** It answers, and does not list its models. */
  | { state: 'unknown' }
  | { state: 'failed'; message: string };

const TIMEOUT_MS = 5_000;
const NAMED = 5;

/** probeEndpoint asks an endpoint for its list of models, which costs nothing. */
export async function probeEndpoint({ baseUrl, apiKey }: LlmEndpoint, model: string): Promise<LlmProbe> {
  const client = new OpenAI({ baseURL: baseUrl, apiKey, fetch: operatorFetch(baseUrl), maxRetries: 0, timeout: TIMEOUT_MS });
  try {
    const { data } = await client.models.list();
    if (!Array.isArray(data) || data.length === 0) return { state: 'unknown' };
    const models = data.map(({ id }) => id);
    return models.includes(model) ? { state: 'ok' } : { state: 'unlisted', models: models.slice(0, NAMED) };
  } catch (error) {
    const failure = failureOf(error, false);
    // Some servers have no list.
    return failure.status === 404 || failure.status === 405 ? { state: 'unknown' } : { state: 'failed', message: failure.message };
  }
}
