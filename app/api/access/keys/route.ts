import { currentAsker, noteForAudit } from '@/lib/access/asking';
import { createKey, listKeys } from '@/lib/access/keys';
import { newKeySchema } from '@/lib/core/access/requests';
import { endpoint, json } from '../../../_server/endpoint';
import { readJson } from '../../../_server/read-request';

/** Keys with their last use, latest first; never a key itself. */
export const GET = endpoint(async () => json({ keys: await listKeys() }));

/** Makes a key; it is in this answer and nowhere else. */
export const POST = endpoint(async (request) => {
  const { name, scopes, expires_in_days: expiresInDays, requests_per_minute: requestsPerMinute } = await readJson(request, newKeySchema);
  const key = await createKey(currentAsker()?.name ?? 'local', { name, scopes, expiresInDays, requestsPerMinute });
  noteForAudit({ target: key.id, details: { name, start: key.start, scopes, expiresAt: key.expiresAt } });
  return json(key, 201);
});
