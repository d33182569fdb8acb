import { type Asker, type Note, whileAsking } from '@/lib/access/asking';
import { WinnowError } from '@/lib/base/errors';
import { toWire } from '@/lib/core/wire';
import { admit } from './admission';
import { leaveEntry } from './audit-entry';
import { failureOf } from './failure';
import { problemResponse } from './problem';

type Handler<P> = (request: Request, params: P) => Promise<Response>;

/**
 * endpoint wraps a route handler: only who may is answered, whatever it throws becomes a problem document, what is Winnow's own fault is written down, and
 * what the audit log is to know is in it before the answer leaves.
 */
export function endpoint<P = Record<string, never>>(handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    const { pathname } = new URL(request.url);
    const asked = { method: request.method, pathname, headers: request.headers };
    const note: Note = {};
    let asker: Asker | null = null;
    let response: Response;
    try {
      const params = await context.params;
      asker = (await admit(asked, 'again')).asker;
      response = await whileAsking(asker, note, () => handler(request, params));
    } catch (error) {
      response = problemResponse(await failureOf(error, asked));
    }
    try {
      await leaveEntry(asked, asker, response, note);
    } catch (error) {
      // An answer that says "done" without an entry would make the log say less than happened.
      response = problemResponse(await failureOf(error, asked));
    }
    return response;
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
export const accountIdOf = (params: { id: string }): string => idOf('account', params);
export const sessionIdOf = (params: { id: string }): string => idOf('session', params);
export const keyIdOf = (params: { id: string }): string => idOf('API key', params);
export const deliveryIdOf = (params: { id: string }): string => idOf('delivery', params);
