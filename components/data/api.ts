import { DOOR_HEADER, type Door } from '@/lib/core/runs/doors';
import { fromWire } from '@/lib/core/wire';

/** The problem document (RFC 9457) as the pages use it. */
export interface ProblemView {
  title: string;
  status: number;
  detail: string;
  code: string;
  advice: string;
  retry: 'never' | 'later';
  errors: { field: string; message: string }[];
}

/** ProblemError is thrown for every answer that is not a success, and for no answer at all (`code: unreachable`). */
export class ProblemError extends Error {
  readonly problem: ProblemView;

  constructor(problem: ProblemView, cause?: unknown) {
    super(problem.detail, { cause });
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

export interface Answer<T> {
  status: number;
  body: T;
}

/** An answer with its validator, by which the server tells whether there is anything new; null where it sent none. */
export interface Reading<T> {
  etag: string | null;
  body: T;
}

/** call asks Winnow's API and gives the answer with its keys in camelCase. Throws ProblemError. */
export async function call<T>(
  path: string,
  init: { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown; ifMatch?: string; signal?: AbortSignal } = {},
): Promise<Answer<T>> {
  const response = await send(path, init);
  return { status: response.status, body: await bodyOf<T>(response) };
}

/** get is `call` for reading, where only the body matters. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call<T>(path, { signal })).body;
}

/** getIfChanged reads again what was read before: the same reading where the server says that it still holds. Throws ProblemError. */
export async function getIfChanged<T>(path: string, last: Reading<T> | undefined, signal?: AbortSignal): Promise<Reading<T>> {
  const response = await send(path, { etag: last?.etag ?? undefined, signal });
  if (last && response.status === 304) return last;
  return { etag: response.headers.get('etag'), body: await bodyOf<T>(response) };
}

async function bodyOf<T>(response: Response): Promise<T> {
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const payload: unknown = isJson ? await response.json() : null;
  if (!response.ok) {
    const problem = isJson ? fromWire<ProblemView>(payload) : unexplained(response.status);
    // The session has ended: what is asked next would be refused too.
    if (problem.code === 'unauthenticated') goToSignIn();
    throw new ProblemError(problem);
  }
  return fromWire<T>(payload);
}

function goToSignIn(): void {
  if (typeof window === 'undefined' || window.location.pathname === '/sign-in') return;
  window.location.assign(`/sign-in?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

interface Sending {
  method?: string;
  body?: unknown;
  etag?: string;
  ifMatch?: string;
  signal?: AbortSignal;
}

async function send(path: string, { method = 'GET', body, etag, ifMatch, signal }: Sending): Promise<Response> {
  const headers: HeadersInit = {
    [DOOR_HEADER]: 'web' satisfies Door,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
  };
  try {
    return await fetch(path, { method, headers, body: body === undefined ? undefined : JSON.stringify(body), signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ProblemError(
      {
        title: 'Winnow does not answer',
        status: 0,
        detail: 'The request did not reach Winnow.',
        code: 'unreachable',
        advice: 'Check that it is still running; the page goes on by itself when it is back.',
        retry: 'later',
        errors: [],
      },
      cause,
    );
  }
}

function unexplained(status: number): ProblemView {
  return {
    title: 'Unexpected answer',
    status,
    detail: `Winnow answered ${status} without saying why.`,
    code: 'internal',
    advice: 'The details are in the logs.',
    retry: 'later',
    errors: [],
  };
}

/** problemOf gives what to show of anything that was thrown. */
export function problemOf(error: unknown): ProblemView {
  return error instanceof ProblemError ? error.problem : unexplained(0);
}
