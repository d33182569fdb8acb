/** Google Drive's API v3, as far as reports need it: folders by name, files by our mark, uploads that go on where they broke off. */
import { asWinnowError } from '@/lib/base/errors';
import { retryAfterSeconds } from '@/lib/net/failures';
import { type Fetch, operatorFetch } from '@/lib/net/operator';
import { type DriveCredentials, signedAssertion } from './credentials';

export const DRIVE_API = 'https://www.googleapis.com';

/** Drive refused, or did not answer. */
export class DriveError extends Error {
  constructor(
    message: string,
    readonly mayPass: boolean,
    readonly retryAfter?: number,
  ) {
    super(message);
  }
}

const TIMEOUT_MS = 30_000;
/** Of a resumable upload: a multiple of 256 KiB, as Drive wants it. */
const CHUNK_BYTES = 8 * 256 * 1024;
const MOST_RESUMES = 5;
const FOLDER = 'application/vnd.google-apps.folder';
/** A token is renewed so long before it ends. */
const SPARE_MS = 60_000;

export interface DriveFile {
  name: string;
  mimeType: string;
  parentId: string | null;
  /** Our own marks, by which the file is found again. */
  appProperties: Record<string, string>;
  content: Buffer;
}

export class DriveClient {
  private readonly fetchApi: Fetch;
  private readonly fetchToken: Fetch;
  private token: { value: string; endsAt: number } | null = null;

  constructor(
    private readonly credentials: DriveCredentials,
    private readonly apiUrl = DRIVE_API,
  ) {
    this.fetchApi = operatorFetch(apiUrl);
    this.fetchToken = operatorFetch(credentials.token_uri);
  }

  /** folderNamed returns the id of a folder of ours, made where there is none. */
  async folderNamed(name: string, parentId: string | null): Promise<string> {
    const found = await this.find(
      `name = '${quoted(name)}' and mimeType = '${FOLDER}'${parentId ? ` and '${quoted(parentId)}' in parents` : ''}`,
    );
    if (found) return found;
    const body = { name, mimeType: FOLDER, ...(parentId ? { parents: [parentId] } : {}) };
    const made = await this.json('POST', '/drive/v3/files?fields=id&supportsAllDrives=true', body);
    return String((made as { id: unknown }).id);
  }

  /** fileMarked returns the id of the file with this mark; null where there is none. */
  async fileMarked(key: string, value: string): Promise<string | null> {
    return this.find(`appProperties has { key='${quoted(key)}' and value='${quoted(value)}' }`);
  }

  /** put uploads a file, or the new content of one that is there (`id`). Returns its id. */
  async put(file: DriveFile, id: string | null): Promise<string> {
    const { name, mimeType, parentId, appProperties } = file;
    const metadata = { name, mimeType, appProperties, ...(parentId && !id ? { parents: [parentId] } : {}) };
    const path = `/upload/drive/v3/files${id ? `/${encodeURIComponent(id)}` : ''}?uploadType=resumable&fields=id&supportsAllDrives=true`;
    const opened = await this.send(id ? 'PATCH' : 'POST', path, JSON.stringify(metadata), {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-type': mimeType,
      'x-upload-content-length': String(file.content.length),
    });
    await opened.body?.cancel();
    const session = opened.headers.get('location');
    if (!session) throw new DriveError('Drive opened no upload', true);
    return this.upload(session, file.content);
  }

  /** Sends the chunks; after a break Drive says how far it has come. */
  private async upload(session: string, content: Buffer): Promise<string> {
    let sent = 0;
    for (let resumes = 0; ; ) {
      try {
        const end = Math.min(sent + CHUNK_BYTES, content.length);
        const response = await this.sendChunk(session, content, sent, end);
        if (response.status !== 308) return String(((await response.json()) as { id: unknown }).id);
        sent = received(response);
        await response.body?.cancel();
      } catch (error) {
        if (resumes >= MOST_RESUMES || (error instanceof DriveError && !error.mayPass)) throw error;
        resumes += 1;
        const asked = await this.askSession(session, content.length);
        if (asked.done !== null) return asked.done;
        sent = asked.sent;
      }
    }
  }

