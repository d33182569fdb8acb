import { z } from 'zod';
import type { CompleteContext, LlmClient } from './client';
import { LlmFailure } from './failure';
import { findJson } from './json-answer';
import type { ChatMessage, LlmModel } from './types';
import { type Fence, leaks } from './untrusted/fence';

export interface Ask<T> {
  model: LlmModel;
  /** Of the schema, for the endpoint. */
  name: string;
  schema: z.ZodType<T>;
  /** Takes what is usable of an answer that does not fit the schema; null where nothing is. */
  salvage(value: unknown): T | null;
  system: string;
  user: string;
  maxOutputTokens: number;
  fence: Fence;
}

/** How much of a wrong answer is shown to the model again. */
const SHOWN_AGAIN = 6_000;
const MOST_FAULTS = 8;

/**
 * askStructured returns an answer that fits the schema. One that does not fit gets one repair round, whatever it says; after that what is usable of it
 * is taken, or it fails with `invalid_answer` or `cut_off`. One that repeats what only its orders hold fails with `leaked` at once.
 */
export async function askStructured<T>(client: LlmClient, ask: Ask<T>, context: CompleteContext): Promise<T> {
  const messages: ChatMessage[] = [
    { role: 'system', content: ask.system },
    { role: 'user', content: ask.user },
  ];
  const schema = { name: ask.name, json: jsonSchemaOf(ask.schema) };
  let salvaged: T | null = null;
  for (let round = 0; round < 2; round++) {
    const answer = await client.complete({ model: ask.model, messages, maxOutputTokens: ask.maxOutputTokens, schema }, context);
    if (leaks(ask.fence, answer.text)) throw new LlmFailure('leaked', 'the language model repeated its orders');
    const value = findJson(answer.text);
    const parsed = ask.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    salvaged = ask.salvage(value) ?? salvaged;
    if (round === 1 && salvaged === null) {
      throw answer.finish === 'length'
        ? new LlmFailure('cut_off', 'the answer of the language model was cut off')
        : new LlmFailure('invalid_answer', 'the language model did not answer in the form that was asked for');
    }
    messages.splice(2, 2, { role: 'assistant', content: answer.text.slice(0, SHOWN_AGAIN) || '(nothing)' });
    messages.push({ role: 'user', content: repairOrder(value, parsed.error, answer.finish === 'length') });
  }
  return salvaged!;
}

function repairOrder(value: unknown, error: z.ZodError, cutOff: boolean): string {
  const fault = cutOff
    ? 'Your answer was cut off. Give fewer and shorter items.'
    : value === undefined
      ? 'Your answer holds no JSON object.'
      : `Your JSON does not fit: ${error.issues
          .slice(0, MOST_FAULTS)
          .map(({ path, message }) => `${path.join('.') || 'the object'}: ${message}`)
          .join('; ')}.`;
  return `${fault} Answer once more, with the one JSON object and nothing else.`;
}

/** Strict endpoints want every property required and no other allowed, as z.strictObject gives it. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'output' });
  return json;
}
