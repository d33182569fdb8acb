import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tone } from '../testing/sounds';
import { createSpeechApi, type SpeechApi } from './client';
import { hearByApi } from './hear';

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

/** A stand-in for the API on loopback: answers one after the other, the last again and again. */
let server: Server;
let answers: Answer[];
let asked: { path: string; authorization: string | undefined; body: string }[];
let api: SpeechApi;

const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Answer =>
  (_request, _body, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

beforeEach(async () => {
  asked = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1');
      asked.push({ path: request.url!, authorization: request.headers.authorization, body });
      (answers.length > 1 ? answers.shift()! : answers[0]!)(request, body, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  api = createSpeechApi({ baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'test-key', model: 'whisper-1' });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const VERBOSE = {
  language: 'english',
  text: 'Hello there. And good night.',
  segments: [
    { start: 0.5, end: 1.5, text: ' Hello there.', avg_logprob: -0.1, no_speech_prob: 0.01 },
    { start: 1.5, end: 2, text: ' And good night.', avg_logprob: -0.3, no_speech_prob: 0.01 },
    { start: 2, end: 3, text: ' Thank you for watching!', avg_logprob: -1.4, no_speech_prob: 0.9 },
  ],
};
const sound = tone(10);
const speech = [
  { startSeconds: 3, endSeconds: 4.4 },
  { startSeconds: 5, endSeconds: 6 },
];

describe('createSpeechApi', () => {
  it('sends the sound as WAV with key and model, and leaves out what Whisper made of silence', async () => {
    answers = [json(200, VERBOSE)];
    const transcript = await api.transcribe(tone(1));
    expect(transcript.segments).toEqual([
      { startSeconds: 0.5, endSeconds: 1.5, text: 'Hello there.', meanLogProbability: -0.1 },
      { startSeconds: 1.5, endSeconds: 2, text: 'And good night.', meanLogProbability: -0.3 },
    ]);
    expect(asked[0]).toMatchObject({ path: '/v1/audio/transcriptions', authorization: 'Bearer test-key' });
    for (const part of ['RIFF', 'WAVEfmt', 'whisper-1', 'verbose_json']) expect(asked[0]!.body).toContain(part);
  });

  it('asks for plain text from a model that refuses to give times, and remembers it', async () => {
    answers = [json(400, { error: { message: 'response_format not supported' } }), json(200, { text: 'Hello.' })];
    expect(await api.transcribe(tone(1))).toEqual({ text: 'Hello.', language: null, segments: null });
    await api.transcribe(tone(1));
    expect(asked.map(({ body }) => body.includes('verbose_json'))).toEqual([true, false, false]);
  });

  it('tries again when it is told to wait, and after a server error', async () => {
    answers = [json(429, {}, { 'retry-after': '0' }), json(503, {}, { 'retry-after': '0' }), json(200, VERBOSE)];
    expect((await api.transcribe(tone(1))).text).toBe(VERBOSE.text);
    expect(asked).toHaveLength(3);
  });

  it('gives up after three times', async () => {
    answers = [json(500, {}, { 'retry-after': '0' })];
    await expect(api.transcribe(tone(1))).rejects.toMatchObject({ code: 'engine_failed' });
    expect(asked).toHaveLength(3);
  });

  it('leaves a long wait to the pipeline, and says how long it is', async () => {
    answers = [json(429, {}, { 'retry-after': '600' })];
    await expect(api.transcribe(tone(1))).rejects.toMatchObject({ code: 'engine_failed', retryAfterSeconds: 600 });
    expect(asked).toHaveLength(1);
  });

  it('does not try again with a key that is refused, and does not tell the key', async () => {
    answers = [json(401, { error: { message: 'Incorrect API key provided: test-key' } })];
    const error = await api.transcribe(tone(1)).catch((reason) => reason);
    expect(error).toMatchObject({ code: 'engine_failed', message: 'the speech API refuses the key' });
    expect(asked).toHaveLength(1);
  });

  it('does not follow a redirect with the key', async () => {
    answers = [json(302, {}, { location: 'http://127.0.0.1:1/elsewhere' })];
    await expect(api.transcribe(tone(1))).rejects.toMatchObject({ code: 'forbidden_address' });
    expect(asked).toHaveLength(1);
  });

  it('fails clearly on an answer that is none', async () => {
    answers = [json(200, { no: 'text' })];
    await expect(api.transcribe(tone(1))).rejects.toMatchObject({ code: 'engine_failed' });
  });

  it("stops with the signal's reason while it waits for an answer", async () => {
    const controller = new AbortController();
    answers = [() => controller.abort()];
    await expect(api.transcribe(tone(1), controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('hearByApi', () => {
  it('asks nothing where nobody speaks', async () => {
    answers = [json(200, VERBOSE)];
    expect(await hearByApi(api, sound, [])).toMatchObject({ segments: [], speechSeconds: 0, language: null });
    expect(asked).toHaveLength(0);
  });

  it('puts segments where they were said', async () => {
    answers = [json(200, VERBOSE)];
    const heard = await hearByApi(api, sound, speech);
    expect(heard.segments.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [3, 4],
      [4, 4.5],
    ]);
    expect(heard.segments[0]!.confidence).toBeCloseTo(Math.exp(-0.1), 6);
    expect(heard).toMatchObject({ language: 'en', languageConfidence: 1 });
    expect(heard.speechSeconds).toBeCloseTo(2.4, 6);
    expect(heard.meanLogProbability).toBeCloseTo((-0.1 - 0.3 * 0.5) / 1.5, 6);
  });

  it('places sentences by pauses where the API gives no times', async () => {
    answers = [json(400, {}), json(200, { text: 'Hello there you. And good night.' })];
    const heard = await hearByApi(api, sound, speech);
    expect(heard.segments).toEqual([
      { startSeconds: 3, endSeconds: 4.4, text: 'Hello there you.', confidence: null, speaker: null },
      { startSeconds: 5, endSeconds: 6, text: 'And good night.', confidence: null, speaker: null },
    ]);
    expect(heard).toMatchObject({ language: null, languageConfidence: null, meanLogProbability: null });
  });
});
