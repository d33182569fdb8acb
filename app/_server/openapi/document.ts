import { z } from 'zod';
import { ALERT_METRICS } from '@/lib/core/alerts/rules';
import packageJson from '../../../package.json';
import answerSchemas from './answers.generated.json';
import type { Operation } from './operation';
import { OPERATIONS } from './operations';

/** Mirrors the Problem interface of ./problem. */
const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    advice: { type: 'string' },
    fault: { type: 'string', enum: ['source', 'request', 'winnow'] },
    retry: { type: 'string', enum: ['never', 'later'] },
    errors: {
      type: 'array',
      items: { type: 'object', required: ['field', 'message'], properties: { field: { type: 'string' }, message: { type: 'string' } } },
    },
  },
};

/** openApiDocument builds the OpenAPI 3.1 description of the API. */
export function openApiDocument(): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Winnow', version: packageJson.version, description: packageJson.description },
    paths,
    components: {
      schemas: { Problem: PROBLEM_SCHEMA, ...answerSchemas.schemas },
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'An API key; not needed on loopback where nobody signs in' } },
    },
  };
}

function describe({
  method,
  path,
  summary,
  access,
  query,
  body,
  bodyMediaType = 'application/json',
  answers,
}: Operation): Record<string, unknown> {
  return {
    summary,
    'x-access': access,
    security: access === 'open' ? [] : [{ key: [] }],
    parameters: [...pathParameters(path), ...queryParameters(query, body !== undefined)],
    ...(body && { requestBody: { required: query === undefined, content: { [bodyMediaType]: { schema: inputSchema(body) } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { description, mediaType }]) => [
          status,
          answer(`${method.toUpperCase()} ${path}`, status, description, mediaType),
        ]),
      ),
      default: {
        description: 'What went wrong (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function answer(route: string, status: string, description: string, mediaType = 'application/json'): Record<string, unknown> {
  if (status === '204' || status === '304') return { description };
  const schema = mediaType === 'application/json' ? ANSWERS[route] : undefined;
  return { description, content: { [mediaType]: schema ? { schema } : {} } };
}

const ANSWERS: Readonly<Record<string, object>> = answerSchemas.answers;

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: PATH_SCHEMAS[name as keyof typeof PATH_SCHEMAS] ?? { type: 'string', format: 'uuid' },
  }));
}

/** Of what is not an id. */
const PATH_SCHEMAS = {
  rule: { type: 'string', enum: [...ALERT_METRICS] },
  n: { type: 'integer', minimum: 1 },
};

function queryParameters(query: z.ZodObject | undefined, orBody: boolean): object[] {
  if (!query) return [];
  const { properties = {}, required = [] } = inputSchema(query);
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: !orBody && required.includes(name), schema }));
}

function inputSchema(schema: z.ZodObject): z.core.JSONSchema.JSONSchema {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema, { io: 'input' });
  return jsonSchema;
}
