import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accessPage } from './access-page';
import { accessOf, PAGES, ROUTES, routeOf } from './access-table';

const APP = join(import.meta.dirname, '..');

describe('the table of who may use what', () => {
  it('is what docs/access.md says', async () => {
    await expect(accessPage()).toMatchFileSnapshot('../../docs/access.md');
  });

  it('has every page', () => {
    const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)page\.tsx$/.test(file));
    const paths = files.map((file) => {
      const path = file
        .replace(/\/?page\.tsx$/, '')
        .replaceAll(/\(\w+\)\/?/g, '')
        .replace(/\/$/, '')
        .replaceAll(/\[(\w+)\]/g, '{$1}');
      return `/${path}`;
    });
    const listed = PAGES.map(({ path }) => path).filter((path) => !/\.\w+$/.test(path));
    expect([...listed].sort()).toEqual(paths.sort());
  });

  it('opens nothing but signing in, health and icons', () => {
    expect(ROUTES.filter(({ access }) => access === 'open').map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/access/sign-in',
      'POST /api/access/links/use',
      'GET /api/access/oidc/start',
      'GET /api/access/oidc/callback',
      'GET /api/health/live',
      'GET /api/health/ready',
      'GET /sign-in',
      'GET /welcome',
      'GET /favicon.ico',
      'GET /icon.svg',
    ]);
  });

  it('asks for more than read of whatever changes something', () => {
    const changing = ROUTES.filter(({ method, access }) => method !== 'GET' && access === 'read').map(({ path }) => path);
    // They compute an answer, and change nothing.
    expect(changing.sort()).toEqual(['/api/config/preview', '/api/memory/ask']);
  });
});

describe('which route a request is for', () => {
  it.each([
    ['GET', '/api/runs', 'read'],
    ['HEAD', '/api/runs/', 'read'],
    ['POST', '/api/runs', 'submit'],
    ['GET', '/api/deliveries/webhook-secret', 'admin'],
    ['GET', '/settings', 'admin'],
    ['GET', '/', 'read'],
    ['GET', '/metrics', 'read'],
  ])('%s %s needs %s', (method, path, access) => expect(accessOf(method, path)).toBe(access));

  it('reads a path as the server behind does, however it is spelt', () => {
    expect(routeOf('PUT', '/api/%63onfig')?.path).toBe('/api/config');
    expect(accessOf('GET', '/%73ettings')).toBe('admin');
  });

  it('says of what there is not that it is not there, but to admins only where it could be read in another way', () => {
    expect(accessOf('GET', '/api/nothing')).toBe('known');
    expect(accessOf('DELETE', '/api/runs')).toBe('known');
    for (const path of ['/settings.rsc', '/api//config', '/settings.segments/_tree.segment.rsc', '/api/%', '/a\\b']) {
      expect(accessOf('GET', path)).toBe('admin');
    }
  });
});
