import { asWinnowError, ERROR_KINDS, type FieldError, type WinnowError } from '@/lib/base/errors';

/** A problem document (RFC 9457). `code`, `errors`, `advice`, `fault` and `retry` are extension members. */
export interface Problem {
  /** A name, not an address to open: `urn:winnow:problem:CODE`. */
  type: string;
  title: string;
  status: number;
  detail: string;
  code: string;
  advice: string;
  fault: string;
  retry: string;
  /** Which fields are wrong; empty where it is not about fields. */
  errors: FieldError[];
}

/** problemOf turns an error into what a caller may know of it. The message of an unexpected error stays in the logs: it may name internals. */
export function problemOf(error: WinnowError): Problem {
  const { title, httpStatus, advice, fault, retry } = ERROR_KINDS[error.code];
  return {
    type: `urn:winnow:problem:${error.code}`,
    title,
    status: httpStatus,
    detail: error.code === 'internal' ? 'Something unexpected went wrong inside Winnow.' : error.message,
    code: error.code,
    advice,
    fault,
    retry,
    errors: error.fields,
  };
}

/** problemAnswer is the problem document of any error, with Retry-After where the other side named a wait. */
export function problemAnswer(error: unknown): { status: number; headers: Record<string, string>; body: string } {
  const known = asWinnowError(error);
  const problem = problemOf(known);
  const headers: Record<string, string> = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' };
  if (known.retryAfterSeconds !== undefined) headers['retry-after'] = String(Math.ceil(known.retryAfterSeconds));
  if (known.code === 'unauthenticated') headers['www-authenticate'] = 'Bearer';
  return { status: problem.status, headers, body: JSON.stringify(problem) };
}

export function problemResponse(error: unknown): Response {
  const { body, ...init } = problemAnswer(error);
  return new Response(body, init);
}
