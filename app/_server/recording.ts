/**
 * The two routes that records are posted to, apart from what carries their requests: Next.js's route handlers (app/api/performance/record*), and the
 * plain front that answers them before Next.js does (plain-front.ts). They guard themselves, because proxy.ts leaves them out.
 */
import { idempotencyKeySchema, recordOfQuery, recordSchema } from '@/lib/core/metrics/record-request';
import { toWire } from '@/lib/core/wire';
import { recordPosted } from '@/lib/metrics/record';
import { recordLines } from '@/lib/metrics/record-lines';
import { admit } from './admission';
import { failureOf } from './failure';
import type { ArrivedRequest } from './local-trust';
import { allowedMethods, methodRefused } from './methods';
import { problemAnswer, problemResponse } from './problem';
import { parse, readJson } from './read-request';
import { API_POLICY } from './security-headers';

export interface Posted extends ArrivedRequest {
  /** With its question mark; '' without one. */
  search: string;
  body: AsyncIterable<Uint8Array>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** recordOne records one run from outside, from the query string or a JSON body; answers when it is durable. */
export const recordOne = guarded(async (request) => {
  const { search, headers } = request;
  const record = search ? parse(recordOfQuery(new URLSearchParams(search)), recordSchema) : await readJson(request, recordSchema);
  const key = headers.get('idempotency-key');
  await recordPosted(record, key === null ? null : parse(key, idempotencyKeySchema, 'Idempotency-Key'));
  return { status: 'recorded', processingType: record.processing_type };
});

/** recordMany records many runs from outside, one JSON object a line; a bad line refuses that line only. */
export const recordMany = guarded(({ body }) => recordLines(body));

/** asRouteHandler serves such a route through Next.js. */
export function asRouteHandler(answer: (request: Posted) => Promise<Answer>) {
  return async ({ method, url, headers, body }: Request): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const answered = await answer({ method, pathname, search, headers, body: body ?? nothing() });
    return new Response(answered.body, answered);
  };
}

/** otherMethods answers whatever is not posted to these routes, as proxy.ts does for all others. */
export async function otherMethods({ method, url, headers }: Request): Promise<Response> {
  const { pathname } = new URL(url);
  const asked = { method, pathname, headers };
  const response = await admit(asked, 'first').then(
    () => methodRefused(method, pathname, allowedMethods(method, pathname) ?? []),
    async (error) => problemResponse(await failureOf(error, asked)),
  );
  response.headers.set('content-security-policy', API_POLICY);
  return response;
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

function guarded(handle: (request: Posted) => Promise<unknown>) {
  return async (request: Posted): Promise<Answer> => {
    try {
      await admit(request, 'first');
      const body = JSON.stringify(toWire(await handle(request)));
      return withPolicy({ status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body });
    } catch (error) {
      return withPolicy(problemAnswer(await failureOf(error, request)));
    }
  };
}

function withPolicy(answer: Answer): Answer {
  answer.headers['content-security-policy'] = API_POLICY;
  return answer;
}