  private sendChunk(session: string, content: Buffer, from: number, end: number): Promise<Response> {
    const range = content.length === 0 ? 'bytes */0' : `bytes ${from}-${end - 1}/${content.length}`;
    return this.sendTo(session, 'PUT', content.subarray(from, end), { 'content-range': range });
  }

  private async askSession(session: string, length: number): Promise<{ done: string | null; sent: number }> {
    const response = await this.sendTo(session, 'PUT', Buffer.alloc(0), { 'content-range': `bytes */${length}` });
    if (response.status === 308) {
      await response.body?.cancel();
      return { done: null, sent: received(response) };
    }
    return { done: String(((await response.json()) as { id: unknown }).id), sent: length };
  }

  private async find(condition: string): Promise<string | null> {
    const query = new URLSearchParams({
      q: `${condition} and trashed = false`,
      fields: 'files(id)',
      pageSize: '1',
      orderBy: 'createdTime',
      supportsAllDrives: 'true',
      includeItemsFromAllDrives: 'true',
    });
    const { files } = (await this.json('GET', `/drive/v3/files?${query}`)) as { files: { id: string }[] };
    return files[0]?.id ?? null;
  }

  private async json(method: string, path: string, body?: unknown): Promise<unknown> {
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return (await this.send(method, path, body === undefined ? undefined : JSON.stringify(body), headers)).json();
  }

  private send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.sendTo(`${this.apiUrl}${path}`, method, body, headers);
  }

  /** 308 is Drive's "go on", not a redirect. Everything else that is no success throws a DriveError. */
  private async sendTo(
    url: string,
    method: string,
    body?: string | Buffer<ArrayBuffer> | Buffer,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const authorization = `Bearer ${await this.accessToken()}`;
    const response = await attempt(() =>
      this.fetchApi(url, {
        method,
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
        headers: { ...headers, authorization },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }),
    );
    if (response.ok || response.status === 308) return response;
    if (response.status === 401) this.token = null;
    throw await refusal(response);
  }

  private async accessToken(): Promise<string> {
    if (this.token && this.token.endsAt > Date.now()) return this.token.value;
    const body = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signedAssertion(this.credentials, Date.now()),
    });
    const response = await attempt(() =>
      this.fetchToken(this.credentials.token_uri, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    );
    if (!response.ok) throw await refusal(response);
    const { access_token: value, expires_in: seconds } = (await response.json()) as { access_token: string; expires_in: number };
    this.token = { value, endsAt: Date.now() + seconds * 1000 - SPARE_MS };
    return value;
  }
}

async function attempt(send: () => Promise<Response>): Promise<Response> {
  try {
    return await send();
  } catch (error) {
    throw new DriveError(asWinnowError(error).message, true);
  }
}

/** Limits of use are told as 403 as well as 429 (developers.google.com/drive/api/guides/handle-errors). */
async function refusal(response: Response): Promise<DriveError> {
  const { status, headers } = response;
  const body = (await response.json().catch(() => null)) as {
    error?: { message?: string; errors?: { reason?: string }[] } | string;
    error_description?: string;
  } | null;
  const detail = typeof body?.error === 'object' ? body.error : { message: body?.error_description ?? body?.error };
  const isLimit = status === 429 || (detail.errors ?? []).some(({ reason }) => /rateLimitExceeded/i.test(reason ?? ''));
  const message = `Google Drive answered ${status}${detail.message ? `: ${detail.message.slice(0, 200)}` : ''}`;
  return new DriveError(message, isLimit || status >= 500 || status === 401, retryAfterSeconds(headers.get('retry-after'), Date.now()));
}

/** How many bytes Drive has: `Range: bytes=0-N`. */
function received(response: Response): number {
  const end = /bytes=0-(\d+)/.exec(response.headers.get('range') ?? '')?.[1];
  return end === undefined ? 0 : Number(end) + 1;
}

const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
