import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDeployment, type TestDatabase } from '@/lib/data/testing';
import { openApiDocument } from '../../../app/_server/openapi/document';
import type { Asked, Question } from '../../support/ask';
import { seededRandom } from '../../support/random';
import { fuzz } from './fuzz';
import type { Document } from './requests';

const APP = resolve(import.meta.dirname, '../../../app');
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const PER_OPERATION_AND_KIND = 1;

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDeployment();
  process.env.LOG_LEVEL = 'FATAL';
});
afterAll(() => test.close());

const document = openApiDocument() as unknown as Document;
const ROUTES = Object.keys(document.paths).map((template) => {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const pattern = new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '([^/]+)')}$`);
  return { template, names, pattern };
});

/** Next.js prefers what is spelt out to what is named. */
function routeOf(path: string) {
  const fitting = ROUTES.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.names.length - b.names.length);
  return fitting[0] ?? null;
}

function fileOf(template: string): { file: string; download: string | null } {
  const file = join(APP, template.replaceAll(/\{(\w+)\}/g, '[$1]'), 'route.ts');
  return existsSync(file)
    ? { file, download: null }
    : { file: join(APP, 'api/runs/[id]/[file]/route.ts'), download: template.split('/').at(-1)! };
}

/** Straight to the route handler, as Next.js would call it. */
async function send({ method, path, headers, body }: Question): Promise<Asked> {
  const url = new URL(path, 'http://127.0.0.1:8000');
  const route = routeOf(url.pathname);
  if (!route) return notThere();
  const { file, download } = fileOf(route.template);
  const values = route.pattern.exec(url.pathname)!.slice(1).map(decodeURIComponent);
  const params = Object.fromEntries(route.names.map((name, i) => [name, values[i]!]));
  const handler = ((await import(pathToFileURL(file).href)) as Record<string, Handler>)[method]!;
  const request = new Request(url, { method, headers: headers as HeadersInit, ...(body === undefined ? {} : { body: String(body) }) });
  const response = await handler(request, { params: Promise.resolve(download ? { ...params, file: download } : params) });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  if (isStream) await response.body?.cancel();
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isStream ? '' : await response.text(),
  };
}

/** What a name in the path made into another path is not this API's to answer. */
const notThere = (): Asked => ({
  status: 404,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ type: 'about:blank', title: 'Not found', status: 404, detail: 'Not found', code: 'not_found', errors: [] }),
});

it(`no request makes a route fail, and every answer is one that the document declares (seed ${SEED})`, { timeout: 300_000 }, async () => {
  const { failures, requests } = await fuzz(document, send, { random: seededRandom(SEED), perKind: PER_OPERATION_AND_KIND });
  expect(requests).toBeGreaterThan(ROUTES.length * 4 - 1);
  expect(failures.map(({ fault, request, problem }) => `${fault}: ${request}: ${problem}`)).toEqual([]);
});
