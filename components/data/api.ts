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

/** call asks Winnow's API and gives the answer with its keys in camelCase. Throws ProblemError. */
export async function call<T>(
  path: string,
  init: { method?: 'GET' | 'POST'; body?: unknown; signal?: AbortSignal } = {},
): Promise<Answer<T>> {
  const response = await send(path, init);
  const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  const payload: unknown = isJson ? await response.json() : null;
  if (!response.ok) throw new ProblemError(isJson ? fromWire<ProblemView>(payload) : unexplained(response.status));
  return { status: response.status, body: fromWire<T>(payload) };
}

/** get is `call` for reading, where only the body matters. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await call<T>(path, { signal })).body;
}

async function send(
  path: string,
  { method = 'GET', body, signal }: { method?: string; body?: unknown; signal?: AbortSignal },
): Promise<Response> {
  const headers: HeadersInit = {
    [DOOR_HEADER]: 'web' satisfies Door,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
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
