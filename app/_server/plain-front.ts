/**
 * What this web process answers by itself, before Next.js sees it: posted records, because of a request to a route handler nearly all goes into the frame
 * around it (decision 0020); and addresses that cannot be unescaped, for which Next.js would answer 500. web/main.mjs asks here first.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { WinnowError } from '@/lib/base/errors';
import { SECURITY_HEADERS } from './every-answer.mjs';
import { problemAnswer } from './problem';
import { MAX_BODY_BYTES } from './read-request';
import { type Answer, type Posted, recordMany, recordOne } from './recording';
import { API_POLICY } from './security-headers';

const PATH = /^\/api\/performance\/record(s?)\/?(?:\?|$)/;
const EVERY_ANSWER = Object.fromEntries(SECURITY_HEADERS.map(({ key, value }) => [key.toLowerCase(), value]));

/** answerPlainly takes a request where it is one of its own; false: it has done nothing. */
export function answerPlainly(request: IncomingMessage, response: ServerResponse): boolean {
  if (!isEscaped(request.url ?? '')) {
    const { headers, ...answer } = problemAnswer(new WinnowError('not_found', 'The address is not escaped as addresses are.'));
    send(response, { ...answer, headers: { ...headers, 'content-security-policy': API_POLICY } });
    return true;
  }
  const match = request.method === 'POST' ? PATH.exec(request.url ?? '') : null;
  if (!match) return false;
  const answering = match[1] === 's' ? recordMany(postedOf(request, partsOf(request))) : recordOne(postedOf(request, wholeOf(request)));
  void answering.then((answered) => send(response, answered));
  return true;
}

/** Whether the path of an address can be unescaped: each % begins an escape, and what they stand for is UTF-8. */
function isEscaped(url: string): boolean {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

function postedOf(request: IncomingMessage, body: Posted['body']): Posted {
  const { method = '', url = '', headers } = request;
  const query = url.indexOf('?');
  return {
    method,
    pathname: query < 0 ? url : url.slice(0, query),
    search: query < 0 ? '' : url.slice(query),
    headers: {
      get: (name) => {
        const value = headers[name];
        return value === undefined ? null : String(value);
      },
    },
    body,
  };
}

const brokenOff = (cause: unknown) => new WinnowError('malformed_body', 'The connection ended before the body did.', { cause });

/** What is not read of a body is left to Node.js: ending the stream would end the connection, and with it the answer. */
async function* partsOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw brokenOff(cause);
  }
}

/** A small body as one part: to iterate over a stream takes longer than all else about a record. Ends early where it is larger than anybody reads. */
async function* wholeOf(request: IncomingMessage): AsyncGenerator<Buffer> {
  yield await new Promise<Buffer>((done, failed) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    request.on('data', (part: Buffer) => {
      if (bytes > MAX_BODY_BYTES) return;
      parts.push(part);
      bytes += part.length;
      if (bytes > MAX_BODY_BYTES) done(Buffer.concat(parts));
    });
    request.once('end', () => done(parts.length === 1 ? parts[0]! : Buffer.concat(parts)));
    request.once('error', (cause) => failed(brokenOff(cause)));
  });
}

/** Written at once, with its length. Where the other side has gone this does nothing. */
function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...EVERY_ANSWER, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
