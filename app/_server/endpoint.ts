import { WinnowError } from '@/lib/base/errors';
import { toWire } from '@/lib/core/wire';
import { failureOf } from './failure';
import { problemResponse } from './problem';

type Handler<P> = (request: Request, params: P) => Promise<Response>;

/** endpoint wraps a route handler: whatever it throws becomes a problem document, and what is Winnow's own fault is written down. */
export function endpoint<P = Record<string, never>>(handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      return await handler(request, await context.params);
    } catch (error) {
      const { pathname } = new URL(request.url);
      return problemResponse(await failureOf(error, { method: request.method, pathname }));
    }
  };
}

/** json answers with a view, its keys spelt in snake_case as the contract wants. */
export function json(view: unknown, status = 200): Response {
  return Response.json(toWire(view), { status, headers: { 'cache-control': 'no-store' } });
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Only well-formed ids get through to the database. Throws `not_found`. */
function idOf(what: string, { id }: { id: string }): string {
  if (!UUID.test(id)) throw new WinnowError('not_found', `There is no ${what} with this id.`);
  return id.toLowerCase();
}

export const runIdOf = (params: { id: string }): string => idOf('run', params);
export const feedIdOf = (params: { id: string }): string => idOf('feed', params);
export const entityIdOf = (params: { id: string }): string => idOf('entity', params);
export const experimentIdOf = (params: { id: string }): string => idOf('experiment', params);
export const deliveryIdOf = (params: { id: string }): string => idOf('delivery', params);
