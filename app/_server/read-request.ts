import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import { type FieldError, WinnowError } from '@/lib/base/errors';
import { unstorableTexts } from './unstorable';

export const MAX_BODY_BYTES = 64 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/** A request of any frame: what is read of it when its body is JSON. */
export interface WithBody {
  headers: Pick<Headers, 'get'>;
  body: AsyncIterable<Uint8Array> | null;
}

/**
 * readJson reads a request's JSON body under a schema. Throws `malformed_body` (not declared as JSON, not UTF-8, not JSON),
 * `body_too_large` (over 64 KiB where no other limit is given, counted as it arrives: Content-Length is not believed) and `invalid_request`, which names each bad field.
 */
export async function readJson<S extends z.ZodType>(request: WithBody, schema: S, maxBytes = MAX_BODY_BYTES): Promise<z.output<S>> {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') {
    throw new WinnowError('malformed_body', `The body is declared as ${mediaType || 'nothing'}, not application/json.`);
  }
  return parse(parseJson(await readBody(request.body, maxBytes)), schema);
}

/** readQuery reads a request's query string under a schema. Throws `invalid_request`, which names each bad parameter. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.output<S> {
  return parse(Object.fromEntries(new URL(request.url).searchParams), schema);
}

/** Breaking off the loop tells whoever sends that no more is wanted. */
async function readBody(body: WithBody['body'], maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new WinnowError('body_too_large', `The body is larger than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  const whole = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  if (!isUtf8(whole)) throw new WinnowError('malformed_body', 'The body is not valid UTF-8.');
  const text = Buffer.from(whole.buffer, whole.byteOffset, whole.byteLength).toString('utf8');
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WinnowError('malformed_body', text === '' ? 'The body is empty.' : 'The body is not valid JSON.', { cause });
  }
}

/** parse takes a value under a schema. Throws `invalid_request`, which names each bad field; `name` is the value's own where it is no object. */
export function parse<S extends z.ZodType>(value: unknown, schema: S, name?: string): z.output<S> {
  const result = schema.safeParse(value);
  const found = result.success ? unstorableTexts(result.data) : result.error.issues.flatMap(fieldErrors);
  if (result.success && found.length === 0) return result.data;
  const fields = found.map(({ field, message }) => ({ field: field || (name ?? ''), message }));
  throw new WinnowError('invalid_request', fields.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; '), {
    fields,
  });
}

/** An unknown key's issue sits on the object that holds it; callers want to see the key. */
function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known' }));
  return [{ field: path.join('.'), message: issue.message }];
}
