/** What the docs page says of a JSON schema. */

export interface Schema {
  $ref?: string;
  type?: string | string[];
  title?: string;
  description?: string;
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  additionalProperties?: boolean | Schema;
  format?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
}

/** A word of a type: text, or the name of a schema that has a section of its own. */
export type Word = { text: string } | { schema: string };

const text = (value: string): Word => ({ text: value });
const nameOf = (ref: string) => ref.slice(ref.lastIndexOf('/') + 1);

function joined(parts: readonly Word[][], between: string): Word[] {
  return parts.flatMap((part, i) => (i === 0 ? part : [text(between), ...part]));
}

/** typeWords names the type of a value: `string`, `integer 1 … 100`, `"a" | "b"`, a list of another one. */
export function typeWords(schema: Schema): Word[] {
  if (schema.$ref) return [{ schema: nameOf(schema.$ref) }];
  if (schema.const !== undefined) return [text(JSON.stringify(schema.const))];
  if (schema.enum) return [text(schema.enum.map((value) => JSON.stringify(value)).join(' | '))];
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return joined(either.map(typeWords), ' | ');
  if (schema.allOf) return joined(schema.allOf.map(typeWords), ' & ');
  if (Array.isArray(schema.type))
    return joined(
      schema.type.map((type) => typeWords({ ...schema, type })),
      ' | ',
    );
  if (schema.type === 'array') {
    if (Array.isArray(schema.items)) return [text('['), ...joined(schema.items.map(typeWords), ', '), text(']')];
    return [text('list of '), ...typeWords(schema.items ?? {})];
  }
  if (schema.type === 'object' || schema.properties) {
    const values = schema.additionalProperties;
    if (!schema.properties && typeof values === 'object') return [text('map of '), ...typeWords(values)];
    return [text('object')];
  }
  return [text([schema.type ?? 'anything', schema.format, boundsOf(schema)].filter(Boolean).join(' '))];
}

/** The largest and least integer stand for no bound. */
function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string {
  const bound = (value: number | undefined) => (value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value);
  const [low, high] = [bound(minimum), bound(maximum)];
  if (low !== undefined || high !== undefined) return `${low ?? ''} … ${high ?? ''}`.trim();
  if (maxLength !== undefined) return `of ${minLength ?? 0} … ${maxLength} characters`;
  return '';
}

export interface Field {
  name: string;
  required: boolean;
  type: Word[];
  description: string;
  /** As JSON; null where there is none. */
  default: string | null;
  /** Of an object, or of what a list consists of, where it has no section of its own. */
  fields: Field[];
}

/** fieldsOf lists the fields of an object, those of objects within it included. */
export function fieldsOf(schema: Schema): Field[] {
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    required: required.has(name),
    type: typeWords(field),
    description: field.description ?? '',
    default: field.default === undefined ? null : JSON.stringify(field.default),
    fields: within(field),
  }));
}

function within(schema: Schema): Field[] {
  if (schema.properties) return fieldsOf(schema);
  if (schema.items && !Array.isArray(schema.items)) return within(schema.items);
  const objects = (schema.anyOf ?? schema.oneOf ?? []).filter(({ properties }) => properties);
  return objects.length === 1 ? fieldsOf(objects[0]!) : [];
}
