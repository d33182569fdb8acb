import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './document';
import { OPERATIONS } from './operations';

const API = join(import.meta.dirname, '../../api');
/** `/api/runs/{id}/report.md` is served by `[file]`, all else by a folder of its own name. */
const routeFile = (path: string) => join(API, '..', path.replaceAll(/\{(\w+)\}/g, '[$1]'), 'route.ts');
const DOWNLOADS = join(API, 'runs/[id]/[file]/route.ts');

describe('the OpenAPI document', () => {
  it.each(OPERATIONS.map(({ method, path }) => [method.toUpperCase(), path]))('names %s %s, which exists', (method, path) => {
    const source = readFileSync(existsSync(routeFile(path)) ? routeFile(path) : DOWNLOADS, 'utf8');
    expect(source).toMatch(new RegExp(`export (const|function) ${method}\\b`));
  });

  it('leaves no route out', () => {
    const served = readdirSync(API, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('route.ts'));
    const described = new Set(OPERATIONS.map(({ path }) => routeFile(path)));
    const left = served.map((file) => join(API, file)).filter((file) => !described.has(file));
    expect(left.map((file) => file.slice(API.length)).sort()).toEqual(['/[...path]/route.ts', '/runs/[id]/[file]/route.ts']);
  });

  it('takes its request schemas from those the routes validate with', () => {
    const { paths } = openApiDocument() as {
      paths: Record<string, Record<string, { requestBody?: unknown; parameters: { name: string; required: boolean }[] }>>;
    };
    expect(paths['/api/runs']?.post?.requestBody).toMatchObject({
      content: {
        'application/json': { schema: { type: 'object', required: ['url'], properties: { depth: { enum: ['auto', 'quick', 'full'] } } } },
      },
    });
    expect(paths['/api/memory/search']?.get?.parameters).toContainEqual(expect.objectContaining({ name: 'q', required: true }));
    expect(paths['/api/runs/{id}/media']?.get?.parameters).toEqual([
      { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    ]);
  });

  it('is plain JSON', () => {
    expect(JSON.parse(JSON.stringify(openApiDocument()))).toEqual(openApiDocument());
  });
});
