import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { ROOT } from '../prepare.mjs';
import { formatted } from './formatted.mjs';

export const ANSWERS_FILE = 'app/_server/openapi/answers.generated.json';

/** As toWire (lib/core/wire.ts) spells keys. */
const wireKey = (key) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Names of definitions as OpenAPI allows them: `Omit<A,"b">` → `Omit_A_b`. */
const plainName = (name) =>
  decodeURIComponent(name)
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

function respell(schema) {
  if (Array.isArray(schema)) return schema.map(respell);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties') return [key, Object.fromEntries(Object.entries(value).map(([name, one]) => [wireKey(name), respell(one)]))];
      if (key === 'required') return [key, value.map(wireKey)];
      if (key === '$ref') return [key, `#/components/schemas/${plainName(value.replace('#/definitions/', ''))}`];
      // Values, not schemas.
      if (key === 'enum' || key === 'const' || key === 'default') return [key, value];
      return [key, respell(value)];
    }),
  );
}

/** answerSchemas gives the text of the file: `answers` by method and path, and the `schemas` that they refer to. */
export function answerSchemas() {
  const { definitions } = createGenerator({
    path: join(ROOT, 'app/_server/openapi/answer-types.ts'),
    tsconfig: join(ROOT, 'tsconfig.json'),
    type: 'Answers',
    expose: 'export',
    topRef: true,
    // Fields may be added to an answer (SPEC §3), so none is forbidden.
    additionalProperties: true,
    skipTypeCheck: true,
    sortProps: true,
    jsDoc: 'extended',
  }).createSchema('Answers');
  const { Answers, ...rest } = definitions;
  const answers = Object.fromEntries(Object.entries(Answers.properties).map(([route, schema]) => [route, respell(schema)]));
  const schemas = Object.fromEntries(Object.entries(rest).map(([name, schema]) => [plainName(name), respell(schema)]));
  return formatted(JSON.stringify({ answers, schemas }), ANSWERS_FILE);
}
