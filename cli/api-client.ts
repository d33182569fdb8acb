import { readEnv } from '@/lib/config/env';
import { DOOR_HEADER, type Door } from '@/lib/core/runs/doors';
import { fromWire } from '@/lib/core/wire';
import { runningInstance } from '@/supervisor/instance-lock';
import { webUrl } from '@/supervisor/readiness';

/** What an RFC 9457 answer says. */
interface Problem {
  title: string;
  detail: string;
  advice: string;
  errors: { field: string; message: string }[];
}

/** The API refused; the message is for a person. */
export class ApiError extends Error {
  constructor(
    message: string,
    /** The problem document as it came, for --json. */
    readonly problem: unknown,
  ) {
    super(message);
  }
}

/** No Winnow answers; the message says how to start one. */
export class UnreachableError extends Error {}

export interface Answer<T> {
  /** As it came: snake_case. */
  wire: unknown;
  view: T;
}

/** The API that WINNOW_URL names, with the key in WINNOW_API_KEY; else of the deployment that runs here: where its supervisor says it listens, or HOST and PORT do. */
export class ApiClient {
  readonly url: string;
  private readonly key: string | null;

  constructor() {
    const { dataDir, values } = readEnv();
    this.url = values.WINNOW_URL ?? runningInstance(dataDir)?.url ?? webUrl(values.HOST, values.PORT);
    this.key = values.WINNOW_API_KEY;
  }

  async get<T>(path: string, signal?: AbortSignal): Promise<Answer<T>> {
    return this.read<T>(await this.send(path, { signal }));
  }

  async post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer<T>> {
    const headers = { 'content-type': 'application/json', [DOOR_HEADER]: 'cli' satisfies Door };
    return this.read<T>(await this.send(path, { method: 'POST', headers, body: JSON.stringify(body), signal }));
  }

  /** put changes the configuration; `ifMatch` names the version that it starts from. */
  async put<T>(path: string, body: unknown, ifMatch: string): Promise<Answer<T>> {
    const headers = { 'content-type': 'application/json', 'if-match': ifMatch, [DOOR_HEADER]: 'cli' satisfies Door };
    return this.read<T>(await this.send(path, { method: 'PUT', headers, body: JSON.stringify(body) }));
  }

  async delete<T>(path: string): Promise<Answer<T>> {
    return this.read<T>(await this.send(path, { method: 'DELETE', headers: { [DOOR_HEADER]: 'cli' satisfies Door } }));
  }

  /** send returns the answer unless it is an error. Throws ApiError, UnreachableError, or the signal's reason. */
  async send(path: string, init: RequestInit): Promise<Response> {
    let response: Response;
    try {
      const key: Record<string, string> = this.key ? { authorization: `Bearer ${this.key}` } : {};
      response = await fetch(`${this.url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), ...key } });
    } catch (cause) {
      init.signal?.throwIfAborted();
      throw new UnreachableError(`No Winnow answers at ${this.url}. Start it with: npm start`, { cause });
    }
    if (!response.ok) throw await apiError(response);
    return response;
  }

  private async read<T>(response: Response): Promise<Answer<T>> {
    const wire: unknown = await response.json();
    return { wire, view: fromWire<T>(wire) };
  }
}

async function apiError(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  if (!problem?.title) return new ApiError(`Winnow answered ${response.status} without saying why.`, problem);
  const fields = (problem.errors ?? []).map(({ field, message }) => `${field} ${message}`).join('; ');
  const parts = [`${problem.title}: ${problem.detail ?? ''}`, fields, problem.advice ?? ''];
  return new ApiError(parts.filter((part) => part !== '').join('\n  '), problem);
}
