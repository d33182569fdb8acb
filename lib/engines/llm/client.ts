/**
 * A chat model behind an OpenAI-compatible endpoint. `complete` sends one request until it is answered: it waits where it is asked to, tries again
 * what may pass, and leaves out what the endpoint does not know. It never decides anything by what an answer says.
 */
import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { APIError } from 'openai';
import { abortReason } from '@/lib/base/abort';
import { operatorFetch } from '@/lib/net/operator';
import { AnswerReader, readResponse } from './answer';
import { tokenUse } from './cost';
import { bodyOf, type Dialect, firstDialect, plainerDialects } from './dialect';
import { failureOf, LlmFailure } from './failure';
import type { Spending } from './spending';
import { loadTokenCounter } from './tokens';
import type { ChatAnswer, ChatRequest, LlmCall, LlmEndpoint, TokenUse } from './types';

export interface LlmClientOptions extends LlmEndpoint {
  /** How often a request is sent in all when it fails in a way that may pass. 1 = never again. */
  maxAttempts: number;
  /** For one answer, from the request to its last word. */
  timeoutMs: number;
  /** Requests under way at once. */
  concurrency: number;
  /** A longer wait than this is not waited for. Default 60. */
  maxWaitSeconds?: number;
  /** Before the second attempt, doubled each time, with jitter. Default 1. */
  firstWaitSeconds?: number;
}

export interface CompleteContext {
  spending: Spending;
  signal: AbortSignal;
  /** Characters written so far, while the answer comes. */
  onCharacters(characters: number): void;
  /** Each request that was sent, as it ends. */
  onCall(call: Omit<LlmCall, 'step' | 'unit'>): Promise<void>;
}

export interface LlmClient {
  readonly endpoint: string;
  /** Requests that it has under way at once. */
  readonly concurrency: number;
  /** Rejects with an LlmFailure, or the signal's reason. */
  complete(request: ChatRequest, context: CompleteContext): Promise<ChatAnswer>;
}

const MAX_WAIT_SECONDS = 60;
const FIRST_WAIT_SECONDS = 1;
const NOTHING: TokenUse = { inputTokens: 0, outputTokens: 0, costUsdMicros: 0, estimated: false };
/** Statuses by which servers refuse what they do not know. */
const DIALECT_STATUSES = new Set([400, 404, 415, 422, 501]);
/** Codes by which a 400 says that the request itself is wrong. */
const NO_DIALECT = new Set(['context_length_exceeded', 'model_not_found', 'invalid_api_key', 'content_filter', 'content_policy_violation']);

export function createLlmClient(options: LlmClientOptions): LlmClient {
  const { baseUrl, apiKey, maxAttempts, timeoutMs, concurrency } = options;
  const maxWait = options.maxWaitSeconds ?? MAX_WAIT_SECONDS;
  const firstWait = options.firstWaitSeconds ?? FIRST_WAIT_SECONDS;
  // Retries are ours: the package's own would wait for as long as the server says.
  const openai = new OpenAI({ baseURL: baseUrl, apiKey, fetch: operatorFetch(baseUrl), maxRetries: 0, timeout: timeoutMs });
  const dialects = new Map<string, Dialect>();
  const slots = createSlots(concurrency);
  /** Shared, so that parts that are read side by side keep a pause together. */
  let pauseUntil = 0;

  async function send(request: ChatRequest, dialect: Dialect, context: CompleteContext): Promise<ChatAnswer> {
    const countTokens = await loadTokenCounter();
    const inputTokens = countTokens(request.messages.map(({ content }) => content).join('\n')) + 8 * request.messages.length;
    const settle = context.spending.hold(request.model, inputTokens, request.maxOutputTokens);
    const deadline = AbortSignal.timeout(timeoutMs);
    const controller = new AbortController();
    const signal = AbortSignal.any([context.signal, deadline, controller.signal]);
    const reader = new AnswerReader(request.maxOutputTokens);
    const started = performance.now();
    let status: number | null = null;
    const done = async (outcome: LlmCall['outcome'], use: TokenUse) => {
      settle(use);
      const durationMs = Math.round(performance.now() - started);
      await context.onCall({ model: request.model.name, outcome, status, durationMs, ...use });
    };
    const taken = () => tokenUse(request.model, reader.usageSoFar, { inputTokens, outputTokens: countTokens(reader.written) });
    try {
      const response = await openai.chat.completions.create(bodyOf(request, dialect), { signal }).asResponse();
      status = response.status;
      await readResponse(response, reader, controller, context.onCharacters);
      // The package ends a stream that was aborted as if it were over.
      if (deadline.aborted || context.signal.aborted) throw new DOMException('aborted', 'AbortError');
    } catch (error) {
      const failure = failureOf(error, deadline.aborted && !context.signal.aborted);
      status ??= failure.status;
      // What was answered with a status of its own, or never answered, is not billed; what broke off is.
      const begun = status !== null && status < 300;
      await done(begun ? 'broken' : 'failed', begun ? taken() : NOTHING);
      if (context.signal.aborted) throw abortReason(context.signal);
      throw failure;
    }
    const use = taken();
    await done('answered', use);
    const { text, finish } = reader.answer();
    return { text, finish, use };
  }

  /** A refusal of the request as such is answered by plainer ones; the first that is taken is remembered. */
  async function speak(request: ChatRequest, context: CompleteContext): Promise<ChatAnswer> {
    const model = request.model.name;
    const dialect = dialects.get(model) ?? firstDialect(baseUrl);
    try {
      return await send(request, dialect, context);
    } catch (error) {
      const param = refusedParam(error);
      if (param === undefined) throw error;
      for (const plainer of plainerDialects(dialect, param)) {
        try {
          const answer = await send(request, plainer, context);
          dialects.set(model, plainer);
          return answer;
        } catch (again) {
          if (refusedParam(again) === undefined) throw again;
        }
      }
      throw error;
    }
  }

  return {
    endpoint: new URL(baseUrl).origin,
    concurrency,
    async complete(request, context) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await slots(async () => {
            await wait(Math.max(0, pauseUntil - Date.now()), context.signal);
            return speak(request, context);
          }, context.signal);
        } catch (error) {
          if (!(error instanceof LlmFailure) || !error.passing || attempt >= maxAttempts) throw error;
          const seconds = error.retryAfterSeconds ?? firstWait * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
          if (seconds > maxWait) throw error;
          if (error.reason === 'rate_limited') pauseUntil = Math.max(pauseUntil, Date.now() + seconds * 1000);
          else await wait(seconds * 1000, context.signal);
        }
      }
    },
  };
}

/** What the endpoint did not like (null = it does not say) where leaving something out may help; undefined where it will not. */
function refusedParam(error: unknown): string | null | undefined {
  if (!(error instanceof LlmFailure) || error.status === null || !DIALECT_STATUSES.has(error.status)) return undefined;
  if (!(error.cause instanceof APIError)) return undefined;
  const { code, param } = error.cause;
  if (typeof code === 'string' && NO_DIALECT.has(code)) return undefined;
  return typeof param === 'string' && param !== '' ? param : null;
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw abortReason(signal);
  if (ms <= 0) return;
  await delay(ms, undefined, { signal }).catch(() => {
    throw abortReason(signal);
  });
}

/** createSlots lets at most `most` pieces of work run at once, first come, first served. */
function createSlots(most: number): <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work, signal) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      if (signal.aborted) throw abortReason(signal);
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
