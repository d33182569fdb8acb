/**
 * A typed client of Winnow's API, for scripts and other programs:
 *
 *   const winnow = createWinnowClient({ baseUrl: 'http://127.0.0.1:8000' });
 *   const { data, error } = await winnow.POST('/api/runs', { body: { url: 'https://example.com/episode.mp3' } });
 *
 * Paths, parameters, bodies and answers are those of the OpenAPI document that this version of Winnow serves. `error` is the problem document (RFC 9457).
 */
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api.generated';

export type { paths };
export type WinnowClient = Client<paths>;

export interface WinnowClientOptions {
  /** Where Winnow listens, without a final slash. */
  baseUrl: string;
  /** An API key; not needed on loopback without sign-in. */
  apiKey?: string;
}

export function createWinnowClient({ baseUrl, apiKey }: WinnowClientOptions): WinnowClient {
  return createClient<paths>({ baseUrl, headers: apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` } });
}
