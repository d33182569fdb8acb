/** Requests for every operation of an OpenAPI document: a seed gives the same ones again, but for the ids of what is there. */
import type { Question } from '../../support/ask';
import { HOSTILE_TEXTS, type Kind, pick, type Random, type Schema, valueFor } from './values';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  schema: Schema;
}

export interface OperationObject {
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  responses: Record<string, { content?: Record<string, { schema?: object }> }>;
}

export interface Document {
  paths: Record<string, Record<string, OperationObject>>;
}

export interface FuzzRequest extends Question {
  kind: Kind;
  /** As the document names it. */
  template: string;
  operation: OperationObject;
  /** The body before it was written; undefined where it was not made from the schema. */
  value: unknown;
}

/** Ids of what is there, by the first two parts of a path (`/api/runs`). */
export type KnownIds = ReadonlyMap<string, readonly string[]>;

const HEADERS: readonly [string, readonly string[]][] = [
  ['if-match', ['*', '"config-1"', 'W/"x"', '"']],
  ['if-none-match', ['*', '"x"', 'W/"']],
  ['idempotency-key', ['a', ' ', 'x'.repeat(300), '\u00ff']],
  ['last-event-id', ['0', '-1', '99999999999999999999', 'x']],
  ['range', ['bytes=0-0', 'bytes=-1', 'bytes=9-1', 'lines=1', 'bytes=0-99999999999999999999']],
  ['accept', ['text/html', '*/*;q=0', 'application/xml']],
  ['accept-encoding', ['gzip', 'br;q=1.0, *;q=0', 'x']],
  ['x-winnow-door', ['web', 'cli', '../x']],
];
const MEDIA_TYPES = ['text/plain', 'application/xml', 'application/json; charset=utf-16', 'multipart/form-data', ''];
const BROKEN_BODIES = ['', '{', '[1,', 'null', '"text"', '{"a":1}}', '\ufeff{}', `${'['.repeat(20_000)}`, `{"a":"${'x'.repeat(70_000)}"}`];

export function* requestsFor(document: Document, random: Random, perKind: number, known: KnownIds): Generator<FuzzRequest> {
  for (const [template, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      for (const kind of ['valid', 'boundary', 'invalid', 'hostile'] as const)
        for (let i = 0; i < perKind; i++) yield requestFor({ template, method, operation }, kind, random, known);
    }
  }
}

function requestFor(
  { template, method, operation }: { template: string; method: string; operation: OperationObject },
  kind: Kind,
  random: Random,
  known: KnownIds,
): FuzzRequest {
  const { parameters = [], requestBody } = operation;
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathPart(template, name, parameters, kind, random, known));
  const withBody = requestBody && (requestBody.required !== false || random() < 0.5);
  const query = withBody && requestBody.required === false ? '' : queryOf(parameters, kind, random);
  const headers: Record<string, string> = { 'if-match': '*' };
  if (kind === 'hostile') {
    for (const [name, values] of HEADERS) if (random() < 0.2) headers[name] = pick(random, values);
  }
  const request = { kind, template, operation, method: method.toUpperCase(), path: path + query, headers, value: undefined };
  return withBody ? { ...request, ...bodyOf(requestBody, kind, random, headers) } : request;
}

/** A good id leads, half of the time, to something that is there. */
function pathPart(template: string, name: string, parameters: readonly Parameter[], kind: Kind, random: Random, known: KnownIds): string {
  const { schema = {} } = parameters.find((parameter) => parameter.in === 'path' && parameter.name === name) ?? {};
  if ((kind === 'invalid' || kind === 'hostile') && random() < 0.4)
    return encodeURIComponent(pick(random, HOSTILE_TEXTS).toWellFormed()) || '%20';
  const there = known.get(family(template)) ?? [];
  if (schema.format === 'uuid' && there.length > 0 && random() < 0.7) return pick(random, there);
  return encodeURIComponent(String(valueFor(schema, 'valid', random)));
}

export const family = (path: string): string => path.split('/').slice(0, 3).join('/');

function queryOf(parameters: readonly Parameter[], kind: Kind, random: Random): string {
  const pairs = parameters
    .filter((parameter) => parameter.in === 'query' && (parameter.required || random() < 0.5))
    .map(({ name, schema }) => [name, textOf(valueFor(schema, kind, random))] as const);
  if (kind === 'invalid' && random() < 0.3) pairs.push(['not_a_parameter', '1']);
  if (kind === 'hostile' && random() < 0.3) pairs.push(pairs[0] ?? ['q', '%']);
  const escaped = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value.toWellFormed())}`);
  if (kind === 'hostile' && random() < 0.1) escaped.push('%', '=&&=', 'a[]=%00');
  return escaped.length === 0 ? '' : `?${escaped.join('&')}`.slice(0, 8_000);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

function bodyOf(
  { content }: NonNullable<OperationObject['requestBody']>,
  kind: Kind,
  random: Random,
  headers: Record<string, string>,
): Pick<FuzzRequest, 'body' | 'headers' | 'value'> {
  const [mediaType, { schema = {} }] = Object.entries(content)[0]!;
  const typed = { ...headers, 'content-type': mediaType };
  if ((kind === 'invalid' || kind === 'hostile') && random() < 0.2) {
    const declared = random() < 0.5 ? mediaType : pick(random, MEDIA_TYPES);
    return { body: pick(random, BROKEN_BODIES), headers: { ...typed, 'content-type': declared }, value: undefined };
  }
  const value = valueFor(schema, kind, random);
  return { body: JSON.stringify(value) ?? '', headers: typed, value };
}
