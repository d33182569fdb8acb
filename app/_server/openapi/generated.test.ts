import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANSWERS_FILE, answerSchemas } from '../../../scripts/api/answer-schemas.mjs';
import { CLIENT_FILE, clientTypes } from '../../../scripts/api/client-types.mjs';
import { openApiDocument } from './document';
import { OPERATIONS } from './operations';

const ROOT = resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What is generated is in the tree: `npm run api` makes it. */
describe('generated from the API’s description', () => {
  it('the schemas of answers are those of the types', { timeout: 300_000 }, () => {
    expect(read(ANSWERS_FILE)).toBe(answerSchemas());
  });

  it('the types of the client are those of the OpenAPI document', { timeout: 300_000 }, async () => {
    expect(read(CLIENT_FILE)).toBe(await clientTypes());
  });
});

/** Their answers are described in words only. */
const WITHOUT_SCHEMA =
  /^(?:\S+ \/api\/(?:access|settings)\/|POST \/api\/performance\/records$|GET \/api\/openapi\.json$|GET \/api\/runs\/\{id\}\/transcript\.json$)/;

describe('the answers of routes', () => {
  const { paths } = openApiDocument() as {
    paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, { schema?: object }> }> }>>;
  };

  it('in JSON have a schema', () => {
    const without = OPERATIONS.filter(({ method, path }) =>
      Object.entries(paths[path]![method]!.responses).some(
        ([status, { content }]) => status !== 'default' && content?.['application/json'] && !content['application/json'].schema,
      ),
    ).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(without.filter((route) => !WITHOUT_SCHEMA.test(route))).toEqual([]);
  });

  it('are described of routes only that there are', () => {
    const routes = new Set(OPERATIONS.map(({ method, path }) => `${method.toUpperCase()} ${path}`));
    const { answers } = JSON.parse(read(ANSWERS_FILE)) as { answers: Record<string, object> };
    expect(Object.keys(answers).filter((route) => !routes.has(route))).toEqual([]);
  });
});

it('every name of the document that is spoken of has a section', () => {
  const { components } = openApiDocument() as { components: { schemas: Record<string, object> } };
  const referred = [...JSON.stringify(openApiDocument()).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map((match) => match[1]!);
  expect(referred.length).toBeGreaterThan(50);
  expect(referred.filter((name) => !components.schemas[name])).toEqual([]);
});
