import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CompleteContext, createLlmClient, type LlmClientOptions } from './client';
import { LlmFailure } from './failure';
import { Spending } from './spending';
import { STRONG } from './testing/context';
import { type Script, type StandInLlm, startStandInLlm } from './testing/stand-in';
import type { ChatRequest, LlmCall, LlmModel } from './types';

const ok = (text = '{"a":1}') => ({ kind: 'answer', text }) as const;
let server: StandInLlm;
beforeEach(async () => {
  server = await startStandInLlm(() => ok());
});
afterEach(() => server.close());

const REQUEST: ChatRequest = {
  model: STRONG,
  messages: [{ role: 'user', content: 'Say something.' }],
  maxOutputTokens: 100,
  schema: { name: 'thing', json: { type: 'object', properties: {}, required: [], additionalProperties: false } },
};

function ask(script: Script, options: Partial<LlmClientOptions> = {}, request: Partial<ChatRequest> = {}) {
  server.answerWith(script);
  const calls: Omit<LlmCall, 'step' | 'unit'>[] = [];
  const heard: number[] = [];
  const context: CompleteContext = {
    spending: new Spending({ tokens: null, costUsdMicros: null }),
    signal: new AbortController().signal,
    onCharacters: (count) => heard.push(count),
    onCall: async (call) => void calls.push(call),
  };
  const client = createLlmClient({
    baseUrl: server.baseUrl,
    apiKey: 'secret',
    maxAttempts: 3,
    timeoutMs: 20_000,
    concurrency: 2,
    firstWaitSeconds: 0.001,
    ...options,
  });
  return { answer: client.complete({ ...REQUEST, ...request }, context), client, context, calls, heard };
}
const reasonOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error) => (error instanceof LlmFailure ? error.reason : String(error)),
  );
const bodies = () => server.requests.map(({ body }) => body);

describe('an endpoint that keeps to the protocol', () => {
  it('is asked with its key, streams, and says what it took', async () => {
    const { answer, calls, heard } = ask(() => ({
      kind: 'answer',
      text: '{"a":1}',
      usage: { prompt_tokens: 1000, completion_tokens: 500 },
    }));
    expect(await answer).toEqual({
      text: '{"a":1}',
      finish: 'stop',
      use: { inputTokens: 1000, outputTokens: 500, costUsdMicros: 6000, estimated: false },
    });
    expect(server.requests[0]).toMatchObject({ authorization: 'Bearer secret', path: '/v1/chat/completions' });
    expect(server.requests[0]!.body).toMatchObject({ model: 'strong', stream: true, response_format: { type: 'json_schema' } });
    expect(heard.at(-1)).toBe(7);
    expect(calls).toMatchObject([{ outcome: 'answered', status: 200, inputTokens: 1000, costUsdMicros: 6000 }]);
  });

  it('bills in dollars of its own, and that is taken before the price table', async () => {
    const { answer } = ask(() => ({ kind: 'answer', text: '{}', usage: { prompt_tokens: 10, completion_tokens: 5, cost: 0.0000123 } }));
    expect((await answer).use.costUsdMicros).toBe(13);
  });

  it('has no cost where the price is not known: never zero', async () => {
    const unknown: LlmModel = { ...STRONG, inputUsdPerMillion: null };
    expect((await ask(() => ok(), {}, { model: unknown }).answer).use.costUsdMicros).toBeNull();
  });
});

