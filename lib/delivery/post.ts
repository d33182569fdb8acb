import { redact } from '@/lib/base/redaction';
import { retryAfterSeconds } from '@/lib/net/failures';
import { operatorFetch } from '@/lib/net/operator';
import type { FailedTry } from './back-off';

/** What came of one try. */
export type Sent = { ok: true } | ({ ok: false; error: string } & FailedTry);

const TIMEOUT_MS = 10_000;
const SHOWN_CHARACTERS = 200;
const MAX_ANSWER_BYTES = 64 * 1024;

/** Beside these and 5xx, an answer means that the same message will not be taken later either. */
const PASSING = [408, 425, 429];

/**
 * post sends a body to an endpoint that the operator named, and to no other origin. A URL may hold a token: no error quotes it. Whether it arrived is not
 * known where the answer does not come: then it is tried again under the same id.
 */
export async function post(url: string, body: string, headers: Record<string, string> = {}, timeoutMs = TIMEOUT_MS): Promise<Sent> {
  try {
    const response = await operatorFetch(url)(url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = await beginning(response);
    if (response.ok) return { ok: true };
    const wait = retryAfterSeconds(response.headers.get('retry-after'), Date.now());
    return {
      ok: false,
      error: `answered ${response.status}${said && `: ${redact(said).slice(0, SHOWN_CHARACTERS)}`}`,
      mayPass: response.status >= 500 || PASSING.includes(response.status),
      ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
    };
  } catch (error) {
    return { ok: false, error: reason(error), mayPass: true };
  }
}

/** Read to its end, so that the connection can be used again, but not endlessly. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (reader && bytes < MAX_ANSWER_BYTES) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    chunks.push(value);
  }
  await reader?.cancel();
  return new TextDecoder().decode(Buffer.concat(chunks)).replace(/\s+/g, ' ').trim();
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return 'could not be reached';
  if (error.name === 'TimeoutError') return 'did not answer in time';
  // A failed fetch names what happened in its cause.
  const code = error.cause instanceof Error && 'code' in error.cause ? String(error.cause.code) : null;
  return code ? `could not be reached (${code})` : redact(error.message).slice(0, SHOWN_CHARACTERS);
}
