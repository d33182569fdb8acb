import { currentAsker, noteForAudit } from '@/lib/access/asking';
import { endSession } from '@/lib/access/sessions';
import { WinnowError } from '@/lib/base/errors';
import { endpoint, sessionIdOf } from '../../../../_server/endpoint';

/** Ends a session: its next request is nobody's. Of another's, whoever is no admin hears that there is none. */
export const DELETE = endpoint<{ id: string }>(async (_request, params) => {
  const { id, scopes } = currentAsker()!;
  const session = sessionIdOf(params);
  const of = await endSession(session, scopes.includes('admin') ? null : id);
  if (of === null) throw new WinnowError('not_found', `There is no session ${session}.`);
  noteForAudit({ details: { of } });
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } });
});
