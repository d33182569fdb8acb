import { asWinnowError, WinnowError } from '@/lib/base/errors';
import { createLogger } from '@/lib/base/logging';
import { toWire } from '@/lib/core/wire';
import { databaseReady } from '@/lib/data/health';
import { problemResponse } from './problem';

type Handler<P> = (request: Request, params: P) => Promise<Response>;

/** endpoint wraps a route handler: whatever it throws becomes a problem document, and what is Winnow's own fault is written down. */
export function endpoint<P = Record<string, never>>(handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      return await handler(request, await context.params);
    } catch (error) {
      const known = await explained(error);
      if (known.kind.fault === 'winnow') {
        createLogger('web').error({ err: error, method: request.method, path: new URL(request.url).pathname }, 'Request failed');
      }
      return problemResponse(known);
    }
  };
}

/** Whatever the client library threw: while the database does not answer, that is the reason, and asking again later helps. */
async function explained(error: unknown): Promise<WinnowError> {
  if (error instanceof WinnowError || (await databaseReady())) return asWinnowError(error);
  return new WinnowError('database_unavailable', 'The database does not answer.', { cause: error });
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
export const deliveryIdOf = (params: { id: string }): string => idOf('delivery', params);
