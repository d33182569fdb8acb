/** One HTTP request as it is given, its answer whole, and no longer waited for than a person would. */
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Question {
  method: string;
  /** With its query; sent as it is, so it must be escaped already. */
  path: string;
  headers?: OutgoingHttpHeaders;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** `hang`: nothing, or not all of it, within the time; `dropped`: the connection ended before the answer did. */
export type Asked = Answer | { broken: 'hang' | 'dropped' };

const PATIENCE_MS = 15_000;
const MAX_PAUSE_SECONDS = 5;
const MAX_PAUSES = 20;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** ask never rejects. A "come back later" (429 with Retry-After) is obeyed: it is no answer to what was asked. */
export async function ask(port: number, question: Question, patienceMs = PATIENCE_MS): Promise<Asked> {
  for (let pauses = 0; ; pauses++) {
    const asked = await askOnce(port, question, patienceMs);
    if (!('status' in asked) || asked.status !== 429 || pauses === MAX_PAUSES) return asked;
    await sleep(Math.min(MAX_PAUSE_SECONDS, Number(asked.headers['retry-after'] ?? 1)) * 1000);
  }
}

function askOnce(port: number, { method, path, headers, body }: Question, patienceMs: number): Promise<Asked> {
  return new Promise((done) => {
    const sent = request({ host: '127.0.0.1', port, method, path, agent, headers: { ...headers, ...lengthOf(body) } }, (response) => {
      // A stream of events need not end: that it began is its answer.
      if (response.headers['content-type']?.startsWith('text/event-stream')) {
        finish({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
        return void response.destroy();
      }
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        finish({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }),
      );
      response.on('error', () => finish({ broken: 'dropped' }));
    });
    const timer = setTimeout(() => finish({ broken: 'hang' }), patienceMs);
    let finished = false;
    const finish = (asked: Asked) => {
      if (finished) return;
      finished = true;
      clearTimeout(timer);
      done(asked);
      if ('broken' in asked) sent.destroy();
    };
    sent.on('error', () => finish({ broken: 'dropped' }));
    sent.end(body);
  });
}

const lengthOf = (body: Question['body']) => (body === undefined ? {} : { 'content-length': Buffer.byteLength(body) });

/** askJson sends a value as JSON. */
export function askJson(
  port: number,
  method: string,
  path: string,
  value: unknown,
  headers: OutgoingHttpHeaders = {},
  patienceMs = PATIENCE_MS,
): Promise<Asked> {
  const typed = { 'content-type': 'application/json', ...headers };
  return ask(port, { method, path, headers: typed, body: JSON.stringify(value) }, patienceMs);
}
