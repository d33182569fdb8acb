/** Reads a chat completion, streamed or whole, from servers that keep to the protocol and from those that nearly do. */
import { Stream } from 'openai/streaming';
import { z } from 'zod';
import { LlmFailure } from './failure';

export interface RawUsage {
  inputTokens: number | null;
  outputTokens: number | null;
  /** Where the endpoint bills in dollars and says so (OpenRouter). */
  costUsd: number | null;
}

export interface RawAnswer {
  text: string;
  finish: 'stop' | 'length';
  usage: RawUsage;
}

const count = z.number().int().min(0).max(1e9).nullish().catch(null);
const usageSchema = z
  .object({ prompt_tokens: count, completion_tokens: count, cost: z.number().min(0).max(1e6).nullish().catch(null) })
  .nullish()
  .catch(null);
const said = z.string().nullish().catch(null);
const piece = z.object({ content: said, reasoning_content: said, reasoning: said, refusal: said }).nullish().catch(null);
const choice = z.object({ delta: piece, message: piece, text: said, finish_reason: said });
const chunkSchema = z.object({
  choices: z.array(choice).nullish(),
  usage: usageSchema,
  error: z.unknown().optional(),
});

/** A model that never ends is cut off here: more characters than any tokeniser gives for the tokens it was allowed. */
const CHARACTERS_PER_TOKEN = 16;
const REFUSALS = new Set(['content_filter', 'safety', 'recitation']);

/** AnswerReader collects what a completion says, chunk by chunk. */
export class AnswerReader {
  private text = '';
  private reasoning = '';
  private refusal = '';
  private finish: string | null = null;
  private cutOff = false;
  private usage: RawUsage = { inputTokens: null, outputTokens: null, costUsd: null };
  private choices = 0;

  constructor(private readonly maxOutputTokens: number) {}

  /** False once there is more than there may be. */
  add(chunk: unknown): boolean {
    const { choices, usage, error } = chunkSchema.safeParse(chunk).data ?? { error: true };
    if (error) throw new LlmFailure('server_error', 'the language model answered with an error', { passing: true });
    if (usage) {
      this.usage = {
        inputTokens: usage.prompt_tokens ?? null,
        outputTokens: usage.completion_tokens ?? null,
        costUsd: usage.cost ?? null,
      };
    }
    const first = choices?.[0];
    if (!first) return true;
    this.choices++;
    const part = first.message ?? first.delta;
    this.text += part?.content ?? first.text ?? '';
    this.reasoning += part?.reasoning_content ?? part?.reasoning ?? '';
    this.refusal += part?.refusal ?? '';
    this.finish = first.finish_reason ?? this.finish;
    if (this.characters <= this.maxOutputTokens * CHARACTERS_PER_TOKEN) return true;
    this.cutOff = true;
    return false;
  }

  get characters(): number {
    return this.text.length + this.reasoning.length;
  }

  /** All that the model wrote, thoughts included: what is paid for. */
  get written(): string {
    return this.reasoning + this.text + this.refusal;
  }

  get usageSoFar(): RawUsage {
    return this.usage;
  }

  /** Throws where the answer is none. */
  answer(): RawAnswer {
    if (this.refusal.trim() !== '') throw new LlmFailure('refused', 'the language model declined to answer');
    if (this.finish !== null && REFUSALS.has(this.finish)) throw new LlmFailure('filtered', 'a content filter withheld the answer');
    if (this.choices === 0) throw new LlmFailure('invalid_answer', 'the language model answered with nothing');
    // Some servers put everything that a reasoning model writes into its thoughts.
    const text = this.text.trim() === '' ? this.reasoning : this.text;
    return { text, finish: this.cutOff || this.finish === 'length' ? 'length' : 'stop', usage: this.usage };
  }
}

/**
 * readResponse reads a body into `reader`, calling `onCharacters` as it comes. It goes by what the server sends and not by what it was asked for: some
 * answer a request for a stream with one JSON object. Throws what breaks.
 */
export async function readResponse(
  response: Response,
  reader: AnswerReader,
  controller: AbortController,
  onCharacters: (characters: number) => void,
): Promise<void> {
  if (!(response.headers.get('content-type') ?? '').includes('event-stream')) {
    const body = await boundedText(response, reader, controller);
    let parsed: unknown;
    try {
      parsed = JSON.parse(body);
    } catch (error) {
      throw new LlmFailure('server_error', 'the language model answered with something that is not JSON', { passing: true, cause: error });
    }
    reader.add(parsed);
    return;
  }
  for await (const chunk of Stream.fromSSEResponse<unknown>(response, controller)) {
    if (!reader.add(chunk)) {
      controller.abort();
      return;
    }
    onCharacters(reader.characters);
  }
}

const LARGEST_BODY = 16 * 1024 * 1024;

async function boundedText(response: Response, _reader: AnswerReader, controller: AbortController): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += decoder.decode(bytes as Uint8Array, { stream: true });
    if (text.length > LARGEST_BODY) {
      controller.abort();
      throw new LlmFailure('invalid_answer', 'the language model answered with more than 16 MiB');
    }
  }
  return text + decoder.decode();
}
