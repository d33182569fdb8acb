/** What the tuning thread does. Errors cross back as plain values, since a class does not survive the copy. */
import { asWinnowError, type ErrorCode, type FieldError } from '@/lib/base/errors';
import { QUESTIONS, type Question } from './questions';
import { readingProgress } from './recordings-store';

export interface ThreadQuestion {
  question: Question;
  input: unknown;
}

export type ThreadAnswer =
  | { ok: true; value: unknown }
  | { ok: false; code: ErrorCode; message: string; fields: FieldError[]; retryAfterSeconds?: number };

/** A request waits no longer than this for columns. */
const PATIENCE_MS = 4_000;
const RETRY_AFTER_SECONDS = 2;

export async function answerOnThread({ question, input }: ThreadQuestion): Promise<ThreadAnswer> {
  const answer = answerOf({ question, input });
  let timer: NodeJS.Timeout | undefined;
  const impatient = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS);
  });
  const first = await Promise.race([answer, impatient]);
  clearTimeout(timer);
  if (first) return first;
  const progress = readingProgress();
  return progress ? stillReading(progress) : answer;
}

async function answerOf({ question, input }: ThreadQuestion): Promise<ThreadAnswer> {
  try {
    return { ok: true, value: await QUESTIONS[question](input as never) };
  } catch (error) {
    const { code, message, fields, retryAfterSeconds } = asWinnowError(error);
    return { ok: false, code, message, fields, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) };
  }
}

function stillReading({ read, all }: { read: number; all: number }): ThreadAnswer {
  const message = `${read.toLocaleString('en')} of ${all.toLocaleString('en')} recorded runs are read`;
  return { ok: false, code: 'still_reading', message, fields: [], retryAfterSeconds: RETRY_AFTER_SECONDS };
}
