import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { WinnowError } from '@/lib/base/errors';
import type { LlmFailureReason } from '@/lib/core/runs/llm-report';

/** LlmFailure never leaves this folder: the analyser turns it into a local result that says why. */
export class LlmFailure extends Error {
  readonly reason: LlmFailureReason;
  readonly status: number | null;
  /** Seconds that the endpoint asked to wait. */
  readonly retryAfterSeconds: number | null;
  /** Whether the same request may succeed when it is sent again. */
  readonly passing: boolean;

  constructor(
    reason: LlmFailureReason,
    message: string,
    rest: { status?: number | null; retryAfterSeconds?: number | null; passing?: boolean; cause?: unknown } = {},
  ) {
    super(message, rest.cause === undefined ? undefined : { cause: rest.cause });
    this.name = 'LlmFailure';
    this.reason = reason;
    this.status = rest.status ?? null;
    this.retryAfterSeconds = rest.retryAfterSeconds ?? null;
    this.passing = rest.passing ?? false;
  }

  /** Of the endpoint and not of one answer: asking on would fail as well. */
  get ofEndpoint(): boolean {
    return !ANSWER_REASONS.has(this.reason);
  }
}

const ANSWER_REASONS: ReadonlySet<LlmFailureReason> = new Set(['refused', 'filtered', 'cut_off', 'invalid_answer', 'leaked', 'off_topic']);

function retryAfterSeconds(headers: Headers | undefined): number | null {
  const value = headers?.get('retry-after');
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - Date.now()) / 1000);
}

/** failureOf classes what the client threw, by status and error code alone. `timedOut`: the request's own deadline has passed. */
export function failureOf(error: unknown, timedOut: boolean): LlmFailure {
  if (error instanceof LlmFailure) return error;
  if (timedOut) return new LlmFailure('timeout', 'the language model did not answer in time', { passing: true, cause: error });
  if (error instanceof WinnowError) return new LlmFailure('bad_request', error.message, { cause: error });
  if (error instanceof APIUserAbortError) return new LlmFailure('unreachable', 'the request was given up', { passing: true, cause: error });
  if (error instanceof APIConnectionError) {
    if (error.cause instanceof WinnowError) return new LlmFailure('bad_request', error.cause.message, { cause: error });
    return new LlmFailure('unreachable', 'the language model cannot be reached', { passing: true, cause: error });
  }
  if (!(error instanceof APIError)) {
    return new LlmFailure('unreachable', 'the connection to the language model broke', { passing: true, cause: error });
  }
  const status = typeof error.status === 'number' ? error.status : null;
  const common = { status, retryAfterSeconds: retryAfterSeconds(error.headers), cause: error };
  if (status === 401 || status === 403) return new LlmFailure('unauthorized', `the language model refuses the key (${status})`, common);
  if (status === 402) return new LlmFailure('unauthorized', 'the account of the language model has no credit left (402)', common);
  if (status === 429) {
    const spent = error.code === 'insufficient_quota';
    return new LlmFailure(
      'rate_limited',
      spent ? 'the quota of the language model is spent (429)' : 'the language model asks for a pause (429)',
      {
        ...common,
        passing: !spent,
      },
    );
  }
  if (status === 408 || status === 409)
    return new LlmFailure('server_error', `the language model answered ${status}`, { ...common, passing: true });
  // An error event in the middle of a stream has no status.
  if (status === null || status >= 500) {
    return new LlmFailure('server_error', `the language model answered ${status ?? 'with an error'}`, { ...common, passing: true });
  }
  if (status === 404) return new LlmFailure('unknown_model', 'the endpoint knows no such model or address (404)', common);
  return new LlmFailure('bad_request', `the language model answered ${status}`, common);
}
