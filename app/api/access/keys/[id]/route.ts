import { noteForAudit } from '@/lib/access/asking';
import { revokeKey } from '@/lib/access/keys';
import { endpoint, json, keyIdOf } from '../../../../_server/endpoint';

/** Revokes a key, for good. */
export const DELETE = endpoint<{ id: string }>(async (_request, params) => {
  const key = await revokeKey(keyIdOf(params));
  noteForAudit({ details: { name: key.name, start: key.start } });
  return json(key);
});
