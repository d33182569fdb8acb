import { WinnowError } from '@/lib/base/errors';
import { OPERATIONS } from './openapi/operations';
import { problemResponse } from './problem';

/** Of each path of the API, what it answers to. */
const ALLOWED = [...new Set(OPERATIONS.map(({ path }) => path))].map((path) => {
  const methods = OPERATIONS.filter((operation) => operation.path === path).map(({ method }) => method.toUpperCase());
  return {
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}/?$`),
    methods: [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'],
  };
});

/** allowedMethods is null where `method` is one of those that the path answers to, and where the API has no such path. */
export function allowedMethods(method: string, pathname: string): string[] | null {
  const methods = ALLOWED.find(({ pattern }) => pattern.test(pathname))?.methods;
  return methods && !methods.includes(method) ? methods : null;
}

export function methodRefused(method: string, pathname: string, allowed: string[]): Response {
  const response = problemResponse(new WinnowError('method_not_allowed', `${pathname} takes ${allowed.join(', ')}, not ${method}.`));
  response.headers.set('allow', allowed.join(', '));
  return response;
}
