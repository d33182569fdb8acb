import { describe, expect, it } from 'vitest';
import { fieldsOf, type Schema, typeWords, type Word } from './schema-text';

const said = (words: readonly Word[]) => words.map((word) => ('schema' in word ? `<${word.schema}>` : word.text)).join('');

describe('the type of a value', () => {
  it.each<[Schema, string]>([
    [{ type: 'string', format: 'uuid' }, 'string uuid'],
    [{ type: 'integer', minimum: 1, maximum: 100 }, 'integer 1 … 100'],
    [{ type: 'integer', minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER }, 'integer'],
    [{ type: 'string', minLength: 1, maxLength: 20 }, 'string of 1 … 20 characters'],
    [{ enum: ['a', null] }, '"a" | null'],
    [{ type: ['number', 'null'] }, 'number | null'],
    [{ anyOf: [{ $ref: '#/components/schemas/Run' }, { type: 'null' }] }, '<Run> | null'],
    [{ type: 'array', items: { $ref: '#/components/schemas/Run' } }, 'list of <Run>'],
    [{ type: 'array', items: [{ type: 'number' }, { type: 'number' }] }, '[number, number]'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, 'map of number'],
    [{}, 'anything'],
  ])('%o', (schema, expected) => expect(said(typeWords(schema))).toBe(expected));
});

it('lists fields, what is required, and the fields of objects within', () => {
  const [url, more] = fieldsOf({
    properties: {
      url: { type: 'string', description: 'Where', default: 'x' },
      more: { type: 'array', items: { type: 'object', properties: { a: { type: 'boolean' } } } },
    },
    required: ['url'],
  });
  expect(url).toMatchObject({ name: 'url', required: true, description: 'Where', default: '"x"', fields: [] });
  expect(more).toMatchObject({ required: false, fields: [{ name: 'a' }] });
});