describe('an endpoint with a dialect', () => {
  const refusing = (bad: (body: Record<string, unknown>) => boolean, body: unknown = { error: { message: 'no' } }): Script => {
    return (request) => (bad(request.body) ? { kind: 'status', status: 400, body } : ok());
  };
  it.each([
    ['response_format json_schema', (b: Record<string, unknown>) => (b.response_format as { type?: string })?.type === 'json_schema'],
    ['any response_format', (b: Record<string, unknown>) => 'response_format' in b],
    ['max_tokens', (b: Record<string, unknown>) => 'max_tokens' in b],
    ['stream_options', (b: Record<string, unknown>) => 'stream_options' in b],
    ['temperature', (b: Record<string, unknown>) => 'temperature' in b],
    ['streams', (b: Record<string, unknown>) => b.stream === true],
    [
      'everything but the messages',
      (b: Record<string, unknown>) => 'temperature' in b || 'max_tokens' in b || 'response_format' in b || b.stream === true,
    ],
  ])('that refuses %s is asked without it, and from then on at once', async (_, bad) => {
    const { answer, client, context, calls } = ask(refusing(bad));
    expect((await answer).text).toBe('{"a":1}');
    expect(calls.slice(0, -1).every(({ outcome, costUsdMicros }) => outcome === 'failed' && costUsdMicros === 0)).toBe(true);
    const before = server.requests.length;
    await client.complete(REQUEST, context);
    expect(server.requests.length).toBe(before + 1);
  });

  it('that names what it does not like is asked without that first', async () => {
    const named = refusing((b) => 'temperature' in b, { error: { message: 'no', param: 'temperature', code: 'unsupported_value' } });
    await ask(named).answer;
    expect(bodies().map((b) => 'temperature' in b)).toEqual([true, false]);
    expect(bodies()[1]).toHaveProperty('response_format');
  });

  it('that says the text is too long is not asked again', async () => {
    const long = { error: { message: 'too long', code: 'context_length_exceeded', param: 'messages' } };
    expect(await reasonOf(ask(() => ({ kind: 'status', status: 400, body: long })).answer)).toBe('bad_request');
    expect(server.requests).toHaveLength(1);
  });

  it('that answers a stream with one object, without usage, is understood and its tokens counted', async () => {
    const { answer } = ask(() => ({ kind: 'answer', text: 'five words are said here', usage: null, plain: true }));
    const { text, use } = await answer;
    expect(text).toBe('five words are said here');
    expect(use).toMatchObject({ estimated: true, outputTokens: 5 });
    expect(use.inputTokens).toBeGreaterThan(0);
  });

  it.each([
    { prompt_tokens: -5, completion_tokens: 1e300 },
    { prompt_tokens: 'many' },
    'lots',
    { prompt_tokens: 1.5, completion_tokens: null },
  ])('that tells nonsense of its tokens (%j) is not believed', async (usage) => {
    const { use } = await ask(() => ({ kind: 'answer', text: 'word', usage })).answer;
    expect(use).toMatchObject({ estimated: true, outputTokens: 1 });
  });

  it('that puts the answer into its thoughts is read there', async () => {
    const { answer } = ask(() => ({ kind: 'answer', text: '', reasoning: 'I think {"a":2}' }));
    expect((await answer).text).toBe('I think {"a":2}');
  });
});

