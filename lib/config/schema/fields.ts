/**
 * Building blocks of the four schemas. The message of every issue is what was expected there ("a number from 0 to 1"), so that an error
 * can be told as file, line, column, key, what was expected and what was found.
 */
import { z } from 'zod';

export const numberFrom = (min: number, max: number) => {
  const error = `a number from ${min} to ${max}`;
  return z.number({ error }).min(min, { error }).max(max, { error });
};

export const share = () => numberFrom(0, 1);

export const wholeNumberFrom = (min: number, max: number) => {
  const error = `a whole number from ${min} to ${max}`;
  return z.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

export const yesOrNo = () => z.boolean({ error: 'true or false' });

export const textUpTo = (max: number) => {
  const error = `text of 1 to ${max} characters`;
  return z.string({ error }).trim().min(1, { error }).max(max, { error });
};

export const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

export const listOf = <T extends z.ZodType>(item: T, max: number) => {
  const error = `a list of at most ${max}`;
  return z.array(item, { error }).max(max, { error });
};

/** A mapping with exactly these keys; each may be absent if its schema has a default. */
export const mapping = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `one of ${Object.keys(shape).join(', ')}` : 'a mapping of keys to values'),
  });

/** `key:` with nothing behind it (all its lines commented out) is as good as absent, for mappings and lists. */
export const orAbsent = <T extends z.ZodType>(schema: T) => z.preprocess((value) => value ?? undefined, schema);

const SECONDS_PER: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** secondsOf reads a time such as `90s`, `5m`, `24h` or `30d`; NaN where it is none. */
export function secondsOf(span: string): number {
  const match = /^([0-9]{1,8})([smhd])$/.exec(span);
  return Number(match?.[1]) * (SECONDS_PER[match?.[2] ?? ''] ?? 0);
}

/** e.g. `90s`, `5m`, `24h`, `30d`: more than nothing, a year at most. */
export const timeSpan = () => {
  const error = 'a time such as 90s, 5m, 24h or 30d, a year at most';
  return z.string({ error }).refine((text) => secondsOf(text) > 0 && secondsOf(text) <= 366 * 86_400, { error });
};

/** Content types are names in conditions, URLs and metrics labels. */
export const CONTENT_TYPE_NAME = /^[a-z][a-z0-9_]{0,39}$/;
export const contentTypeName = () => {
  const error = 'a name of small letters, digits and _ that starts with a letter, 40 characters at most';
  return z.string({ error }).regex(CONTENT_TYPE_NAME, { error });
};

/** What an issue raised by a schema's own check carries besides what was expected. */
export interface IssueParams {
  /** The whole message, where "expected …, found …" would say less. */
  sentence?: string;
  /** Character of the string at the issue's path that is meant. */
  index?: number;
  /** The issue is about the key, not the value. */
  atKey?: true;
}
