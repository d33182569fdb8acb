import { linkAddress, newLink } from '@/lib/access/accounts';
import { currentAsker, noteForAudit } from '@/lib/access/asking';
import { newLinkSchema } from '@/lib/core/access/requests';
import type { LinkView } from '@/lib/core/access/views';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';
import { addressOf, clientOfRequest } from '../../../_server/signed-in';

/** Makes a one-time link; it is in this answer and nowhere else. */
export const POST = endpoint(async (request) => {
  const client = clientOfRequest(request);
  const { role: wanted, account_id: accountId } = await readJson(request, newLinkSchema);
  const { token, role, expiresAt } = await newLink(currentAsker()?.name ?? 'local', { role: wanted, accountId });
  noteForAudit({ target: accountId, details: { role } });
  const view: LinkView = { url: linkAddress(addressOf(client), token), role, expiresAt: expiresAt.toISOString() };
  return json(view, 201);
});
