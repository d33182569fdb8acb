/** A server that speaks the chat completions protocol and answers by a script: for tests and measurements, on loopback. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  path: string;
  /** As it came. */
  body: Record<string, unknown> & { model?: string; messages?: { role: string; content: string }[]; stream?: boolean };
  authorization: string | null;
}

export type Reply =
  /** `chunks`: how many pieces a streamed text comes in. `usage`: null leaves it out. */
  | {
      kind: 'answer';
      text: string;
      usage?: unknown;
      finish?: string;
      chunks?: number;
      reasoning?: string;
      refusal?: string;
      plain?: boolean;
    }
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** Breaks the connection: at once, or after a part of the text. */
  | { kind: 'hang_up'; text?: string }
  /** Answers nothing until the client goes away. */
  | { kind: 'silence' }
  /** Writes on until the client goes away. */
  | { kind: 'endless' }
  /** An answer whose list of choices is empty. */
  | { kind: 'empty' };

/** `n` counts the requests from 0. */
export type Script = (request: SeenRequest, n: number) => Reply | Promise<Reply>;

export interface StandInLlm {
  baseUrl: string;
  requests: SeenRequest[];
  /** Replaces the script from the next request on. */
  answerWith(script: Script): void;
  close(): Promise<void>;
}

const LARGEST_REQUEST = 32 * 1024 * 1024;

export async function startStandInLlm(script: Script): Promise<StandInLlm> {
  const requests: SeenRequest[] = [];
  let current = script;
  const server = createServer((incoming, response) => {
    void handle(incoming, response).catch(() => response.destroy());
  });
  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = incoming.url ?? '';
    const body = (incoming.method === 'POST' ? JSON.parse(await textOf(incoming)) : {}) as SeenRequest['body'];
    if (path.endsWith('/models')) return void respond(response, 200, { object: 'list', data: [{ id: 'stand-in', object: 'model' }] });
    const request = { path, body, authorization: incoming.headers.authorization ?? null };
    requests.push(request);
    await reply(await current(request, requests.length - 1), request, response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    answerWith(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  let text = '';
  for await (const bytes of incoming.setEncoding('utf8')) {
    text += bytes;
    if (text.length > LARGEST_REQUEST) throw new Error('the request is too large');
  }
  return text;
}

function respond(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

const head = (model: unknown) => ({ id: 'chatcmpl-1', object: 'chat.completion', created: 1, model });

async function reply(answer: Reply, { body }: SeenRequest, response: ServerResponse): Promise<void> {
  switch (answer.kind) {
    case 'status':
      return respond(response, answer.status, answer.body ?? { error: { message: 'scripted' } }, answer.headers);
    case 'silence':
      return;
    case 'hang_up':
      if (answer.text !== undefined) {
        startStream(response);
        await event(response, chunkOf(body.model, answer.text));
        // So that the client has read it: it throws away what it has not when the connection breaks.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      response.destroy();
      return;
    case 'empty':
      return respond(response, 200, { ...head(body.model), choices: [], usage: { prompt_tokens: 5, completion_tokens: 0 } });
    case 'endless':
      startStream(response);
      while (!response.destroyed) await event(response, chunkOf(body.model, 'and so on '.repeat(400)));
      return;
    case 'answer':
      return body.stream && !answer.plain ? stream(answer, body, response) : respond(response, 200, wholeOf(answer, body));
  }
}

type Answer = Extract<Reply, { kind: 'answer' }>;

/** What this server counts by: four characters a token. */
function usageOf({ text, usage }: Answer, body: SeenRequest['body']): unknown {
  if (usage !== undefined) return usage;
  const asked = (body.messages ?? []).reduce((sum, { content }) => sum + content.length, 0);
  return { prompt_tokens: Math.ceil(asked / 4), completion_tokens: Math.ceil(text.length / 4), total_tokens: 0 };
}

function wholeOf(answer: Answer, body: SeenRequest['body']): unknown {
  const { text, reasoning, refusal, finish = 'stop' } = answer;
  const message = {
    role: 'assistant',
    content: text,
    ...(reasoning ? { reasoning_content: reasoning } : {}),
    ...(refusal ? { refusal } : {}),
  };
  const usage = usageOf(answer, body);
  return { ...head(body.model), choices: [{ index: 0, message, finish_reason: finish }], ...(usage === null ? {} : { usage }) };
}

async function stream(answer: Answer, body: SeenRequest['body'], response: ServerResponse): Promise<void> {
  const { text, chunks = 4, reasoning, refusal, finish = 'stop' } = answer;
  startStream(response);
  if (reasoning) await event(response, chunkOf(body.model, undefined, { reasoning_content: reasoning }));
  if (refusal) await event(response, chunkOf(body.model, undefined, { refusal }));
  const size = Math.max(1, Math.ceil(text.length / chunks));
  for (let at = 0; at < text.length; at += size) await event(response, chunkOf(body.model, text.slice(at, at + size)));
  await event(response, {
    ...head(body.model),
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta: {}, finish_reason: finish }],
  });
  const usage = usageOf(answer, body);
  const wanted = (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
  if (usage !== null && wanted) await event(response, { ...head(body.model), object: 'chat.completion.chunk', choices: [], usage });
  response.end('data: [DONE]\n\n');
}

function startStream(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
}

const chunkOf = (model: unknown, content: string | undefined, rest: Record<string, unknown> = {}) => ({
  ...head(model),
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta: { ...(content === undefined ? {} : { content }), ...rest }, finish_reason: null }],
});

/** Resolves once it is on its way, or the client has gone. */
async function event(response: ServerResponse, data: unknown): Promise<void> {
  if (response.destroyed) return;
  await new Promise<void>((resolve) => response.write(`data: ${JSON.stringify(data)}\n\n`, () => resolve()));
}