describe('an endpoint that fails', () => {
  it('with 429 and Retry-After is asked again, and all parts keep the pause', async () => {
    const { answer, calls } = ask((_, n) => (n === 0 ? { kind: 'status', status: 429, headers: { 'retry-after': '0.01' } } : ok()));
    await answer;
    expect(calls.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['failed', 429],
      ['answered', 200],
    ]);
  });

  it('with a longer Retry-After than is waited for is given up', async () => {
    const { answer } = ask(() => ({ kind: 'status', status: 429, headers: { 'retry-after': '3600' } }));
    expect(await reasonOf(answer)).toBe('rate_limited');
    expect(server.requests).toHaveLength(1);
  });

  it.each([500, 502, 503, 529])('with %i is asked as often as is set, and then given up', async (status) => {
    expect(await reasonOf(ask(() => ({ kind: 'status', status })).answer)).toBe('server_error');
    expect(server.requests).toHaveLength(3);
  });

  it('is asked once where retrying is off', async () => {
    expect(await reasonOf(ask(() => ({ kind: 'status', status: 500 }), { maxAttempts: 1 }).answer)).toBe('server_error');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    [401, {}, 'unauthorized'],
    [403, {}, 'unauthorized'],
    [402, {}, 'unauthorized'],
    [429, { error: { message: 'x', code: 'insufficient_quota' } }, 'rate_limited'],
  ] as const)('with %i %j is not asked again: %s', async (status, body, reason) => {
    expect(await reasonOf(ask(() => ({ kind: 'status', status, body })).answer)).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('by hanging up in the middle is asked again, and what it wrote is paid for', async () => {
    const { answer, calls } = ask((_, n) => (n === 0 ? { kind: 'hang_up', text: 'half an answer' } : ok()));
    await answer;
    expect(calls[0]).toMatchObject({ outcome: 'broken', status: 200, estimated: true });
    expect(calls[0]!.outputTokens).toBeGreaterThan(0);
    expect(calls[0]!.costUsdMicros).toBeGreaterThan(0);
  });

  it('by hanging up at once costs nothing', async () => {
    const { answer, calls } = ask(() => ({ kind: 'hang_up' }));
    expect(await reasonOf(answer)).toBe('unreachable');
    expect(calls).toHaveLength(3);
    expect(calls.every(({ outcome, costUsdMicros }) => outcome === 'failed' && costUsdMicros === 0)).toBe(true);
  });

  it('by saying nothing is given up at the deadline', async () => {
    expect(await reasonOf(ask(() => ({ kind: 'silence' }), { timeoutMs: 1_000, maxAttempts: 2 }).answer)).toBe('timeout');
    expect(server.requests).toHaveLength(2);
  });

  it('by never ending is cut off, once', async () => {
    const { answer } = ask(() => ({ kind: 'endless' }));
    expect((await answer).finish).toBe('length');
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['a refusal', { kind: 'answer', text: '', refusal: 'I will not' }, 'refused'],
    ['a content filter', { kind: 'answer', text: 'x', finish: 'content_filter' }, 'filtered'],
    ['no choices', { kind: 'empty' }, 'invalid_answer'],
  ] as const)('with %s is not asked again', async (_, reply, reason) => {
    expect(await reasonOf(ask(() => reply).answer)).toBe(reason);
    expect(server.requests).toHaveLength(1);
  });

  it('by redirecting is refused: the key stays here', async () => {
    const other = await startStandInLlm(() => ok());
    const { answer } = ask(() => ({ kind: 'status', status: 307, headers: { location: `${other.baseUrl}/chat/completions` } }));
    expect(await reasonOf(answer)).toBe('bad_request');
    expect(other.requests).toHaveLength(0);
    await other.close();
  });
});

describe('limits', () => {
  it('of tokens stop a request before it is sent, and count what earlier ones took', async () => {
    const usage = { prompt_tokens: 300, completion_tokens: 300 };
    const { answer, client, context } = ask(() => ({ kind: 'answer', text: '{}', usage }));
    await answer;
    context.spending = new Spending({ tokens: 700, costUsdMicros: null });
    await client.complete(REQUEST, context);
    expect(await reasonOf(client.complete(REQUEST, context))).toBe('over_budget');
    expect(server.requests).toHaveLength(2);
  });

  it('of money need a price', async () => {
    const { client, context, answer } = ask(() => ok());
    await answer;
    context.spending = new Spending({ tokens: null, costUsdMicros: 1_000_000 });
    expect(await reasonOf(client.complete({ ...REQUEST, model: { ...STRONG, outputUsdPerMillion: null } }, context))).toBe('over_budget');
    expect(await reasonOf(client.complete(REQUEST, context))).toBe('answered');
  });

  it('of concurrency hold', async () => {
    let open = 0;
    let most = 0;
    const { client, context, answer } = ask(async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open--;
      return ok();
    });
    await Promise.all([answer, ...Array.from({ length: 7 }, () => client.complete(REQUEST, context))]);
    expect(most).toBe(2);
  });

  it('an abort ends the request with its reason', async () => {
    const { client, context, answer } = ask(() => ok());
    await answer;
    server.answerWith(() => ({ kind: 'silence' }));
    const controller = new AbortController();
    const pending = client.complete(REQUEST, { ...context, signal: controller.signal });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ code: 'cancelled' });
  });
});
