import type { Access } from '@/lib/core/access/scopes';
import type { Operation } from './openapi/operation';
import { OPERATIONS } from './openapi/operations';

/** The pages, and who may open them. Operations of the API say so themselves (./openapi). */
export const PAGES: readonly { path: string; access: Access }[] = [
  { path: '/', access: 'read' },
  { path: '/runs', access: 'read' },
  { path: '/runs/{id}', access: 'read' },
  { path: '/dashboard', access: 'read' },
  { path: '/tuning', access: 'read' },
  { path: '/experiments', access: 'read' },
  { path: '/experiments/{id}', access: 'read' },
  { path: '/memory', access: 'read' },
  { path: '/memory/ask', access: 'read' },
  { path: '/memory/entities', access: 'read' },
  { path: '/memory/entities/{id}', access: 'read' },
  { path: '/memory/graph', access: 'read' },
  { path: '/alerts', access: 'read' },
  { path: '/alerts/runbooks', access: 'read' },
  { path: '/docs', access: 'read' },
  { path: '/feeds', access: 'read' },
  { path: '/deliveries', access: 'admin' },
  { path: '/settings', access: 'admin' },
  { path: '/settings/access', access: 'admin' },
  { path: '/settings/account', access: 'account' },
  { path: '/sign-in', access: 'open' },
  { path: '/welcome', access: 'open' },
  { path: '/forbidden', access: 'known' },
  { path: '/favicon.ico', access: 'open' },
  { path: '/icon.svg', access: 'open' },
];

export interface Route {
  /** GET answers HEAD too. */
  method: string;
  path: string;
  access: Access;
  /** null of a page. */
  operation: Operation | null;
}

/** ROUTES is the one table of who may use what: it decides (admission.ts), is tested and printed (docs/access.md). */
export const ROUTES: readonly Route[] = [
  ...OPERATIONS.map((operation) => ({
    method: operation.method.toUpperCase(),
    path: operation.path,
    access: operation.access,
    operation,
  })),
  ...PAGES.map(({ path, access }) => ({ method: 'GET', path, access, operation: null })),
];

const MATCHERS = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
  parameters: route.path.split('{').length,
}));

/** routeOf is the route that a request is for; null where there is none of that method and path. */
export function routeOf(method: string, pathname: string): Route | null {
  const asked = method === 'HEAD' ? 'GET' : method;
  const path = decoded(pathname);
  const fitting = MATCHERS.filter(({ route, pattern }) => route.method === asked && pattern.test(path));
  return fitting.sort((a, b) => a.parameters - b.parameters)[0]?.route ?? null;
}

/**
 * accessOf is what a request asks for. What is in no table is answered with 404 or 405, which whoever is known may hear; but where the path is spelt as
 * none of ours is, the server behind may read it in another way than this table does, and it is for admins.
 */
export function accessOf(method: string, pathname: string): Access {
  const route = routeOf(method, pathname);
  if (route) return route.access;
  return /^(?:\/[\w-]+)*\/?$/.test(pathname) ? 'known' : 'admin';
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** isApi: whether it is answered with data and problem documents, not with pages. */
export function isApi(pathname: string): boolean {
  return pathname === '/api' || pathname.startsWith('/api/') || pathname === '/metrics';
}
