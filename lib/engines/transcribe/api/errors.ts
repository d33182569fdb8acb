import { APIConnectionError, APIError, APIUserAbortError } from 'openai';
import { abortReason } from '@/lib/base/abort';
import { WinnowError } from '@/lib/base/errors';

function retryAfterSeconds(headers: Headers | undefined): number | undefined {
  const value = headers?.get('retry-after');
  if (!value) return undefined;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

/** isPassing says whether the same request may succeed when it is sent again: rate limits, server errors, broken connections. */
export function isPassing(error: unknown): boolean {
  if (error instanceof WinnowError || error instanceof APIUserAbortError) return false;
  if (error instanceof APIConnectionError) return !(error.cause instanceof WinnowError);
  return error instanceof APIError && (error.status === 408 || error.status === 409 || error.status === 429 || Number(error.status) >= 500);
}

/** speechApiError turns what the client throws into `engine_failed` (with the wait that the API asked for), or the signal's reason. */
export function speechApiError(error: unknown, signal?: AbortSignal): WinnowError {
  if (signal?.aborted) return abortReason(signal);
  if (error instanceof WinnowError) return error;
  if (!(error instanceof APIError)) return new WinnowError('engine_failed', 'the speech API gave an unusable answer', { cause: error });
  if (error.cause instanceof WinnowError) return error.cause;
  if (error instanceof APIConnectionError) return new WinnowError('engine_failed', 'the speech API cannot be reached', { cause: error });
  const wait = retryAfterSeconds(error.headers);
  const reason = error.status === 401 || error.status === 403 ? 'refuses the key' : `answered ${error.status}`;
  return new WinnowError('engine_failed', `the speech API ${reason}`, {
    cause: error,
    ...(wait !== undefined && { retryAfterSeconds: wait }),
  });
}
