/** An OpenAI-compatible speech API: POST {baseUrl}/audio/transcriptions. */
import { setTimeout as delay } from 'node:timers/promises';
import OpenAI, { BadRequestError, toFile } from 'openai';
import { z } from 'zod';
import { operatorFetch } from '@/lib/net/operator';
import { toWav16 } from '../media/wav';
import { SAMPLE_RATE } from '../vad/frames';
import { isPassing, speechApiError } from './errors';

export interface SpeechApiOptions {
  /** No other origin is ever asked. Null: OpenAI's own. */
  baseUrl: string | null;
  apiKey: string;
  /** e.g. `whisper-1` */
  model: string;
  /** How often a request is sent in all, when it fails in a way that may pass. Default 3. */
  maxAttempts?: number;
}

export interface ApiSegment {
  /** Seconds from the start of what was sent. */
  startSeconds: number;
  endSeconds: number;
  text: string;
  /** Mean natural logarithm of the tokens' probabilities; null where the API does not say. */
  meanLogProbability: number | null;
}

export interface ApiTranscript {
  text: string;
  /** As the API names it: a code or an English name; null where it does not say. */
  language: string | null;
  /** Null where the API gives no times. */
  segments: ApiSegment[] | null;
}

export interface SpeechApi {
  /** Rejects with `engine_failed`, or the signal's reason. */
  transcribe(pcm: Float32Array, signal?: AbortSignal): Promise<ApiTranscript>;
}

const OPENAI_BASE_URL = 'https://api.openai.com/v1';
const TIMEOUT_MS = 120_000;
/** A longer wait is the pipeline's business: it must not hold a worker. */
const MAX_WAIT_SECONDS = 30;
const FIRST_WAIT_SECONDS = 1;

/** Whisper's own rule for a segment in which nobody speaks. */
const NO_SPEECH = { probability: 0.6, meanLogProbability: -1 };

const answer = z.object({
  text: z.string(),
  language: z.string().nullish(),
  segments: z
    .array(
      z.object({
        start: z.number(),
        end: z.number(),
        text: z.string(),
        avg_logprob: z.number().nullish(),
        no_speech_prob: z.number().nullish(),
      }),
    )
    .nullish(),
});

/** readAnswer takes an answer in either format (`json`, `verbose_json`) and leaves out segments of silence. Throws on anything else. */
export function readAnswer(body: unknown): ApiTranscript {
  const { text, language, segments } = answer.parse(body);
  const spoken = segments
    ?.map(({ start, end, text: said, avg_logprob, no_speech_prob }) => ({
      startSeconds: start,
      endSeconds: Math.max(start, end),
      text: said.trim(),
      meanLogProbability: avg_logprob ?? null,
      silent: (no_speech_prob ?? 0) > NO_SPEECH.probability && (avg_logprob ?? 0) < NO_SPEECH.meanLogProbability,
    }))
    .filter((segment) => segment.text !== '' && !segment.silent)
    .map(({ silent: _, ...segment }) => segment);
  return { text: text.trim(), language: language ?? null, segments: spoken ?? null };
}

/** createSpeechApi gives a client that sends mono 16 kHz sound as WAV. */
export function createSpeechApi({ baseUrl, apiKey, model, maxAttempts = 3 }: SpeechApiOptions): SpeechApi {
  const baseURL = baseUrl ?? OPENAI_BASE_URL;
  // Retries are ours: the client's would wait for as long as the server says.
  const client = new OpenAI({ baseURL, apiKey, fetch: operatorFetch(baseURL), maxRetries: 0, timeout: TIMEOUT_MS });
  /** Newer models give text only, and refuse to be asked for more. */
  let timesRefused = false;

  async function ask(wav: Buffer, signal?: AbortSignal): Promise<ApiTranscript> {
    const file = await toFile(wav, 'speech.wav', { type: 'audio/wav' });
    const options = signal ? { signal } : {};
    if (!timesRefused) {
      try {
        return readAnswer(await client.audio.transcriptions.create({ file, model, response_format: 'verbose_json' }, options));
      } catch (error) {
        if (!(error instanceof BadRequestError)) throw error;
        timesRefused = true;
      }
    }
    return readAnswer(await client.audio.transcriptions.create({ file, model, response_format: 'json' }, options));
  }

  return {
    async transcribe(pcm, signal) {
      const wav = toWav16(pcm, SAMPLE_RATE);
      for (let attempt = 1; ; attempt++) {
        try {
          return await ask(wav, signal);
        } catch (error) {
          const failure = speechApiError(error, signal);
          const wait = failure.retryAfterSeconds ?? FIRST_WAIT_SECONDS * 2 ** (attempt - 1);
          if (!isPassing(error) || attempt >= maxAttempts || wait > MAX_WAIT_SECONDS) throw failure;
          await delay(wait * 1000, undefined, signal ? { signal } : {}).catch(() => {
            throw speechApiError(error, signal);
          });
        }
      }
    },
  };
}
