import type { z } from 'zod';
import type { IssueParams } from './schema/fields';
import { positionIn, type YamlPath, type YamlText } from './yaml-text';

/** One thing that is wrong in a configuration file. */
export interface ConfigError {
  /** e.g. `early_exit.yaml` */
  file: string;
  /** 1-based; 0 where the file could not be read at all. */
  line: number;
  column: number;
  /** e.g. `checkpoints.post_download.conditions[0].condition`; empty for the file as a whole. */
  key: string;
  /** e.g. `a number from 0 to 1` */
  expected: string;
  /** The whole sentence, without the place. */
  message: string;
}

/** More than anybody reads; keeps a hostile file from costing a search through the text per error. */
const MAX_ERRORS = 100;

/** formatConfigError writes `early_exit.yaml:4:18 checkpoints.x: expected …, found …`, as editors and terminals understand it. */
export function formatConfigError({ file, line, column, key, message }: ConfigError): string {
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  return key === '' ? `${place}: ${message}` : `${place} ${key}: ${message}`;
}

function formatKey(path: YamlPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

function valueAt(data: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((value, step) => (value as Record<string | number, unknown> | null | undefined)?.[step], data);
}

function describeValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** A record reports a bad key as an issue that holds the key's own issues. */
function expectedOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key' || issue.code === 'invalid_element' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
}

/** An issue about several unknown keys becomes one error each. */
function fromIssue(issue: z.core.$ZodIssue, file: string, text: string, yaml: YamlText): ConfigError[] {
  const path = issue.path as (string | number)[];
  const at = (offset: number, key: string, expected: string, found: string, sentence?: string): ConfigError => {
    return { file, ...positionIn(text, offset), key, expected, message: sentence ?? `expected ${expected}, found ${found}` };
  };
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MAX_ERRORS)
      .map((key) => at(yaml.offsetOfKey([...path, key]), formatKey([...path, key]), expectedOf(issue), `the unknown key "${key}"`));
  }
  const expected = expectedOf(issue);
  const params: IssueParams = issue.code === 'custom' ? (issue.params ?? {}) : {};
  if (issue.code === 'invalid_key' || params.atKey) {
    return [at(yaml.offsetOfKey(path), formatKey(path), expected, `"${String(path.at(-1))}"`)];
  }
  const offset = params.index === undefined ? yaml.offsetOf(path) : yaml.offsetInString(path, params.index);
  return [at(offset, formatKey(path), expected, describeValue(valueAt(yaml.data, path)), params.sentence)];
}

/** placeIssues turns a schema's issues into errors with their places in the text, in its order; at most the first hundred. */
export function placeIssues(issues: readonly z.core.$ZodIssue[], file: string, text: string, yaml: YamlText): ConfigError[] {
  const errors = issues.slice(0, MAX_ERRORS).flatMap((issue) => fromIssue(issue, file, text, yaml));
  return errors.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MAX_ERRORS);
}
