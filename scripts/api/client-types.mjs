import { compile } from 'json-schema-to-typescript';
import { formatted } from './formatted.mjs';

export const CLIENT_FILE = 'client/api.generated.ts';

const HEADING = '/** The API as openapi-fetch wants its types. Made by `npm run api` from the OpenAPI document; not to be edited. */';

const object = (properties, required = Object.keys(properties)) => ({ type: 'object', properties, required, additionalProperties: false });

/** `#/components/schemas/X` → `#/definitions/X`, where the compiler looks. */
const pointed = (value) => JSON.parse(JSON.stringify(value).replaceAll('"#/components/schemas/', '"#/definitions/'));

function parametersOf(parameters, where) {
  const those = parameters.filter((parameter) => parameter.in === where);
  const required = those.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    schema: object(Object.fromEntries(those.map(({ name, schema }) => [name, schema])), required),
    any: those.length > 0,
    needed: required.length > 0,
  };
}

const contentOf = (content) =>
  object({ content: object(Object.fromEntries(Object.entries(content ?? {}).map(([type, { schema }]) => [type, schema ?? {}]))) });

function operationType({ parameters, requestBody, responses }) {
  const [query, path] = ['query', 'path'].map((where) => parametersOf(parameters, where));
  const given = object({ ...(query.any && { query: query.schema }), ...(path.any && { path: path.schema }) }, [
    ...(query.needed ? ['query'] : []),
    ...(path.any ? ['path'] : []),
  ]);
  return object(
    {
      parameters: given,
      ...(requestBody && { requestBody: contentOf(requestBody.content) }),
      responses: object(Object.fromEntries(Object.entries(responses).map(([status, { content }]) => [status, contentOf(content)]))),
    },
    ['parameters', 'responses', ...(requestBody?.required ? ['requestBody'] : [])],
  );
}

/** clientTypes gives the text of the file. */
export async function clientTypes() {
  const { openApiDocument } = await import('../../app/_server/openapi/document.ts');
  const { paths, components } = openApiDocument();
  const types = Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      object(Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, operationType(operation)]))),
    ]),
  );
  const whole = pointed({ ...object(types), title: 'paths', definitions: components.schemas });
  const text = await compile(whole, 'paths', {
    bannerComment: HEADING,
    format: false,
    unreachableDefinitions: false,
    additionalProperties: false,
  });
  // A status is a number to openapi-fetch, and no parameters or contents are none.
  const typed = text
    .replaceAll(/^(\s*)"(\d{3})": ?\{/gm, '$1$2: {')
    .replaceAll(/parameters: \{\s*\}/g, 'parameters: { query?: never; path?: never }')
    .replaceAll(/content: \{\s*\}/g, 'content?: never')
    .replace('export interface Paths', 'export interface paths');
  return formatted(typed, CLIENT_FILE);
}
